import process from 'node:process';
import { longestClick } from './bench/clicks.ts';
import { counts } from './bench/counts.ts';
import { measureLoad, type Load, type Round } from './bench/load.ts';
import { measureRoundTrips, type RoundTrips } from './bench/round-trips.ts';
import { scale } from './bench/scale.ts';
import type { Start } from './bench/starts.ts';
import { table } from './bench/table.ts';

/**
 * Measures, in one run and on this machine only: how often people wait for Graph, what the whole bot costs beside the
 * barest one, how soon a click is answered, and whether memory stays. Ends with an error when a limit is broken.
 * `npm run bench -- scale` measures how that grows with partners and changes instead.
 */

const CLICKS = 20;
const LONGEST_RUN_MS = 150_000;
const MEGABYTE = 1024 * 1024;

const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1);

function roundTripRows(measured: readonly RoundTrips[]): string[][] {
  return measured.map(({ what, limit, direct, throughGroup, isBroken }) => [
    what,
    ...[direct.cold, direct.warm, throughGroup.cold, throughGroup.warm].map(String),
    limit === null ? '' : `<= ${limit}`,
    isBroken ? 'BROKEN' : '',
  ]);
}

/** What is measured of both bots, in turn: the median of each, and of the rounds' own ratios, with the least and the most. */
function turnRows({ starts, rounds, bytes, memory }: Load): string[][] {
  const rowOf =
    <Figures extends string>(measured: readonly Record<'whole' | 'echo', Readonly<Record<Figures, number>>>[]) =>
    (what: string, figure: Figures, digits: number): string[] => {
      const ratios = measured.map(({ whole, echo }) => whole[figure] / echo[figure]);
      return [
        what,
        median(measured.map(({ whole }) => whole[figure])).toFixed(digits),
        median(measured.map(({ echo }) => echo[figure])).toFixed(digits),
        median(ratios).toFixed(2),
        `${Math.min(...ratios).toFixed(2)} - ${Math.max(...ratios).toFixed(2)}`,
      ];
    };
  const start = rowOf<keyof Start>(starts);
  const row = rowOf<keyof Round>(rounds);
  return [
    [`${rounds.length} rounds of help`, 'Bridgekeeper', 'echo bot', 'ratio', 'of the rounds'],
    start('from the start to ready, ms', 'readyMs', 0),
    start('from the start to the first answer, ms', 'answeredMs', 0),
    row('turns per second', 'perSecond', 0),
    row('a turn, p50, ms', 'p50', 2),
    row('a turn, p99, ms', 'p99', 2),
    row('main thread per turn, ms', 'mainMs', 2),
    ['a message, bytes', String(bytes.whole), String(bytes.echo), (bytes.whole / bytes.echo).toFixed(2)],
    ...memory.map(({ turns, whole, echo }) => [
      `resident memory after ${turns} ${turns === 1 ? 'turn' : 'turns'}, MB`,
      megabytes(whole.rss),
      megabytes(echo.rss),
      (whole.rss / echo.rss).toFixed(2),
    ]),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function memoryRows({ turns, before, after }: Load): string[][] {
  return [
    [`heap after ${turns} turns / at the beginning`, (after.heapUsed / before.heapUsed).toFixed(2)],
    ['  MB at the beginning, after', `${megabytes(before.heapUsed)}, ${megabytes(after.heapUsed)}`],
    [`resident memory after ${turns} turns / at the beginning`, (after.rss / before.rss).toFixed(2)],
    ['  MB at the beginning, after', `${megabytes(before.rss)}, ${megabytes(after.rss)}`],
  ];
}

if (process.argv[2] === 'counts') {
  const counted = await counts();
  const over = counted.filter(({ counted: found, limit }) => found > limit);
  console.log(
    table([
      ['count', 'now', 'limit'],
      ...counted.map(({ what, counted: found, limit }) => [what, String(found), String(limit)]),
    ]),
  );
  for (const { what } of over) console.error(`Over its limit (tools/bench/counts.ts): ${what}`);
  process.exit(over.length > 0 ? 1 : 0);
}

if (process.argv[2] === 'scale') {
  await scale();
  process.exit(0);
}

setTimeout(() => {
  console.error(`The bench has not ended within ${LONGEST_RUN_MS / 1000} s.`);
  process.exit(1);
}, LONGEST_RUN_MS).unref();

const startedAt = performance.now();
const load = await measureLoad();
console.log(table(turnRows(load)));
console.log(`\n${table(memoryRows(load))}`);

const clickMs = await longestClick(CLICKS);
console.log(`\nLongest answer to ${CLICKS} clicks at once while Graph hangs: ${clickMs.toFixed(0)} ms`);

const roundTrips = await measureRoundTrips();
const head = ['Graph round trips in sequence', 'direct cold', 'warm', 'group cold', 'warm', 'limit (direct, warm)', ''];
console.log(`\n${table([head, ...roundTripRows(roundTrips)])}`);
console.log(`\nMeasured in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);

const broken = roundTrips.filter(({ isBroken }) => isBroken);
if (broken.length > 0) console.error(`Limits broken: ${broken.map(({ what }) => what).join('; ')}`);
process.exit(broken.length > 0 ? 1 : 0);
