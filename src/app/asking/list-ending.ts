import { openOf } from '../../domain/ends/door.ts';
import { doorsLeft, type Ending } from '../../domain/ends/ending.ts';
import { fieldsOf, live, type PartnerSnapshot } from '../../domain/policy/snapshot.ts';
import type { EndingRow } from '../../domain/replies/reply.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** Each has two buttons: a card stays below 12 KB. */
const PAGE_SIZE = 6;

/** What is open only until an end, the next one first. A page past the end shows the last one. */
export const listEnding = (ports: Ports, lookup: PartnerLookup): UseCase<'listEnding'> =>
  useCaseReading(ports, 'listEnding', {
    early: () => lookup.shown(),
    answer: async (proof, { request: { page } }, listed) => {
      const states = new Map(listed.map(({ tenantId, state }) => [tenantId, live(state)]));
      const endings = await ports.store.endings();
      const rows = endings
        .map((ending) => rowOf(ending, endings, states.get(ending.partner.tenantId) ?? live(null)))
        .filter(({ doors }) => doors.length > 0)
        .toSorted((a, b) => a.ending.end.at - b.ending.end.at);
      const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
      const shown = Math.min(page, pages);
      const onPage = rows.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE);
      return proof.give({ kind: 'ending', rows: onPage, page: shown, pages, total: rows.length });
    },
  });

/** What of it is open. What the list does not show may be. */
function rowOf(ending: Ending, endings: readonly Ending[], state: PartnerSnapshot): EndingRow {
  const others = endings.filter(({ partner }) => partner.tenantId === ending.partner.tenantId);
  const left = doorsLeft(ending, others);
  const unseen = left.filter((door) => fieldsOf(state)[door] === 'unknown');
  return { ending, doors: [...openOf(state, left), ...unseen] };
}
