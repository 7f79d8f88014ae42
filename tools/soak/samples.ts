/** What was measured at one moment of a soak. */
export type Sample = {
  /** Seconds since the beginning. */
  readonly at: number;
  readonly heapMegabytes: number;
  readonly rssMegabytes: number;
  /** Sockets, timers and whatever else keeps the process busy. */
  readonly handles: number;
  /** How long the bot took to answer Teams since the sample before. */
  readonly messages: Answers;
  readonly clicks: Answers;
};

/** In milliseconds; undefined: nobody asked. */
type Answers = { readonly median: number | undefined; readonly slowest: number | undefined };

export const answersOf = (milliseconds: readonly number[]): Answers => ({
  median: quantile(milliseconds, 0.5),
  slowest: quantile(milliseconds, 1),
});

/** @param part between 0 and 1: 0.5 is the median */
function quantile(values: readonly number[], part: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export type Growth = {
  readonly what: string;
  readonly early: number;
  readonly late: number;
  readonly isTooMuch: boolean;
};

const MOST_HEAP_MEGABYTES = 30;
const MOST_HANDLES = 50;

/** What the last third of the run needs beside the second sixth of it: the beginning warms up. */
export function growth(samples: readonly Sample[]): readonly Growth[] {
  const early = samples.slice(Math.floor(samples.length / 6), Math.floor(samples.length / 3));
  const late = samples.slice(Math.floor((samples.length * 2) / 3));
  const row = (what: string, value: (sample: Sample) => number, most: number): Growth => {
    const [was, is] = [early, late].map((some) => quantile(some.map(value), 0.5) ?? 0);
    return { what, early: was ?? 0, late: is ?? 0, isTooMuch: (is ?? 0) - (was ?? 0) > most };
  };
  return [
    row('heap, MB', ({ heapMegabytes }) => heapMegabytes, MOST_HEAP_MEGABYTES),
    row('handles', ({ handles }) => handles, MOST_HANDLES),
  ];
}
