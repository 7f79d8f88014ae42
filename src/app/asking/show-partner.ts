import type { TenantId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import { askerOf, type PartnerLookup } from '../finding/partner-lookup.ts';
import type { Directory, Ports } from '../ports.ts';
import { defaultsOrNull } from '../finding/defaults.ts';
import { unwrap } from '../promises.ts';

/**
 * Shows one partner. Everything that can be asked at once is: once names are remembered, the answer takes one Graph
 * round trip in sequence, however the partner is called.
 */
export async function showPartner(ports: Ports, lookup: PartnerLookup, person: Person, text: string): Promise<Reply> {
  const { directory, roles, log } = ports;
  const guess = lookup.guess(text);
  const passing = authorize(roles, log, person, 'read');
  const asker = askerOf(person.tenantId, passing);
  const [passed, resolved, early, defaults] = await Promise.allSettled([
    passing,
    lookup.resolve(text, { permitted: asker.permitted }),
    readEarly(directory, lookup, guess),
    directory.defaults(),
  ]);
  const refusal = unwrap(passed);
  if (refusal !== undefined) return refused(refusal);
  const resolution = unwrap(resolved);
  if (resolution.kind === 'none') return refused(resolution.refusal);
  if (resolution.kind === 'several') {
    const options = resolution.options.map((tenant) => ({ tenant, say: `show ${tenant.tenantId}` }));
    return { kind: 'choice', text, options };
  }
  const { tenant } = resolution;
  const find = unwrap(early);
  const state = resolution.read ?? find(tenant.tenantId) ?? { state: await directory.read(tenant.tenantId) };
  if (state.state === null && resolution.exists === 'no') return refused({ kind: 'tenantUnknown', text });
  const known = state.state === null ? await lookup.compared(asker) : lookup.remembered(asker.home);
  return {
    kind: 'partner',
    home: person.tenantId,
    tenant,
    state: state.state,
    defaults: defaultsOrNull(ports, defaults),
    lookalikes: lookup.lookalikes(tenant, known, resolution.domain),
  };
}

type Finder = (id: TenantId) => { readonly state: PartnerState } | undefined;

/** Reads what is probably wanted before it is known for sure: the guessed partner, or the list that holds it. */
async function readEarly(directory: Directory, lookup: PartnerLookup, guess: TenantId | undefined): Promise<Finder> {
  if (guess !== undefined) {
    const state = await directory.read(guess);
    return (id) => (id === guess ? { state } : undefined);
  }
  const entries = await lookup.list();
  return (id) => entries.find((entry) => entry.tenantId === id);
}
