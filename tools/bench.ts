import { join } from 'node:path';
import process from 'node:process';
import { longestClick } from './bench/clicks.ts';
import { counts } from './bench/counts.ts';
import { measureLoad } from './bench/load.ts';
import { builtBot, ECHO_BOT } from './bench/programs.ts';
import { renewPage } from './bench/renew.ts';
import { atRevision } from './bench/revision.ts';
import { measureRoundTrips } from './bench/round-trips.ts';
import { countRows, memoryRows, roundTripRows, turnRows } from './bench/rows.ts';
import { scale } from './bench/scale.ts';
import { table } from './bench/table.ts';

/**
 * Measures, in one run and on this machine only: how often people wait for Graph, what the whole bot costs beside the
 * barest one, how soon a click is answered, and whether memory stays. Ends with an error when a limit is broken.
 * `npm run bench -- scale` measures how that grows with partners and changes instead, `-- counts` what does not depend on
 * the machine, `-- compare REV` this source beside another revision of it. `-- renew` puts what it measured into
 * docs/performance.md.
 */

const CLICKS = 20;
const LONGEST_RUN_MS = 150_000;

const [, , what, revision] = process.argv;
if (what === 'counts') {
  const counted = await counts();
  const over = counted.filter(({ counted: found, limit }) => found > limit);
  console.log(table(countRows(counted)));
  for (const { what } of over) console.error(`Over its limit (tools/bench/counts.ts): ${what}`);
  process.exit(over.length > 0 ? 1 : 0);
}

if (what === 'scale') {
  await scale();
  process.exit(0);
}

setTimeout(() => {
  console.error(`The bench has not ended within ${LONGEST_RUN_MS / 1000} s.`);
  process.exit(1);
}, LONGEST_RUN_MS).unref();

if (what === 'compare') {
  if (revision === undefined) {
    console.error('Which revision? npm run bench -- compare REV, as git names it.');
    process.exit(2);
  }
  const load = await atRevision(revision, (other) =>
    measureLoad(async (folder) => ({ whole: await builtBot(join(folder, 'build')), other, isEcho: false })),
  );
  console.log(table(turnRows(load, ['now', revision])));
  process.exit(0);
}

const startedAt = performance.now();
const load = await measureLoad(async (folder) => ({
  whole: await builtBot(join(folder, 'build')),
  other: ECHO_BOT,
  isEcho: true,
}));
const turns = turnRows(load, ['Bridgekeeper', 'echo bot']);
console.log(table(turns));
console.log(`\n${table(memoryRows(load))}`);

const clickMs = await longestClick(CLICKS);
console.log(`\nLongest answer to ${CLICKS} clicks at once while Graph hangs: ${clickMs.toFixed(0)} ms`);

const roundTrips = await measureRoundTrips();
const head = ['Graph round trips in sequence', 'direct cold', 'warm', 'group cold', 'warm', 'limit (direct, warm)', ''];
console.log(`\n${table([head, ...roundTripRows(roundTrips)])}`);
if (what === 'renew') await renewPage(turns);
console.log(`\nMeasured in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);

const broken = roundTrips.filter(({ isBroken }) => isBroken);
if (broken.length > 0) console.error(`Limits broken: ${broken.map(({ what }) => what).join('; ')}`);
process.exit(broken.length > 0 ? 1 : 0);
