import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { LONGEST_LINE, parse } from '../../src/commands/reading/parse.ts';
import { PATIENCE_MS } from '../../src/runtime/lines-to.ts';
import { BODY_LIMITS } from '../../src/teams/body.ts';
import { MOST_UNKNOWN } from '../../src/teams/connections.ts';
import { CAST } from '../../src/simulator/teams/playground-config.ts';
import { inBackticks, read, ROOT, rowsAfter } from './documents.ts';

/** What is read in three minutes, in characters. */
const LONGEST = 12_000;

describe('README.md', () => {
  const readme = read('README.md');

  test('is read in three minutes', () => {
    expect(readme.length).toBeLessThanOrEqual(LONGEST);
  });

  test('has the commands that try it and test it', () => {
    for (const command of ['npm ci && npm run demo', 'npm ci && npm test']) expect(readme).toContain(command);
  });

  test('names everybody you can be in the demo', () => {
    for (const name of Object.keys(CAST)) expect(readme).toContain(`\`${name}\``);
  });

  test('its ten things to say are understood, each by another command', () => {
    const lines = rowsAfter(readme, '## Ten things to say').map(([line]) => inBackticks(line));
    expect(lines).toHaveLength(10);
    const commands = lines.map((line) => {
      const parsed = parse(line, COMMANDS);
      return parsed.kind === 'request' ? parsed.command.name : `${line}: ${parsed.kind}`;
    });
    const known = COMMANDS.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(commands));
    expect(new Set(commands).size).toBe(10);
  });

  test('has every heading that the bot sends people to', () => {
    const sources = globSync('src/**/*.ts', { cwd: ROOT }).map((path) => readFileSync(`${ROOT}${path}`, 'utf8'));
    const named = sources.flatMap((text) => [...text.matchAll(/README(?:\.md)?, ["“]?(\w+)/g)].map(([, name]) => name));
    expect(new Set(named)).toEqual(new Set(['Permissions', 'Configuration']));
    for (const name of named) expect(readme).toMatch(new RegExp(`^#+ ${name ?? ''}$`, 'm'));
  });
});

describe('docs/limits.md', () => {
  const limits = read('docs/limits.md');
  const { most, withinMs, together } = BODY_LIMITS;
  const number = (value: number): string => value.toLocaleString('en');

  test.each([
    ['the longest line', `at most ${number(LONGEST_LINE)} characters`],
    ['connections', `no valid token of Teams' has come yet, ${number(MOST_UNKNOWN)} are open at most`],
    ['a body', `may have ${number(most / 1024)} KB and take ${number(withinMs / 1000)} s;`],
    ['all bodies', `may have ${number(together / 1024 / 1024)} MB together`],
    ['a log that nobody reads', `holds the bot up for ${number(PATIENCE_MS / 1000)} s`],
  ])('%s', (_, sentence) => {
    expect(limits).toContain(sentence);
  });
});
