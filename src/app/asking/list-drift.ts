import { worstFirst, type Drift } from '../../domain/drift/drift.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { Addresses, DriftList } from '../../domain/replies/reply.ts';
import type { Ports } from '../ports.ts';
import { addressesFor } from './addresses.ts';
import { onPage } from './on-page.ts';
import { useCase, type UseCase } from '../use-case.ts';
import type { Watcher } from '../watching/watch.ts';

/** Drifts on one page: a card stays far below Teams' size limit, whatever names people choose. */
const PAGE_SIZE = 4;

/** What waits for a decision. A page past the end shows the last one. */
export const listDrift = (ports: Ports): UseCase<'listDrift'> =>
  useCase(ports, 'listDrift', async (proof, { request: { page }, conversation }) => {
    const { drifts } = await ports.store.driftsNow();
    return proof.give(driftList(drifts, page, null, addressesFor(proof, conversation)));
  });

/** Looks now, and shows what waits for a decision. */
export const checkNow = (ports: Ports, { look }: Pick<Watcher, 'look'>): UseCase<'checkNow'> =>
  useCase(ports, 'checkNow', async (proof, { conversation }) => {
    const outcome = await look();
    if (outcome.kind === 'unreadable') throw new DirectoryError(outcome.problem);
    const { partners } = outcome;
    const began = outcome.kind === 'began';
    const { drifts } = await ports.store.driftsNow();
    const seen = { partners, fresh: began ? 0 : outcome.found.length, began };
    return proof.give(driftList(drifts, 1, seen, addressesFor(proof, conversation)));
  });

function driftList(open: readonly Drift[], page: number, look: DriftList['look'], addresses: Addresses): DriftList {
  const { rows, place } = onPage(
    worstFirst(open, (drift) => drift),
    page,
    PAGE_SIZE,
  );
  return { kind: 'driftList', addresses, drifts: rows, ...place, look };
}
