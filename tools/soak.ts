import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startGraph, type Fault } from '../src/simulator/graph.ts';
import { manyPartners, people } from '../src/simulator/seed/seed.ts';
import { APP_ID, Chat, type Who } from '../test/production/chat.ts';
import { startFakeTeams } from '../test/support/fake-teams.ts';
import { BotChild } from './bench/bot-child.ts';
import { WHOLE_BOT } from './bench/programs.ts';
import { table } from './bench/table.ts';
import { plot } from './soak/plot.ts';
import { answersOf, growth, type Sample } from './soak/samples.ts';
import { Talker, type Took } from './soak/talker.ts';

/**
 * Mixed traffic with faults, for ten minutes: what people ask and confirm, what others change, what Graph and Teams do wrong.
 * Memory, handles and the time of the answers go to a picture. Ends with an error where the bot answered 5xx, left a change
 * without an end, wrote twice, or goes on growing.
 */

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes takes a number above 0, such as 10');

const PARTNERS = 120;
const ADMINISTRATORS = 4;
const SAMPLE_EVERY_MS = 2_000;
/** What people do not notice. */
const CLICK_WITHIN_MS = 1_000;
const FOLDER = 'artifacts/soak';
const MEGABYTE = 1024 * 1024;
const GRAPH_FAULTS: readonly Fault[] = [
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'status', status: 504, takesEffect: true },
  { kind: 'html' },
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'half-body' },
  { kind: 'slow', delayMs: 3_000 },
  { kind: 'hang-after' },
];
const TEAMS_FAULTS = [429, 503, 412, 'reset', 'hang'] as const;
const QUESTIONS = [
  'help',
  'whoami',
  'list partners',
  'list partners page 2',
  'history',
  'list drift',
  'enable snyc for x',
];

