// @ts-nocheck
import type { GraphSimulator } from '../../src/simulator/graph.ts';

type Span = Pick<GraphSimulator['requests'][number], 'startedAt' | 'endedAt'>;

/** The most requests that waited for one another: each began after the one before it had ended. */
export function longestChain(requests: readonly Span[]): number {
  const done: { readonly endedAt: number; readonly length: number }[] = [];
  for (const { startedAt, endedAt } of [...requests].sort((a, b) => a.startedAt - b.startedAt)) {
    const before = done.filter((earlier) => earlier.endedAt <= startedAt).map((earlier) => earlier.length);
    done.push({ endedAt: endedAt ?? Infinity, length: 1 + before.reduce((a, b) => Math.max(a, b), 0) });
  }
  return done.reduce((longest, { length }) => Math.max(longest, length), 0);
}
