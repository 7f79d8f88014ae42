import type { Clock } from './ports.ts';

/** The value of a settled promise, or its rejection thrown: for results that are looked at in an order of their own. */
export function unwrap<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === 'fulfilled') return result.value;
  throw result.reason;
}

const LOOK_EVERY_MS = 250;

/**
 * Waits for work, but no longer than that. What comes of it later is its own business: a failure is nobody's then.
 * @returns whether it is done. Rejects as the work does, in time
 */
export async function settledWithin(
  clock: Pick<Clock, 'sleep'>,
  work: Promise<unknown>,
  milliseconds: number,
): Promise<boolean> {
  const done = work.then(() => true);
  done.catch(() => undefined);
  for (let waited = 0; waited < milliseconds; waited += LOOK_EVERY_MS) {
    if (await Promise.race([done, clock.sleep(LOOK_EVERY_MS).then(() => false)])) return true;
  }
  return false;
}

/** Whatever else waits has its turn. */
export const giveWay = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Longer than this nobody's click waits for long work, however much of it there is at once. */
const TURN_MS = 8;

/** When the long work of this turn of the loop began; undefined: there was none yet. */
let began: number | undefined;
/** Long work that has had its time of a turn: each of the next ones is one's, in the order in which they came. */
const waiting: (() => void)[] = [];

function beginning(): number {
  if (began !== undefined) return began;
  setImmediate(() => {
    began = undefined;
    const next = waiting.shift();
    if (next === undefined) return;
    beginning();
    next();
  });
  began = performance.now();
  return began;
}

/** Does the work for every item, and lets whatever else waits have its turn in between. */
export async function givingWay<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  for (const item of items) {
    if (performance.now() - beginning() >= TURN_MS) await new Promise<void>((resolve) => void waiting.push(resolve));
    work(item);
  }
}

/** Work of which so much runs at once: the rest waits for its turn, in the order in which it came. */
export function inTurns(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** Does the work for every item, so many at once; the results are in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.set(next[0], await work(next[1]));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