const pick = <Value>(list: readonly Value[]): Value => {
  const chosen = list[Math.floor(Math.random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
};

const tenant = manyPartners(PARTNERS);
const graph = await startGraph({ tenant, latencyMs: 10, appId: APP_ID });
const teams = await startFakeTeams();
const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-soak-'));
const bot = await BotChild.start(WHOLE_BOT, {
  openIdMetadata: teams.openIdMetadata,
  issuer: teams.issuer.issuer,
  appId: APP_ID,
  folder,
  graph: graph.url,
  watchEveryMs: 5_000,
});
const chat = new Chat(() => bot.url, teams, teams.serviceUrl);
const startedAt = performance.now();
const isOver = (): boolean => performance.now() - startedAt > minutes * 60_000;
const answers: Took[] = [];
const samples: Sample[] = [];
const problems: string[] = [];
const counts = { turns: 0, clicks: 0, clicksInTime: 0, confirmed: 0, applied: 0, elsewhere: 0, faults: 0 };

const talker = (who: Who, number: number): Talker =>
  new Talker(who, number, chat, teams, (took) => {
    counts.turns += 1;
    if (took.what === 'click') counts.clicks += 1;
    if (took.what === 'click' && took.milliseconds <= CLICK_WITHIN_MS) counts.clicksInTime += 1;
    answers.push(took);
  });

async function asks(who: Who, number: number): Promise<void> {
  const somebody = talker(who, number);
  const partners = [...tenant.partners.keys()];
  while (!isOver()) {
    await somebody.say(Math.random() < 0.4 ? `show ${pick(partners)}` : pick(QUESTIONS));
    await pause(100 + Math.random() * 400);
  }
}

/** Switches partners on and off that nobody else of the soak changes. */
async function administers(who: Who, number: number): Promise<void> {
  const somebody = talker(who, number);
  const mine = [...tenant.partners.keys()].filter((_, index) => index % (ADMINISTRATORS + 1) === number);
  while (!isOver()) {
    const id = pick(mine);
    const isOn = tenant.partners.get(id)?.identitySynchronization?.userSyncInbound?.isSyncAllowed === true;
    const card = await somebody.say(`${isOn ? 'disable' : 'enable'} sync for ${id} because soak`);
    const before = effects(id);
    const words = card === undefined ? '' : await somebody.confirm(card);
    const written = effects(id) - before;
    if (words !== '') counts.confirmed += 1;
    if (words.includes('Applied')) counts.applied += 1;
    if (written > 1) problems.push(`${written} writes of one change of ${id}`);
    await pause(200 + Math.random() * 800);
  }
}

const effects = (id: string): number =>
  graph.requests.filter(({ method, path, effect }) => effect && method !== 'GET' && path.includes(id)).length;

/** Somebody else, in the portal. */
async function interferes(): Promise<void> {
  const theirs = [...tenant.partners.keys()].filter((_, index) => index % (ADMINISTRATORS + 1) === ADMINISTRATORS);
  const { id, displayName, userPrincipalName } = people.eli;
  while (!isOver()) {
    graph.act({ user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' }, pick(theirs), (partner) => {
      const policy = partner?.identitySynchronization;
      if (policy) policy.userSyncInbound = { isSyncAllowed: Math.random() < 0.5 };
      return partner;
    });
    counts.elsewhere += 1;
    await pause(4_000 + Math.random() * 4_000);
  }
}

async function breaks(): Promise<void> {
  while (!isOver()) {
    await pause(1_000 + Math.random() * 3_000);
    counts.faults += 1;
    if (Math.random() < 0.7) graph.fail({ ...pick(GRAPH_FAULTS), times: 1 + Math.floor(Math.random() * 3) });
    else teams.fail(pick(['POST', 'PUT'] as const), pick(TEAMS_FAULTS));
  }
}

async function samplesItself(): Promise<void> {
  while (!isOver()) {
    await pause(SAMPLE_EVERY_MS);
    const { heapUsed, rss, handles } = await bot.memory();
    const since = answers.splice(0);
    const took = (what: Took['what']): number[] =>
      since.filter((answer) => answer.what === what).map(({ milliseconds }) => milliseconds);
    samples.push({
      at: (performance.now() - startedAt) / 1000,
      heapMegabytes: heapUsed / MEGABYTE,
      rssMegabytes: rss / MEGABYTE,
      handles,
      messages: answersOf(took('message')),
      clicks: answersOf(took('click')),
    });
  }
}

const noted = async (work: Promise<void>): Promise<void> => {
  await work.catch((error: unknown) => {
    problems.push(error instanceof Error ? error.message : String(error));
  });
};

console.log(`Soaking for ${minutes} minutes.`);
try {
  await Promise.all(
    [
      ...Array.from({ length: ADMINISTRATORS }, (_, number) => administers(number % 2 === 0 ? 'ada' : 'ben', number)),
      ...(['dana', 'dana', 'eli', 'finn'] as const).map((who, number) => asks(who, number)),
      interferes(),
      breaks(),
      samplesItself(),
    ].map(noted),
  );
} finally {
  await bot.stop();
  await Promise.all([graph.close(), teams.close()]);
  rmSync(folder, { recursive: true, force: true });
}

mkdirSync(FOLDER, { recursive: true });
writeFileSync(join(FOLDER, 'soak.svg'), plot(samples));
const growths = growth(samples);
for (const { what, early, late, isTooMuch } of growths) {
  if (isTooMuch) problems.push(`${what}: ${early.toFixed(1)} early, ${late.toFixed(1)} late`);
}
console.log(
  table([
    ['what people asked and clicked', String(counts.turns)],
    ['changes confirmed', String(counts.confirmed)],
    ['  of them applied', String(counts.applied)],
    ['changes made elsewhere', String(counts.elsewhere)],
    ['faults', String(counts.faults)],
    ...growths.map(({ what, early, late }) => [`${what}, early and late`, `${early.toFixed(1)}, ${late.toFixed(1)}`]),
    ['clicks answered within a second', `${counts.clicksInTime} of ${counts.clicks}`],
  ]),
);
console.log(`Picture: ${join(FOLDER, 'soak.svg')}`);
for (const problem of new Set(problems)) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
