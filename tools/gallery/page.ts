import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { TEAMS } from './host-config.ts';
import type { Entry, Exhibition } from './shape.ts';

const at = (name: string): string => fileURLToPath(new URL(`page/${name}`, import.meta.url));
const read = (name: string): string => readFileSync(at(name), 'utf8');

/** The page's program, with the renderer. */
async function program(): Promise<string> {
  const bundle = await rolldown({ input: at('main.ts'), platform: 'browser', logLevel: 'warn' });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  return output[0].code;
}

let made: Promise<string> | undefined;

/**
 * The whole gallery as one page that needs nothing beside it.
 * @param broken which rules a card breaks, by its name
 */
export async function pageOf(entries: readonly Entry[], broken: Exhibition['broken'] = {}): Promise<string> {
  const script = await (made ??= program());
  const exhibition: Exhibition = { entries, broken, themes: TEAMS };
  return read('page.html')
    .replace('/* styles */', () => read('page.css') + read('teams.css'))
    .replace('/* exhibition */ null', () => JSON.stringify(exhibition).replaceAll('<', '\\u003c'))
    .replace('/* script */', () => script.replaceAll('</script', '<\\/script'));
}
