import type { Count } from './counts.ts';
import type { Load, Round } from './load.ts';
import type { RoundTrips } from './round-trips.ts';
import type { Start } from './starts.ts';

/** What was measured, as rows of a table. */

const MEGABYTE = 1024 * 1024;

const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1);

export function roundTripRows(measured: readonly RoundTrips[]): string[][] {
  return measured.map(({ what, limit, direct, throughGroup, isBroken }) => [
    what,
    ...[direct.cold, direct.warm, throughGroup.cold, throughGroup.warm].map(String),
    limit === null ? '' : `<= ${limit}`,
    isBroken ? 'BROKEN' : '',
  ]);
}

/** What is measured of both bots, in turn: the median of each, and of the rounds' own ratios, with the least and the most. */
export function turnRows(
  { starts, rounds, bytes, memory }: Load,
  names: readonly [whole: string, other: string],
): string[][] {
  const rowOf =
    <Figures extends string>(measured: readonly Record<'whole' | 'other', Readonly<Record<Figures, number>>>[]) =>
    (what: string, figure: Figures, digits: number): string[] => {
      const ratios = measured.map(({ whole, other }) => whole[figure] / other[figure]);
      return [
        what,
        median(measured.map(({ whole }) => whole[figure])).toFixed(digits),
        median(measured.map(({ other }) => other[figure])).toFixed(digits),
        median(ratios).toFixed(2),
        `${Math.min(...ratios).toFixed(2)} - ${Math.max(...ratios).toFixed(2)}`,
      ];
    };
  const start = rowOf<keyof Start>(starts);
  const row = rowOf<keyof Round>(rounds);
  return [
    [`${rounds.length} rounds of help`, ...names, 'ratio', 'of the rounds'],
    start('from the start to ready, ms', 'readyMs', 0),
    start('from the start to the first answer, ms', 'answeredMs', 0),
    row('turns per second', 'perSecond', 0),
    row('a turn, p50, ms', 'p50', 2),
    row('a turn, p99, ms', 'p99', 2),
    row('main thread per turn, ms', 'mainMs', 2),
    ['a message, bytes', String(bytes.whole), String(bytes.other), (bytes.whole / bytes.other).toFixed(2)],
    ...memory.map(({ turns, whole, other }) => [
      `resident memory after ${turns} ${turns === 1 ? 'turn' : 'turns'}, MB`,
      megabytes(whole.rss),
      megabytes(other.rss),
      (whole.rss / other.rss).toFixed(2),
    ]),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function memoryRows({ turns, before, after }: Load): string[][] {
  return [
    [`heap after ${turns} turns / at the beginning`, (after.heapUsed / before.heapUsed).toFixed(2)],
    ['  MB at the beginning, after', `${megabytes(before.heapUsed)}, ${megabytes(after.heapUsed)}`],
    [`resident memory after ${turns} turns / at the beginning`, (after.rss / before.rss).toFixed(2)],
    ['  MB at the beginning, after', `${megabytes(before.rss)}, ${megabytes(after.rss)}`],
  ];
}

export const countRows = (counted: readonly Count[]): string[][] => [
  ['count', 'now', 'limit'],
  ...counted.map(({ what, counted: found, limit }) => [what, String(found), String(limit)]),
];
