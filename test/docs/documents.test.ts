import { existsSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { SETTINGS } from '../../src/config/settings.ts';
import { GENERATED, withGeneratedParts } from '../../tools/generated.ts';
import { DOCUMENTS, read, ROOT } from './documents.ts';

test('everything that the README sends people to is there', () => {
  for (const name of ['README', 'ARCHITECTURE', 'DECISIONS', 'SECURITY', 'CONTRIBUTING', 'CHANGELOG']) {
    expect(DOCUMENTS).toContain(`${name}.md`);
  }
  expect(DOCUMENTS.filter((name) => name.startsWith('docs/')).length).toBeGreaterThan(8);
});

test.each(Object.entries(GENERATED))(
  '%s: its tables are those of the code: npm run generate makes them anew',
  async (name, parts) => {
    const file = `${ROOT}${name}`;
    const made = await format(withGeneratedParts(read(name), parts), {
      ...(await resolveConfig(file)),
      filepath: file,
    });
    expect(read(name)).toBe(made);
  },
);

describe.each(DOCUMENTS)('%s', (name) => {
  test('names only npm scripts that exist', () => {
    const scripts = [...read(name).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script = '']) => script);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(scripts));
  });

  test('names only files that exist', () => {
    const paths = [
      ...read(name).matchAll(/(?<![\w/])((?:src|test|teamsapp|tools)\/[\w./-]+?\.(?:ts|json|yml|bicep))/g),
    ];
    for (const [, path = ''] of paths) expect(() => read(path), path).not.toThrow();
  });

  test('sets only settings that exist', () => {
    const blocks = [...read(name).matchAll(/```ini\n(.*?)```/gs)].map(([, block = '']) => block);
    const environments = blocks.filter((block) => !block.includes('[Service]'));
    const names = environments.flatMap((block) => [...block.matchAll(/^\s*(\w+)=/gm)].map(([, setting]) => setting));
    expect(SETTINGS.map((setting) => setting.name)).toEqual(expect.arrayContaining(names));
  });
});

test('F5 in Visual Studio Code starts what npm run demo does, on the Node that the project brings', () => {
  const { configurations } = JSON.parse(read('.vscode/launch.json')) as { configurations: Record<string, unknown>[] };
  expect(configurations).toMatchObject([
    {
      runtimeExecutable: '${workspaceFolder}/node_modules/.bin/node',
      runtimeArgs: packageJson.scripts.demo.split(' ').slice(2),
    },
  ]);
});

test('the licence is the one that package.json names', () => {
  expect(read('LICENSE')).toMatch(new RegExp(`^${packageJson.license} License\n`));
});

test('CHANGELOG.md has what is not released yet first, then the newest version', () => {
  const [first, ...versions] = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
  expect(first).toBe('Unreleased');
  const days = versions.map((heading) => /^\d+\.\d+\.\d+, (\d{4}-\d\d-\d\d)$/.exec(heading)?.[1]);
  expect(days).toEqual([...days].sort().reverse());
  expect(versions[0]?.split(',')[0]).toBe(packageJson.version);
});

test('DECISIONS.md has each decision once, by a number of its own', () => {
  const decisions = [...read('DECISIONS.md').matchAll(/^(\d+)\. +\*\*(.+?)\*\*/gm)];
  const titles = decisions.map(([, , title = '']) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  expect(decisions.map(([, number]) => Number(number))).toEqual(decisions.map((_, index) => index + 1));
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
    for (const path of tests) expect(existsSync(`${ROOT}${path}`), path).toBe(true);
  }
});
