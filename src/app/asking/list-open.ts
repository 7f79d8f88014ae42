import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';

/** What waits: changes that have not ended, and reviews that nobody has closed. */
export const listOpen = (ports: Ports): UseCase<'listOpen'> =>
  useCase(ports, 'listOpen', async (proof) => {
    const [changes, reviews] = await Promise.all([ports.store.open(), ports.store.unreviewed()]);
    return proof.give({ kind: 'open', changes, reviews });
  });
