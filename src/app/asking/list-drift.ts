import { worstFirst, type Drift } from '../../domain/drift/drift.ts';
import { isAlike } from '../../domain/partners/lookalike.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { Addresses, DriftList } from '../../domain/replies/reply.ts';
import type { Proof } from '../authorize.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { addressesFor } from './addresses.ts';
import { useCase, type UseCase } from '../use-case.ts';
import type { Watcher } from '../watching/watch.ts';

/** Drifts on one page: a card stays far below Teams' size limit, whatever names people choose. */
const PAGE_SIZE = 4;

type Compared = Pick<PartnerLookup, 'remembered' | 'lookalikes'>;

/** What waits for a decision. A page past the end shows the last one. */
export const listDrift = (ports: Ports, lookup: Compared): UseCase<'listDrift'> =>
  useCase(ports, 'listDrift', async (proof, { request: { page }, conversation }) => {
    const { drifts } = await ports.store.driftsNow();
    return proof.give(await warned(driftList(drifts, page, null, addressesFor(proof, conversation)), lookup, proof));
  });

/** Looks now, and shows what waits for a decision. */
export const checkNow = (ports: Ports, { look }: Pick<Watcher, 'look'>, lookup: Compared): UseCase<'checkNow'> =>
  useCase(ports, 'checkNow', async (proof, { conversation }) => {
    const outcome = await look();
    if (outcome.kind === 'unreadable') throw new DirectoryError(outcome.problem);
    const { partners } = outcome;
    const began = outcome.kind === 'began';
    const { drifts } = await ports.store.driftsNow();
    const seen = { partners, fresh: began ? 0 : outcome.found.length, began };
    return proof.give(await warned(driftList(drifts, 1, seen, addressesFor(proof, conversation)), lookup, proof));
  });

function driftList(open: readonly Drift[], page: number, look: DriftList['look'], addresses: Addresses): DriftList {
  const drifts = worstFirst(open, (drift) => drift);
  const pages = Math.max(1, Math.ceil(drifts.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  return {
    kind: 'driftList',
    addresses,
    alike: [],
    drifts: drifts.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE),
    page: shown,
    pages,
    total: drifts.length,
    look,
  };
}

/** With those of its tenants that could be mistaken for others, as far as names are known: a list asks for none. */
async function warned(list: DriftList, lookup: Compared, { person }: Proof<'read'>): Promise<DriftList> {
  const known = lookup.remembered(person.tenantId);
  const compared = list.drifts.map(async ({ partner }) => ({
    id: partner.tenantId,
    isAlike: isAlike(await lookup.lookalikes(partner, known)),
  }));
  return { ...list, alike: (await Promise.all(compared)).filter((one) => one.isAlike).map(({ id }) => id) };
}
