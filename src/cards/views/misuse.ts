import type { Misuse } from '../../domain/drift/misuse.ts';
import type { Instant } from '../../domain/instant.ts';
import { words } from '../../words/words.ts';
import type { Style } from '../style.ts';
import type { Report } from './report.ts';

const STYLES = { open: 'attention', told: 'warning', resumed: 'good' } as const satisfies Record<
  Misuse['status']['state'],
  Style
>;

/** What the bot's own app did without the bot, and whether it may open again. */
export function misuseReport(misuse: Misuse, at: Instant): Report {
  const {
    title,
    lines,
    heading,
    what,
    whatValue,
    when,
    whenValue,
    record,
    recordValue,
    whyNot,
    whyValue,
    more,
    footer,
  } = words.misuse;
  return {
    title: title(misuse),
    style: STYLES[misuse.status.state],
    lines: [...lines(misuse), ...more(misuse.total - misuse.deeds.length)],
    blocks: misuse.deeds.map((deed) => ({
      heading: heading(deed),
      rows: [
        { label: what, value: whatValue(deed) },
        { label: when, value: [whenValue(deed)] },
        { label: whyNot, value: [whyValue(deed)] },
        { label: record, value: [{ code: recordValue(deed) }] },
      ],
    })),
    footer: footer(misuse, at),
    offers: [],
  };
}
