import { opens } from '../../../domain/change/approval.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import { offersOfEnd, pageOf } from '../../../commands/offers.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { EndingList, EndingRow } from '../../../domain/replies/reply.ts';
import { words } from '../../../words/words.ts';
import { pageEnd } from '../../page-turns.ts';
import { doorView, effectView } from '../../door.ts';
import type { Report } from '../report.ts';

/** What is open, or accepted, only until an end: whose, what, and until when. */
export function endingReport(list: EndingList, at: Instant): Report {
  const { title, none } = words.lists.ending;
  const { rows, total } = list;
  return {
    title: title(list),
    style: 'emphasis',
    lines: total === 0 ? [[none]] : [],
    of: 'ends',
    blocks: rows.map(block),
    ...pageEnd(list, pageOf.ending, at),
  };
}

function block({ ending, open }: EndingRow): Report['blocks'][number] {
  const says = words.lists.ending;
  return {
    heading: says.of(ending, doorOf(ending)),
    rows: [{ label: says.ends, value: [says.open(open)], when: ending.end.at }],
    lines: [says.decided(ending)],
    offers: [
      ...(ending.end.doors.length === 0 ? [] : [offersOfEnd.renew(ending.id), offersOfEnd.endNow(ending.id)]),
      offersOfEnd.show(ending),
    ],
  };
}

/** What was accepted need not be open: then it is what was done. */
const doorOf = ({ end, rest, partner }: Ending): string =>
  end.doors.length > 0 || rest === undefined || opens(rest)
    ? doorView('open').text
    : effectView(rest, partner, true).text;
