import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium } from '../test/e2e/chromium.ts';
import { Showroom } from './gallery/browser.ts';
import { entries } from './gallery/entries.ts';
import { takeOff } from './gallery/not-yet.ts';
import { pageOf } from './gallery/page.ts';
import { accept } from './gallery/pictures.ts';
import { brokenBy, RULE_NAMES } from './gallery/rules.ts';
import { drawForReadme } from './gallery/strip.ts';

/**
 * `npm run gallery`: every card in every state on one page, as Teams draws it. With a Chromium the page says which cards
 * break a rule, and
 *
 *     -- --mended    takes off the list of cards that do not keep to a rule yet those that do by now
 *     -- --accept    keeps how cards look now as how they should look
 *     -- --pictures  draws the pictures of the README anew
 */
const FOLDER = fileURLToPath(new URL('../artifacts/gallery/', import.meta.url));

const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({ options: { mended: flag, accept: flag, pictures: flag } });
const all = entries();

/** Measures all, and says what breaks a rule, by name of the card. */
async function faultsOf(showroom: Showroom): Promise<Readonly<Record<string, readonly string[]>>> {
  const seen = await showroom.measure(all);
  const faults: Record<string, string[]> = {};
  for (const rule of RULE_NAMES) {
    const broken = brokenBy(rule, all, seen);
    console.log(`${String(broken.size).padStart(4)} of ${all.length} cards break the rule of ${rule}`);
    for (const [name, fault] of broken) {
      (faults[name] ??= []).push(fault);
      console.log(`     ${name}: ${fault}`);
    }
  }
  if (values.mended) takeOff((rule) => brokenBy(rule, all, seen));
  return faults;
}

async function look(): Promise<Readonly<Record<string, readonly string[]>>> {
  const showroom = await Showroom.open(all);
  try {
    if (values.accept) console.log(`${await accept(all, showroom)} pictures: test/e2e/pictures`);
    return await faultsOf(showroom);
  } finally {
    await showroom.close();
  }
}

const hasBrowser = findChromium() !== undefined;
if (!hasBrowser) console.log('There is no Chromium here, so nothing was measured; the page measures what it shows.');
const faults = hasBrowser ? await look() : {};
if (hasBrowser && values.pictures) console.log((await drawForReadme()).join(', '));

mkdirSync(FOLDER, { recursive: true });
const path = join(FOLDER, 'index.html');
writeFileSync(path, await pageOf(all, faults));
console.log(`${all.length} cards: ${path}`);
