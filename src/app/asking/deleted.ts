import type { Person } from '../../domain/people/person.ts';
import type { DeletedRow, Reply } from '../../domain/replies/reply.ts';
import { tenantName } from '../../domain/partners/tenant.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { unwrap } from '../promises.ts';

/** Everything that can still be restored, what will be gone first at the top. */
export async function listDeleted(
  { directory, roles, log }: Ports,
  lookup: PartnerLookup,
  person: Person,
): Promise<Reply> {
  const [passed, listed] = await Promise.allSettled([authorize(roles, log, person, 'read'), directory.listDeleted()]);
  const refusal = unwrap(passed);
  if (refusal !== undefined) return refused(refusal);
  const entries = unwrap(listed);
  const tenants = await lookup.names(entries.map((entry) => entry.tenantId));
  const rows = entries.map(({ tenantId, items }, index): DeletedRow => ({
    tenant: tenants[index] ?? { tenantId, displayName: null, defaultDomainName: null },
    items,
  }));
  rows.sort((a, b) => firstGone(a) - firstGone(b) || tenantName(a.tenant).localeCompare(tenantName(b.tenant), 'en'));
  return { kind: 'deletedItems', rows };
}

const firstGone = ({ items: { policy, partner } }: DeletedRow): number =>
  Math.min(policy?.deletedAt ?? Infinity, partner?.deletedAt ?? Infinity);

/** What Graph keeps of one tenant, beside what is live of it. */
export async function showDeleted(
  { directory, roles, log }: Ports,
  lookup: PartnerLookup,
  person: Person,
  text: string,
): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  const resolution = await lookup.resolve(text);
  if (resolution.kind === 'none') return refused(resolution.refusal);
  if (resolution.kind === 'several') {
    const options = resolution.options.map((tenant) => ({ tenant, say: `show deleted ${tenant.tenantId}` }));
    return { kind: 'choice', text, options };
  }
  const { tenant } = resolution;
  const [items, state] = await Promise.all([directory.readDeleted(tenant.tenantId), directory.read(tenant.tenantId)]);
  return { kind: 'deletedItem', tenant, items, state };
}
