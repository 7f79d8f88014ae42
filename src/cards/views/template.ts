import type { Instant } from '../../domain/instant.ts';
import type { TemplateSnapshot } from '../../domain/policy/snapshot.ts';
import { appliesToWords, fieldWords } from '../../words/en/settings.ts';
import { words } from '../../words/words.ts';
import type { Report } from './report.ts';

/** The sync template of the multitenant organization. */
export function templateReport(template: TemplateSnapshot, at: Instant): Report {
  const { userSync, appliesTo } = template;
  const said = words.lists.template;
  return {
    title: said.title(template),
    style: userSync === true ? 'warning' : 'emphasis',
    lines: said.about,
    blocks: [
      {
        heading: [{ strong: said.heading }],
        rows: [
          { label: said.userSync, value: [fieldWords('templateSync', template, null)] },
          { label: said.appliesTo, value: [appliesToWords(appliesTo)] },
        ],
        lines: [userSync === true ? said.switchOff : said.switchOn, ...(userSync === null ? [] : [said.reset])],
      },
    ],
    footer: words.common.readOn(at),
    offers: [],
  };
}
