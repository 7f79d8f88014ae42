import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod/v4';
import { Crowd, type Cost } from './crowd.ts';
import { drawn } from './curves.ts';
import { table } from './table.ts';

/** How what the bot does grows with the partners and changes that there are. */

const PARTNERS = [100, 1_000, 10_000];
const CHANGES = [1, 10_000, 100_000];
const GRAPH_LATENCY_MS = 10;
const CHANGED_PAST_THE_BOT = 0.03;
const CLICK_EVERY_MS = 20;
const IDLE_SECONDS = 10;
const ASKED = 10;
const MEGABYTE = 1024 * 1024;
const FOLDER = 'artifacts/bench';

const page = z.object({ '@odata.nextLink': z.string().optional() });

/** What one kind of thing cost. */
type Row = { readonly what: string } & Cost & { readonly over: number; readonly click?: number };

/** A raw, paged fetch of the list: so long somebody has to wait at least. */
async function rawFetch(url: string): Promise<{ readonly pages: number; readonly ms: number }> {
  const startedAt = performance.now();
  let next: string | undefined =
    `${url}/v1.0/policies/crossTenantAccessPolicy/partners?$expand=identitySynchronization`;
  let pages = 0;
  while (next !== undefined) {
    const answer = await fetch(next, { headers: { authorization: 'Bearer bench' } });
    next = page.parse(await answer.json())['@odata.nextLink'];
    pages += 1;
  }
  return { pages, ms: performance.now() - startedAt };
}

const QUESTIONS: readonly (readonly [what: string, text: string, end?: string])[] = [
  ['list partners', 'list partners'],
  ['show by name', 'show Partner 00017'],
  ['enable by name, to the card', 'enable sync for Partner 00020', 'Cancel'],
];

/** What somebody waits for, with a process that has just started and knows all names. */
async function questions(crowd: Crowd): Promise<Row[]> {
  const rows: Row[] = [];
  const { rss: idle } = await crowd.bot.memory();
  // Whoever asks was seen with the role lately.
  await crowd.chat.ask('ada', 'list open');
  for (const [what, text, end] of QUESTIONS) {
    const cost = await crowd.cost(() => crowd.chat.ask('ada', text));
    rows.push({ what, ...cost, over: cost.peak - idle });
    if (end !== undefined && crowd.last !== undefined) await crowd.chat.press('ada', crowd.last, end);
    await crowd.quiet();
  }
  return rows;
}

/** Clicks, one after the other, until nothing is asked of Graph any more. @returns the 99th percentile of how long they waited */
async function clicksDuring(crowd: Crowd): Promise<number> {
  const waited: number[] = [];
  const ends = new AbortController();
  const clicking = async (): Promise<void> => {
    while (!ends.signal.aborted) {
      const startedAt = performance.now();
      await crowd.click('ada', 'C-00000000');
      waited.push(performance.now() - startedAt);
      await pause(CLICK_EVERY_MS);
    }
  };
  const clicked = clicking();
  await crowd.quiet();
  ends.abort();
  await clicked;
  waited.sort((a, b) => b - a);
  return waited[Math.floor(waited.length / 100)] ?? 0;
}

/** Looks that come right after a start. */
async function looks(crowd: Crowd, partners: number): Promise<Row[]> {
  const look = async (what: string, clicks: boolean): Promise<Row> => {
    let click: number | undefined;
    const cost = await crowd.firstLook(async () => {
      if (clicks) click = await clicksDuring(crowd);
      else await crowd.quiet();
    });
    return { what, ...cost, over: cost.peak - cost.idle, ...(click !== undefined && { click }) };
  };
  const rows = [
    await look('the first look ever', false),
    await look('a look', false),
    await look('a look, with clicks', true),
  ];
  const changed = Math.round(partners * CHANGED_PAST_THE_BOT);
  crowd.change(changed);
  rows.push(await look(`a look after ${changed} were changed past the bot`, false));
  return rows;
}

/** What it costs once, and once more how long it stops and what memory it takes: to meter that is work as well. */
async function withPartners(partners: number): Promise<Row[]> {
  const worked = await rowsOf(partners, false);
  const metered = await rowsOf(partners, true);
  return worked.map((row, index) => {
    const { longestStopMs = 0, over = 0 } = metered[index] ?? {};
    return { ...row, longestStopMs, over };
  });
}

