import type { Instant } from '../../domain/instant.ts';
import type { TemplateSnapshot } from '../../domain/policy/snapshot.ts';
import { words } from '../../words/words.ts';
import { SIGNS } from '../style.ts';
import type { Report } from './report.ts';

/** The sync template of the multitenant organization. */
export function templateReport(template: TemplateSnapshot, at: Instant): Report {
  const { userSync } = template;
  const { fieldWords } = words.changes;
  const said = words.lists.template;
  return {
    title: said.title(template),
    style: userSync === true ? 'warning' : 'emphasis',
    sign: SIGNS[userSync === null ? 'none' : userSync ? 'open' : 'closed'],
    lines: said.about,
    blocks: [
      {
        heading: [{ strong: said.heading }],
        rows: [
          { label: said.userSync, value: [fieldWords('templateSync', template, null)] },
          { label: said.appliesTo, value: [fieldWords('templateAppliesTo', template, null)] },
        ],
        lines: [userSync === true ? said.switchOff : said.switchOn, ...(userSync === null ? [] : [said.reset])],
      },
    ],
    footer: words.common.readOn(at),
    offers: [],
  };
}
