import type { Person } from '../../domain/people/person.ts';
import { syncState } from '../../domain/policy/policy.ts';
import type { PartnerRow, Reply, SyncFilter } from '../../domain/replies/reply.ts';
import { tenantName } from '../../domain/partners/tenant.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { unwrap } from '../promises.ts';

/** Rows on one page: a card stays far below Teams' size limit and fits a phone. */
const PAGE_SIZE = 10;

/** Lists partners by name. A page past the end shows the last one. */
export async function listPartners(
  ports: Ports,
  lookup: PartnerLookup,
  person: Person,
  filter: SyncFilter,
  page: number,
): Promise<Reply> {
  const [passed, listed] = await Promise.allSettled([authorize(ports.roles, ports.log, person, 'read'), lookup.list()]);
  const refusal = unwrap(passed);
  if (refusal !== undefined) return refused(refusal);
  const entries = unwrap(listed).filter(({ state }) => filter === 'any' || syncState(state) === filter);
  const tenants = await lookup.names(entries.map((entry) => entry.tenantId));
  const rows: PartnerRow[] = tenants.map((tenant, index) => ({
    tenant,
    sync: syncState(entries[index]?.state ?? null),
  }));
  rows.sort((a, b) => Number(isNameless(a)) - Number(isNameless(b)) || compareNames(a, b));
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  return {
    kind: 'partners',
    filter,
    rows: rows.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE),
    page: shown,
    pages,
    total: rows.length,
  };
}

/** A partner whose name could not be had stands at the end, where it does not push the others around. */
const isNameless = ({ tenant }: PartnerRow): boolean => tenantName(tenant) === tenant.tenantId;

const compareNames = (a: PartnerRow, b: PartnerRow): number =>
  tenantName(a.tenant).localeCompare(tenantName(b.tenant), 'en');