async function rowsOf(partners: number, isMetered: boolean): Promise<Row[]> {
  const crowd = await Crowd.gather(partners, GRAPH_LATENCY_MS, isMetered);
  try {
    await crowd.knowNames();
    await crowd.start(false);
    const { pages, ms } = await rawFetch(crowd.graph.url);
    const raw = { what: 'a raw fetch of the list', requests: pages, ms, mainMs: 0, longestStopMs: 0, peak: 0, over: 0 };
    return [raw, ...(await questions(crowd)), ...(await looks(crowd, partners))];
  } finally {
    await crowd.disperse();
  }
}

/** Main-thread milliseconds of an idle second, and of an answer. */
async function withChanges(changes: number): Promise<readonly (readonly [what: string, ms: number])[]> {
  const crowd = await Crowd.gather(ASKED, 0, false);
  try {
    crowd.fill(changes);
    await crowd.start(false);
    const each = async (text: string): Promise<number> => {
      await crowd.chat.ask('ada', text);
      const { mainMs } = await crowd.cost(async () => {
        for (let n = 0; n < ASKED; n += 1) await crowd.chat.ask('ada', text);
      });
      return mainMs / ASKED;
    };
    const [history, open] = [await each(`history ${crowd.withHistory}`), await each('list open')];
    await crowd.quiet();
    const idle = await crowd.cost(() => pause(IDLE_SECONDS * 1_000));
    return [
      ['an idle second', idle.mainMs / IDLE_SECONDS],
      ['history of a partner', history],
      ['list open', open],
    ];
  } finally {
    await crowd.disperse();
  }
}

function draw(name: string, title: string, points: readonly (readonly [number, number])[]): void {
  writeFileSync(join(FOLDER, `${name}.svg`), drawn({ title, points }));
}

const slug = (what: string): string => what.replaceAll(/[^a-z]+/g, '-').replace(/-$/, '');

/** Prints how it grows, and draws each curve. */
export async function scale(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const measured = new Map<number, Row[]>();
  for (const partners of PARTNERS) {
    const rows = await withPartners(partners);
    measured.set(partners, rows);
    const head = [
      `${partners} partners`,
      'requests',
      'ms',
      'main thread ms',
      'longest stop ms',
      'MB over idle',
      'click p99 ms',
    ];
    const cells = rows.map(({ what, requests, ms, mainMs, longestStopMs, over, click }) => [
      what,
      ...[requests, ms, mainMs, longestStopMs, over / MEGABYTE].map((figure) => figure.toFixed(0)),
      click?.toFixed(0) ?? '',
    ]);
    console.log(`${table([head, ...cells])}\n`);
  }
  const grown = new Map<number, readonly (readonly [string, number])[]>();
  for (const changes of CHANGES) grown.set(changes, await withChanges(changes));
  const whats = grown.values().next().value ?? [];
  const rows = whats.map(([what], index) => [
    what,
    ...[...grown.values()].map((figures) => figures[index]?.[1].toFixed(1) ?? ''),
  ]);
  console.log(table([['main thread ms, changes in the store', ...CHANGES.map(String)], ...rows]));

  const kinds = measured.values().next().value ?? [];
  for (const [index, { what }] of kinds.entries()) {
    const of = (figure: (row: Row) => number) =>
      [...measured].flatMap(([partners, all]): [number, number][] => {
        const row = all[index];
        return row === undefined ? [] : [[partners, figure(row)]];
      });
    draw(
      `${slug(what)}-ms`,
      `${what}: ms, by partners`,
      of(({ ms }) => ms),
    );
    draw(
      `${slug(what)}-requests`,
      `${what}: requests, by partners`,
      of(({ requests }) => requests),
    );
  }
  for (const [index, [what]] of whats.entries()) {
    const points = [...grown].map(([changes, figures]): [number, number] => [changes, figures[index]?.[1] ?? 0]);
    draw(slug(what), `${what}: main thread ms, by changes`, points);
  }
  console.log(`\nEach curve is in ${FOLDER}.`);
}
