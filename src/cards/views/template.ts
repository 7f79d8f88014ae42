import type { Instant } from '../../domain/instant.ts';
import type { TemplateSnapshot } from '../../domain/policy/snapshot.ts';
import { moment } from '../../words/en/moment.ts';
import { appliesToWords, fieldWords } from '../../words/en/changes/settings.ts';
import type { Report } from './report.ts';

/** The sync template of the multitenant organization. */
export function templateReport(template: TemplateSnapshot, at: Instant): Report {
  const { userSync, appliesTo } = template;
  return {
    title: templateTitle(template),
    style: userSync === true ? 'warning' : 'emphasis',
    lines: [
      ['What a tenant of this multitenant organization gets as its sync policy here when it joins.'],
      ['What the template does not set, it leaves alone.'],
    ],
    blocks: [
      {
        heading: [{ strong: 'Template' }],
        rows: [
          { label: 'User sync', value: [fieldWords('templateSync', template, null)] },
          { label: 'Applies to', value: [appliesToWords(appliesTo)] },
        ],
        lines: [
          userSync === true
            ? ['To switch it off, type ', { say: 'disable sync in template' }, '.']
            : ['To switch it on, type ', { say: 'enable sync in template' }, '.'],
          ...(userSync === null ? [] : [['To make it say nothing again, type ', { say: 'reset template' }, '.']]),
        ],
      },
    ],
    footer: `Read on ${moment(at)}`,
    offers: [],
  };
}

export function templateTitle({ userSync }: TemplateSnapshot): string {
  if (userSync === null) return 'The template says nothing about user sync';
  return userSync ? 'The template allows user sync' : 'The template forbids user sync';
}
