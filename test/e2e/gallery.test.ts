import { readFileSync } from 'node:fs';
import { source as AXE } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Showroom } from '../../tools/gallery/browser.ts';
import { entries } from '../../tools/gallery/entries.ts';
import { NOT_YET } from '../../tools/gallery/not-yet.ts';
import { brokenBy, RULE_NAMES, RULES, type Seen } from '../../tools/gallery/rules.ts';
import { differenceOf, leftOver, pictured, said } from '../../tools/gallery/pictures.ts';
import { readmePictures } from '../../tools/gallery/strip.ts';
import { THEMES } from '../../tools/gallery/shape.ts';

/** Every card of the bot, drawn and measured in Chromium as Teams draws it. `npm run gallery` shows them. */

const all = entries();

/** What axe finds of one rule. */
type Finding = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };
declare const axe: {
  run(where: string, options: object): Promise<{ readonly violations: readonly Finding[] }>;
};
declare const document: {
  readonly head: { readonly lastElementChild: { remove(): void } | null };
  querySelectorAll(what: string): { readonly length: number };
};

let showroom: Showroom;
let seen: ReadonlyMap<string, readonly Seen[]>;

beforeAll(async () => {
  showroom = await Showroom.open(all);
  seen = await showroom.measure(all);
}, 180_000);

afterAll(() => showroom.close());

describe.each(RULE_NAMES)('%s', (rule) => {
  test(RULES[rule].says, () => {
    expect(seen.size).toBe(all.length);
    const broken = brokenBy(rule, all, seen);
    const fresh = [...broken].filter(([name]) => !NOT_YET[rule].includes(name));
    expect(fresh, 'a card that breaks a rule: mend the card').toEqual([]);
    const mended = NOT_YET[rule].filter((name) => !broken.has(name));
    expect(mended, 'these keep to the rule by now: npm run gallery -- --mended').toEqual([]);
  });
});

test.each(THEMES)('axe finds nothing: %s', async (theme) => {
  await showroom.page.evaluate(AXE);
  const found = new Map<string, string>();
  for (let n = 0; n < all.length; n += 20) {
    const names = all.slice(n, n + 20).map(({ name }) => name);
    // What is unfolded is the same in every theme: colours are measured above.
    await showroom.stage(names, { theme, width: 480, names: 'usual', unfolded: theme === 'light' });
    const violations = await showroom.page.evaluate(async () => {
      // Contrast is measured above, against a number of ours; the rest of a page is the client's.
      const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
      const result = await axe.run('#stage', { rules, resultTypes: ['violations'] });
      return result.violations.map(({ id, nodes }) => ({ id, html: nodes[0]?.html ?? '' }));
    });
    for (const { id, html } of violations) found.set(id, `${names[0] ?? ''} …: ${html.slice(0, 200)}`);
  }
  expect([...found]).toEqual([]);
});

describe('a picture', () => {
  test.each(pictured(all))('looks as it did: %s', async (name) => {
    expect(await differenceOf(name, showroom), 'npm run gallery -- --accept, if it should look so').toBeUndefined();
  });

  test('is there of no card that is none', () => {
    expect(leftOver(all)).toEqual([]);
  });

  test.each([
    ['letters drawn elsewhere in a pixel', '.teams .ac-container { transform: translateX(0.25px) }', false],
    ['a button that moved', '.teams .ac-pushButton { position: relative; left: 4px }', true],
    ['a line that moved', '.teams .ac-richTextBlock { position: relative; top: 3px }', true],
    ['another colour', '.teams .ac-container:first-child { background: #ccffcc !important }', true],
    ['a card that is taller', '.teams .ac-textBlock { margin-top: 3px }', true],
  ])('tells of %s: %s', async (_, css, isSeen) => {
    const name = 'change, pending';
    const before = await showroom.picture(name);
    expect(said(await showroom.compare(before, await showroom.picture(name)))).toBeUndefined();
    await showroom.page.addStyleTag({ content: css });
    const after = await showroom.picture(name);
    await showroom.page.evaluate(() => {
      document.head.lastElementChild?.remove();
    });
    expect(said(await showroom.compare(before, after)) !== undefined).toBe(isSeen);
  });
});

/** Signs are drawn by the letters of the machine. */
const SQUARES_OF_SIGNS = 60;

test('the pictures of the README show cards as they are: npm run gallery -- --pictures', async () => {
  for (const { path, png } of await readmePictures()) {
    const kept = readFileSync(new URL(`../../${path}`, import.meta.url));
    const { taller, squares } = await showroom.compare(kept, png);
    expect(Math.abs(taller), path).toBeLessThanOrEqual(2);
    expect(squares, path).toBeLessThan(SQUARES_OF_SIGNS);
  }
});

test('the page lists every card, and needs nothing beside it', async () => {
  const { page } = showroom;
  const asked: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  const [path = ''] = page.url().split('#');
  await page.goto('about:blank');
  await page.goto(path);
  await page.waitForSelector('section .teams');
  const links = await page.evaluate(() => document.querySelectorAll('#index a').length);
  expect(links).toBe(all.length);
  expect(faults).toEqual([]);
  expect(asked.filter((url) => url !== path)).toEqual([]);
});
