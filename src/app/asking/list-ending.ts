import { openDoorsOf, type Ending } from '../../domain/ends/ending.ts';
import { restNow } from '../../domain/ends/rest.ts';
import { live, type PartnerSnapshot } from '../../domain/policy/snapshot.ts';
import type { EndingRow } from '../../domain/replies/reply.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports, Settings } from '../ports.ts';
import { onPage } from './on-page.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** Each has two buttons: a card stays below 12 KB. */
const PAGE_SIZE = 6;

/** What is open only until an end, the next one first. */
export const listEnding = (
  ports: Ports,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'shown'>,
): UseCase<'listEnding'> =>
  useCaseReading(ports, 'listEnding', {
    early: () => lookup.shown(),
    answer: async (proof, { request: { page } }, listed) => {
      const states = new Map(listed.map(({ tenantId, state }) => [tenantId, live(state)]));
      const endings = await ports.store.endingsLeft();
      // The default is on no list.
      const isOfDefault = endings.some(({ partner }) => partner.tenantId === homeTenant);
      if (isOfDefault) states.set(homeTenant, live(await ports.directory.read(homeTenant)));
      const rows = endings
        .map((ending) => rowOf(ending, endings, states.get(ending.partner.tenantId) ?? live(null)))
        .filter(({ open }) => open.length > 0)
        .toSorted((a, b) => a.ending.end.at - b.ending.end.at);
      const { rows: shown, place } = onPage(rows, page, PAGE_SIZE);
      return proof.give({ kind: 'ending', rows: shown, ...place });
    },
  });

function rowOf(ending: Ending, endings: readonly Ending[], state: PartnerSnapshot): EndingRow {
  const others = endings.filter(({ partner }) => partner.tenantId === ending.partner.tenantId);
  return { ending, open: [...openDoorsOf(ending, others, state), ...restNow(ending.rest, state)] };
}
