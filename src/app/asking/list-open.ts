import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';

const PAGE_SIZE = 6;

/**
 * What waits: reviews that nobody has closed, and changes that have not ended. The reviews stand first, so that nothing
 * can bury them. A page past the end shows the last one.
 */
export const listOpen = (ports: Ports): UseCase<'listOpen'> =>
  useCase(ports, 'listOpen', async (proof, { request: { page } }) => {
    const [open, reviews] = await Promise.all([ports.store.open(), ports.store.unreviewed()]);
    const all = [...reviews, ...open];
    const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
    const shown = Math.min(page, pages);
    const changes = all.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE);
    return proof.give({ kind: 'open', changes, page: shown, pages, total: all.length });
  });
