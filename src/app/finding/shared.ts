import type { Clock } from '../ports.ts';

/** What began at most so long ago began at the same moment: nobody has changed something elsewhere and asked since. */
const SAME_MOMENT_MS = 2_000;

/** Readings of what several people ask for at the same moment. Nothing is kept of one that is over, nor of its failure. */
export interface Shared<Value> {
  /** One that is under way, where it began at this moment; else a new one. For what is shown, never for what is decided. */
  shown(): Promise<Value>;
  /** A new one, whatever is under way; others may share it. */
  anew(): Promise<Value>;
  /** Something was changed: whoever asks from here on gets none that began before. */
  outdate(): void;
}

export function shared<Value>(clock: Pick<Clock, 'elapsed'>, read: () => Promise<Value>): Shared<Value> {
  /** The one that began last. */
  let last: { readonly began: number; readonly value: Promise<Value> } | undefined;

  const anew = (): Promise<Value> => {
    const mine = { began: clock.elapsed(), value: read() };
    last = mine;
    const over = (): void => {
      if (last === mine) last = undefined;
    };
    mine.value.then(over, over);
    return mine.value;
  };

  return {
    anew,
    shown: () => (last !== undefined && clock.elapsed() - last.began <= SAME_MOMENT_MS ? last.value : anew()),
    outdate: () => {
      last = undefined;
    },
  };
}
