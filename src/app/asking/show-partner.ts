import { offersOfPartner } from '../../commands/offers.ts';
import { changesOf } from '../../commands/partner-changes.ts';
import { endsDeclared } from '../../domain/declared/declared.ts';
import type { TenantId } from '../../domain/ids.ts';
import { typedName } from '../../domain/partners/tenant.ts';
import { askedBack } from '../finding/asked-back.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { defaultsOrNull } from '../finding/defaults.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Directory, Ports, Settings } from '../ports.ts';
import { unwrap } from '../promises.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/**
 * Shows one partner. Everything that can be asked at once is: once names are remembered, the answer takes one Graph
 * round trip in sequence, however the partner is called.
 */
export const showPartner = (
  ports: Ports,
  { preview }: Pick<Settings, 'preview'>,
  lookup: PartnerLookup,
): UseCase<'showPartner'> =>
  useCaseReading(ports, 'showPartner', {
    early: ({ request: { partner: text } }) => {
      const guess = lookup.guess(text);
      return Promise.allSettled([
        lookup.resolve(text),
        readEarly(ports.directory, lookup, guess),
        ports.directory.defaults(),
      ]);
    },
    answer: async (proof, { request: { partner: text } }, [resolved, early, defaults]) => {
      const home = proof.person.tenantId;
      const resolution = unwrap(resolved);
      if (resolution.kind !== 'one') return askedBack(proof, text, resolution, offersOfPartner.show);
      const { tenant } = resolution;
      const find = unwrap(early);
      const found = resolution.read ?? find(tenant.tenantId) ?? { state: await ports.directory.read(tenant.tenantId) };
      if (found.state === null && resolution.exists === 'no') return proof.refuse({ kind: 'tenantUnknown', text });
      const known = found.state === null ? await lookup.compared({ home }) : lookup.remembered(home);
      const lookalikes = await lookup.lookalikes(tenant, known, resolution.domain);
      const typed = typedName(tenant, lookalikes.length === 0);
      return proof.give({
        kind: 'partner',
        home,
        tenant,
        state: found.state,
        defaults: defaultsOrNull(ports, defaults),
        ends: endsDeclared(tenant.tenantId, found.state, await ports.store.endingsLeft(tenant.tenantId)),
        changes: changesOf(tenant, found.state, typed, preview),
        lookalikes,
      });
    },
  });

type Finder = (id: TenantId) => { readonly state: PartnerState } | undefined;

/** Reads what is probably wanted before it is known for sure: the guessed partner, or the list that holds it. */
async function readEarly(directory: Directory, lookup: PartnerLookup, guess: TenantId | undefined): Promise<Finder> {
  if (guess !== undefined) {
    const state = await directory.read(guess);
    return (id) => (id === guess ? { state } : undefined);
  }
  const entries = await lookup.shown();
  return (id) => entries.find((entry) => entry.tenantId === id);
}
