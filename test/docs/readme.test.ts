import { existsSync, readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { CAST } from '../../src/simulator/teams/playground-config.ts';
import { withGeneratedParts } from '../../tools/generated.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('README.md', () => {
  test('its tables are those of the code: npm run generate makes them anew', async () => {
    const file = new URL('../../README.md', import.meta.url).pathname;
    const made = await format(withGeneratedParts(read('README.md')), {
      ...(await resolveConfig(file)),
      filepath: file,
    });
    expect(read('README.md')).toBe(made);
  });

  test('names only npm scripts that exist', () => {
    const scripts = [...read('README.md').matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);
    expect(scripts.length).toBeGreaterThan(4);
    for (const script of scripts) expect(Object.keys(packageJson.scripts)).toContain(script);
  });

  test('names everybody you can be in the demo', () => {
    for (const name of Object.keys(CAST)) expect(read('README.md')).toContain(`\`${name}\``);
  });
});

test('DECISIONS.md has a line for every dependency, and for no other', () => {
  const named = [...read('DECISIONS.md').matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) =>
    (cell ?? '')
      .replace(/\(.*?\)/g, '')
      .split(',')
      .map((name) => name.trim().split(' ')[0] ?? ''),
  );
  const { dependencies, devDependencies } = packageJson;
  for (const name of [...Object.keys(dependencies), ...Object.keys(devDependencies)]) {
    if (!name.startsWith('@types/')) expect(named).toContain(name);
  }
});

test.each(['README.md', 'ARCHITECTURE.md', 'DECISIONS.md', 'SECURITY.md'])('%s: every file it names exists', (name) => {
  const paths = [...read(name).matchAll(/(?<![\w/])((?:src|test|teamsapp|tools)\/[\w./-]+?\.(?:ts|json|yml))/g)];
  for (const [, path = ''] of paths) expect(() => read(path), path).not.toThrow();
});

test('SECURITY.md: every row of what somebody could do names a test, file or folder, that exists', () => {
  const [, table = ''] = read('SECURITY.md').split('## Who could do what');
  const rows = (table.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const tests = [...(row.split(' | ').at(-1) ?? '').matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(tests, row).not.toEqual([]);
    for (const path of tests) expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
  }
});
