// @ts-nocheck
import process from 'node:process';
import { longestClick } from './bench/clicks.ts';
import { measureLoad, type Load } from './bench/load.ts';
import { measureRoundTrips, type RoundTrips } from './bench/round-trips.ts';
import { table } from './bench/table.ts';

/**
 * Measures, in one run and on this machine only: how often people wait for Graph, what the whole bot costs beside the
 * barest one, how soon a click is answered, and whether memory stays. Ends with an error when a limit is broken.
 */

const CLICKS = 20;
const LONGEST_RUN_MS = 90_000;
const MEGABYTE = 1024 * 1024;

function roundTripRows(measured: readonly RoundTrips[]): string[][] {
  return measured.map(({ what, limit, direct, throughGroup, isBroken }) => [
    what,
    ...[direct.cold, direct.warm, throughGroup.cold, throughGroup.warm].map(String),
    limit === null ? '' : `<= ${limit}`,
    isBroken ? 'BROKEN' : '',
  ]);
}

function loadRows({ wholeBot, echoBot, ratio, turns, before, after }: Load, clickMs: number): string[][] {
  const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1);
  return [
    ['turns per second of help, Bridgekeeper', wholeBot.toFixed(0)],
    ['turns per second, bare teams-ai echo bot', echoBot.toFixed(0)],
    ['ratio, median of the rounds', ratio.toFixed(2)],
    [`longest answer to ${CLICKS} clicks at once while Graph hangs, ms`, clickMs.toFixed(0)],
    [`heap after ${turns} turns / at the beginning`, (after.heapUsed / before.heapUsed).toFixed(2)],
    ['  MB at the beginning, after', `${megabytes(before.heapUsed)}, ${megabytes(after.heapUsed)}`],
    [`resident memory after ${turns} turns / at the beginning`, (after.rss / before.rss).toFixed(2)],
    ['  MB at the beginning, after', `${megabytes(before.rss)}, ${megabytes(after.rss)}`],
  ];
}

setTimeout(() => {
  console.error(`The bench has not ended within ${LONGEST_RUN_MS / 1000} s.`);
  process.exit(1);
}, LONGEST_RUN_MS).unref();

const startedAt = performance.now();
const roundTrips = await measureRoundTrips();
const head = ['Graph round trips in sequence', 'direct cold', 'warm', 'group cold', 'warm', 'limit (direct, warm)', ''];
console.log(table([head, ...roundTripRows(roundTrips)]));

const clickMs = await longestClick(CLICKS);
console.log(`\n${table(loadRows(await measureLoad(), clickMs))}`);
console.log(`\nMeasured in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);

const broken = roundTrips.filter(({ isBroken }) => isBroken);
if (broken.length > 0) console.error(`Limits broken: ${broken.map(({ what }) => what).join('; ')}`);
process.exit(broken.length > 0 ? 1 : 0);
