import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/parse.ts';
import { opening } from '../../src/commands/phrase.ts';

describe.each(COMMANDS)('the command $name', (command) => {
  test('has an example that is this very command', () => {
    expect(parse(command.example, COMMANDS)).toMatchObject({ kind: 'request', command: { name: command.name } });
  });

  test('has an example that uses its name and fits in one line', () => {
    expect(command.example.startsWith(command.name)).toBe(true);
    expect(command.example).not.toMatch(/[\n<>[\]|]/);
  });

  test('begins with its name, so that its name is all one has to remember', () => {
    expect(opening(command.phrase).join(' ').startsWith(command.name)).toBe(true);
  });

  test('is explained in one sentence', () => {
    expect(command.summary).toMatch(/^[A-Z].*\.$/);
  });
});

test('no two commands begin alike', () => {
  const openings = COMMANDS.map(({ phrase }) => opening(phrase).join(' '));
  expect(new Set(openings).size).toBe(COMMANDS.length);
  for (const one of openings) {
    expect(openings.filter((other) => `${other} `.startsWith(`${one} `))).toEqual([one]);
  }
});

test('only commands that change something ask for the right to change, and everybody may ask for help', () => {
  expect(COMMANDS.map(({ name, access }) => [name, access])).toEqual([
    ['help', 'everyone'],
    ['whoami', 'everyone'],
    ['list partners', 'read'],
    ['show', 'read'],
    ['enable sync', 'change'],
    ['disable sync', 'change'],
  ]);
});
