import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium } from '../test/e2e/chromium.ts';
import { Showroom } from './gallery/browser.ts';
import { entries } from './gallery/entries.ts';
import { takeOff } from './gallery/not-yet.ts';
import { pageOf } from './gallery/page.ts';
import { brokenBy, RULE_NAMES } from './gallery/rules.ts';

/**
 * `npm run gallery`: every card in every state on one page, as Teams draws it. With a Chromium the page says which cards
 * break a rule. `-- --mended` takes off the list of those that do not keep to one yet whatever does by now.
 */
const FOLDER = fileURLToPath(new URL('../artifacts/gallery/', import.meta.url));

const { values } = parseArgs({ options: { mended: { type: 'boolean', default: false } } });
const all = entries();
const faults: Record<string, string[]> = {};

if (findChromium() === undefined) {
  console.log('There is no Chromium here, so nothing was measured; the page measures what it shows.');
} else {
  const showroom = await Showroom.open(all);
  try {
    const seen = await showroom.measure(all);
    for (const rule of RULE_NAMES) {
      const broken = brokenBy(rule, all, seen);
      for (const [name, fault] of broken) (faults[name] ??= []).push(fault);
      console.log(`${String(broken.size).padStart(4)} of ${all.length} cards break the rule of ${rule}`);
    }
    if (values.mended) takeOff((rule) => brokenBy(rule, all, seen));
  } finally {
    await showroom.close();
  }
}

mkdirSync(FOLDER, { recursive: true });
const path = join(FOLDER, 'index.html');
writeFileSync(path, await pageOf(all, faults));
console.log(`${all.length} cards: ${path}`);
