import { ENDING_DOORS, openOf } from '../../domain/ends/door.ts';
import { live } from '../../domain/policy/snapshot.ts';
import { askedAt } from '../../domain/recertify/recertification.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import { standingsOf } from '../finding/standings.ts';
import type { Ports, Settings } from '../ports.ts';
import { onPage } from './on-page.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** Each has two buttons: a card stays below 12 KB. */
const PAGE_SIZE = 6;

/** Who answers for each partner that is open, and when they are asked, the next one first. */
export const listRecertification = (
  ports: Ports,
  { recertifyDays, homeTenant }: Pick<Settings, 'recertifyDays' | 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'shown' | 'names'>,
): UseCase<'listRecertification'> =>
  useCaseReading(ports, 'listRecertification', {
    early: () => lookup.shown(),
    answer: async (proof, { request: { page } }, listed) => {
      const open = new Map(
        listed
          .filter(({ tenantId }) => tenantId !== homeTenant)
          .map(({ tenantId, state }) => [tenantId, openOf(live(state), ENDING_DOORS)] as const)
          .filter(([, doors]) => doors.length > 0),
      );
      const rows = (await standingsOf(ports, [...open.keys()], ports.clock.now()))
        .map((now) => ({
          tenantId: now.tenantId,
          doors: open.get(now.tenantId) ?? [],
          owner: now.owner,
          askedAt: askedAt(now, recertifyDays),
          stage: now.asked?.stage ?? null,
        }))
        .toSorted((a, b) => a.askedAt - b.askedAt);
      const { rows: shown, place } = onPage(rows, page, PAGE_SIZE);
      const names = await lookup.names(shown.map(({ tenantId }) => tenantId));
      return proof.give({
        kind: 'recertification',
        rows: shown.flatMap(({ tenantId, ...row }) => {
          const partner = names.find((name) => name.tenantId === tenantId);
          return partner === undefined ? [] : [{ ...row, partner }];
        }),
        ...place,
      });
    },
  });
