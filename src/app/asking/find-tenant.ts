import type { Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';

/** Who an organisation is, whether it is a partner, and whom it could be mistaken for. */
export async function findTenant(
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
    const options = resolution.options.map((tenant) => ({ tenant, say: `find tenant ${tenant.tenantId}` }));
    return { kind: 'choice', text, options };
  }
  const { tenant, exists, domain } = resolution;
  const [state, known] = await Promise.all([
    directory.read(tenant.tenantId),
    lookup.compared({ home: person.tenantId, permitted: Promise.resolve(true) }),
  ]);
  if (state === null && exists === 'no') return refused({ kind: 'tenantUnknown', text });
  return { kind: 'tenant', tenant, isPartner: state !== null, lookalikes: lookup.lookalikes(tenant, known, domain) };
}
