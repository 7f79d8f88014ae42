import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Showroom } from './browser.ts';
import type { Difference, Entry } from './shape.ts';

/** Pictures of cards as they should look, which a test compares with how they look now. `-- --accept` renews them. */

const FOLDER = fileURLToPath(new URL('../../test/e2e/pictures/', import.meta.url));

/** What may differ: a little of the height, and few squares of 8 px. A button that moves is more. */
const TALLER = 2;
const SQUARES = 2;

/** Beside the first card of each kind. */
const ALSO = [
  'change, applied',
  'change, verifying',
  'change, unknown',
  'change, partly applied',
  'change, expired',
  'change, rejected',
  'change, stale',
  'change, waits for approval',
  'change, breaking the glass',
  'change, glass broken',
  'change, lookalikes',
  'disable sync, pending',
  'purge policy, pending',
  'remove partner, writing',
  'drift, accepted',
  'drift, reverted',
  'drift, open, a partner removed',
  'notice, refused, roleMissing',
  'notice, unforeseen',
  'notice, introduction',
];

/** The cards of which there is a picture. */
export function pictured(entries: readonly Entry[]): readonly string[] {
  const names = new Set(entries.map(({ name }) => name));
  const gone = ALSO.filter((name) => !names.has(name));
  if (gone.length > 0) throw new Error(`there is no card any more that is called ${gone.join(', ')}`);
  const firsts = entries.filter(
    ({ group }, n) => !group.startsWith('Notice') && entries.findIndex((other) => other.group === group) === n,
  );
  return [...new Set([...firsts.map(({ name }) => name), ...ALSO])];
}

const fileOf = (name: string): string => `${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`;

/** Takes the picture of each, and keeps it as what it should look like. */
export async function accept(entries: readonly Entry[], showroom: Showroom): Promise<number> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const names = pictured(entries);
  for (const name of names) writeFileSync(join(FOLDER, fileOf(name)), await showroom.picture(name));
  return names.length;
}

/** Pictures of cards that have none any more. */
export function leftOver(entries: readonly Entry[]): readonly string[] {
  const wanted = new Set(pictured(entries).map(fileOf));
  return existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => !wanted.has(file)) : [];
}

/** How a card differs from its picture; undefined: not by anything that somebody would see. */
export async function differenceOf(name: string, showroom: Showroom): Promise<string | undefined> {
  const path = join(FOLDER, fileOf(name));
  if (!existsSync(path)) return 'it has no picture';
  return said(await showroom.compare(readFileSync(path), await showroom.picture(name)));
}

export function said({ taller, squares }: Difference): string | undefined {
  if (Math.abs(taller) > TALLER) return `it is ${Math.abs(taller)} px ${taller > 0 ? 'taller' : 'shorter'}`;
  return squares > SQUARES ? `${squares} squares of 8 px differ` : undefined;
}
