import type { Drift } from '../../domain/drift/drift.ts';
import type { Store } from '../ports.ts';

/** No drift has taken up more of them in a row. */
const MOST = 100;

/** A drift, and those that it took up, the newest first. One that there is not is as one that nobody is named for. */
export async function partsOf(store: Pick<Store, 'drift'>, drift: Drift): Promise<readonly [Drift, ...Drift[]]> {
  const earlier: Drift[] = [];
  for (let part = drift; part.follows !== null && earlier.length < MOST;) {
    const next = await store.drift(part.follows);
    earlier.push(next ?? { ...part, actors: [], explained: false });
    if (next === undefined) break;
    part = next;
  }
  return [drift, ...earlier];
}
