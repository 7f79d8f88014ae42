import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';

const described = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/**
 * What the licences of the packages in a bundle ask to be handed on: each package with its licence's text.
 * @param modules absolute paths of the files in the bundle
 */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const notices = new Map([...folders].map((folder) => noticeOf(folder)));
  const sorted = [...notices].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([name, text]) => `${name}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

function noticeOf(folder: string): readonly [name: string, text: string] {
  const { name, version, license } = described.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text =
    file === undefined ? `Licence: ${license ?? 'see its page'}` : readFileSync(join(folder, file), 'utf8').trim();
  return [`${name} ${version}`, text];
}
