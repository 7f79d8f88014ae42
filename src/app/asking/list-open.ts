import type { Ports } from '../ports.ts';
import { onPage } from './on-page.ts';
import { useCase, type UseCase } from '../use-case.ts';

const PAGE_SIZE = 6;

/**
 * What waits: reviews that nobody has closed, and changes that have not ended. The reviews stand first, so that nothing
 * can bury them.
 */
export const listOpen = (ports: Ports): UseCase<'listOpen'> =>
  useCase(ports, 'listOpen', async (proof, { request: { page } }) => {
    const [open, reviews] = await Promise.all([ports.store.open(), ports.store.unreviewed()]);
    const { rows, place } = onPage([...reviews, ...open], page, PAGE_SIZE);
    return proof.give({ kind: 'open', changes: rows, ...place });
  });
