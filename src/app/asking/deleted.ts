import { askedBack } from '../finding/asked-back.ts';
import { offersOfPartner } from '../../commands/offers.ts';
import type { DeletedRow } from '../../domain/replies/reply.ts';
import { isAlike } from '../../domain/partners/lookalike.ts';
import { namelessTenant, tenantName } from '../../domain/partners/tenant.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { useCase, useCaseReading, type UseCase } from '../use-case.ts';

/** Everything that can still be restored, what will be gone first at the top. */
export const listDeleted = (ports: Ports, lookup: PartnerLookup): UseCase<'listDeleted'> =>
  useCaseReading(ports, 'listDeleted', {
    early: () => lookup.deleted(),
    answer: async (proof, _, entries) => {
      const tenants = await lookup.names(entries.map((entry) => entry.tenantId));
      const known = lookup.remembered(proof.person.tenantId);
      const rows = await Promise.all(
        entries.map(async ({ tenantId, items }, index): Promise<DeletedRow> => {
          const tenant = tenants[index] ?? namelessTenant(tenantId);
          return { tenant, isAlike: isAlike(await lookup.lookalikes(tenant, known)), items };
        }),
      );
      rows.sort(
        (a, b) => firstGone(a) - firstGone(b) || tenantName(a.tenant).localeCompare(tenantName(b.tenant), 'en'),
      );
      return proof.give({ kind: 'deletedItems', rows });
    },
  });

const firstGone = ({ items: { policy, partner } }: DeletedRow): number =>
  Math.min(policy?.deletedAt ?? Infinity, partner?.deletedAt ?? Infinity);

/** What Graph keeps of one tenant, beside what is live of it. */
export const showDeleted = (ports: Ports, lookup: PartnerLookup): UseCase<'showDeleted'> =>
  useCase(ports, 'showDeleted', async (proof, { request: { partner: text } }) => {
    const { directory } = ports;
    const resolution = await lookup.resolve(text);
    if (resolution.kind !== 'one') return askedBack(proof, text, resolution, offersOfPartner.showDeleted);
    const { tenant } = resolution;
    const [items, state] = await Promise.all([directory.readDeleted(tenant.tenantId), directory.read(tenant.tenantId)]);
    return proof.give({ kind: 'deletedItem', tenant, items, state });
  });
