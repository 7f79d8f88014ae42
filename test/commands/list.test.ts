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

/** Words that could also be what somebody calls a partner: the longer command is asked first. */
const SPECIAL = ['show template', 'show deleted', 'show change'];

test('no two commands begin alike, but for the special cases of show, which come before it', () => {
  const openings = COMMANDS.map(({ phrase }) => opening(phrase).join(' '));
  expect(new Set(openings).size).toBe(COMMANDS.length);
  for (const one of openings) {
    const alike = openings.filter((other) => `${other} `.startsWith(`${one} `) && !SPECIAL.includes(other));
    expect(alike.filter((other) => other !== one)).toEqual([]);
  }
  for (const special of SPECIAL) expect(openings.indexOf(special)).toBeLessThan(openings.indexOf('show'));
});

test('only commands that change something ask for the right to change, and everybody may ask for help', () => {
  const named = (access: string) => COMMANDS.filter((command) => command.access === access).map(({ name }) => name);
  expect(named('everyone')).toEqual(['help', 'whoami', 'explain']);
  expect(named('read')).toEqual([
    'list partners',
    'list deleted',
    'show template',
    'show deleted',
    'show change',
    'show',
    'find tenant',
    'history',
  ]);
  for (const { name, access, example } of COMMANDS) {
    const parsed = parse(example, COMMANDS);
    const kind = parsed.kind === 'request' ? parsed.request.kind : parsed.kind;
    expect(['change', 'changeTemplate', 'followUp'].includes(kind), name).toBe(access === 'change');
  }
});

test('what only Graph beta has is marked so', () => {
  expect(COMMANDS.filter(({ preview }) => preview).map(({ name }) => name)).toEqual([
    'list deleted',
    'show deleted',
    'enable group sync',
    'disable group sync',
    'restore sync policy',
    'purge sync policy',
  ]);
});

describe('a line is read as what it says', () => {
  const read = (line: string) => {
    const parsed = parse(line, COMMANDS);
    return parsed.kind === 'request' ? [parsed.command.name, parsed.request] : [parsed.kind];
  };

  test.each([
    ['show template', 'show template', {}],
    ['show deleted contoso.com', 'show deleted', { partner: 'contoso.com' }],
    ['show change C-7K3M9QX2', 'show change', { change: 'C-7K3M9QX2' }],
    ['show change management inc', 'show', { partner: 'change management inc' }],
    ['history', 'history', { partner: null, page: 1 }],
    ['history page 2', 'history', { partner: null, page: 2 }],
    ['history Wide World Importers page 2', 'history', { partner: 'Wide World Importers', page: 2 }],
    ['enable auto redemption to Fabrikam because Falcon', 'enable auto redemption', { partner: 'Fabrikam' }],
    ['undo c-7k3m9qx2', 'undo', { change: 'C-7K3M9QX2', what: 'undo' }],
    ['continue C-7K3M9QX2', 'continue', { what: 'continue' }],
  ])('%s', (line, name, request) => {
    expect(read(line)).toMatchObject([name, request]);
  });

  test.each([
    ['rename sync policy for Fabrikam to "Talk to Us"', 'Fabrikam', 'Talk to Us'],
    ['rename sync policy for "Talk to Me" to "New name"', 'Talk to Me', 'New name'],
    ['rename sync policy for fabrikam.com to Fabrikam EU', 'fabrikam.com', 'Fabrikam EU'],
  ])('%s', (line, partner, name) => {
    const [command, request] = read(line);
    expect(command).toBe('rename sync policy');
    expect(request).toMatchObject({ partner });
    if (typeof request !== 'object' || request.kind !== 'change') throw new Error('no change');
    expect(request.say('x.com')).toBe(`rename sync policy for x.com to "${name}"`);
  });

  test('what a change command says again is that command', () => {
    for (const { name, example } of COMMANDS) {
      const parsed = parse(example, COMMANDS);
      if (parsed.kind !== 'request' || parsed.request.kind !== 'change') continue;
      for (const partner of ['fabrikam.com', '00000000-0000-4000-8000-000000000001']) {
        expect(read(parsed.request.say(partner)), name).toMatchObject([name, { partner }]);
      }
    }
  });
});
