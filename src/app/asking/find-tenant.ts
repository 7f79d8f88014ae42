import { askedBack } from '../finding/asked-back.ts';
import { offersOfPartner } from '../../commands/offers.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';

/** Who an organisation is, whether it is a partner, and whom it could be mistaken for. */
export const findTenant = (ports: Ports, lookup: PartnerLookup): UseCase<'findTenant'> =>
  useCase(ports, 'findTenant', async (proof, { request: { tenant: text } }) => {
    const resolution = await lookup.resolve(text);
    if (resolution.kind !== 'one') return askedBack(proof, text, resolution, offersOfPartner.find);
    const { tenant, exists, domain } = resolution;
    const [state, known] = await Promise.all([
      ports.directory.read(tenant.tenantId),
      lookup.compared({ home: proof.person.tenantId }),
    ]);
    if (state === null && exists === 'no') return proof.refuse({ kind: 'tenantUnknown', text });
    const lookalikes = await lookup.lookalikes(tenant, known, domain);
    return proof.give({ kind: 'tenant', tenant, isPartner: state !== null, lookalikes });
  });
