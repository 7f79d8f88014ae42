import type { ChangeId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';

const PAGE_SIZE = 10;

/** Changes that were asked of the bot, newest first. A page past the end shows the last one. */
export async function history(
  { roles, store, log }: Ports,
  lookup: PartnerLookup,
  person: Person,
  text: string | null,
  page: number,
): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  let partner: TenantInformation | null = null;
  if (text !== null) {
    const resolution = await lookup.resolve(text);
    if (resolution.kind === 'none') return refused(resolution.refusal);
    if (resolution.kind === 'several') {
      const options = resolution.options.map((tenant) => ({ tenant, say: `history ${tenant.tenantId}` }));
      return { kind: 'choice', text, options };
    }
    partner = resolution.tenant;
  }
  const read = (shown: number) => store.history(partner?.tenantId ?? null, PAGE_SIZE, (shown - 1) * PAGE_SIZE);
  const first = await read(page);
  const pages = Math.max(1, Math.ceil(first.total / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const { changes, total } = shown === page ? first : await read(shown);
  return { kind: 'history', partner, changes, page: shown, pages, total };
}

/** One change, and every line that the journal has of it. */
export async function showChange({ roles, store, log }: Ports, person: Person, id: ChangeId): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  const change = await store.get(id);
  if (change === undefined) return refused({ kind: 'changeUnknown' });
  return { kind: 'changeDetails', change, journal: await store.journal(id) };
}
