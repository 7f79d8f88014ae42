import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/commands/command.ts';
import { COMMANDS } from '../../../src/commands/list.ts';
import { LONGEST_LINE, parse } from '../../../src/commands/reading/parse.ts';
import { match, opening, usageText } from '../../../src/commands/reading/phrase.ts';
import { SYNONYMS } from '../../../src/commands/reading/synonyms.ts';
import { verbOf, VERBS } from './slips.ts';
import { anyText, HOSTILE_TEXTS } from '../../support/texts.ts';

const said = (line: string) => parse(line, COMMANDS);

/** The command and what it asks for; goal and say are functions and are left out. */
function request(line: string) {
  const parsed = said(line);
  if (parsed.kind !== 'request') return parsed;
  const asked = Object.entries(parsed.request).filter(([name]) => !['kind', 'goal', 'say', 'ends'].includes(name));
  return { command: parsed.command.name, ...Object.fromEntries(asked) };
}

/** The suggestion for a line that is not understood; `null` where there is none. */
function suggestion(line: string): string | null {
  const parsed = said(line);
  if (parsed.kind !== 'notUnderstood') throw new Error(`"${line}" is understood: ${parsed.kind}`);
  return parsed.suggestion?.line ?? null;
}

describe('a command is read', () => {
  test.each([
    ['help', { command: 'help', topic: null }],
    ['Help Partners', { command: 'help', topic: 'partners' }],
    ['whoami', { command: 'whoami' }],
    ['show fabrikam.com', { command: 'show', partner: 'fabrikam.com' }],
    ['enable sync for fabrikam.com', { command: 'enable sync', partner: 'fabrikam.com', reason: null }],
    ['disable sync for fabrikam.com', { command: 'disable sync', partner: 'fabrikam.com', reason: null }],
  ])('"%s"', (line, asked) => {
    expect(request(line)).toEqual(asked);
  });

  test.each([
    'ENABLE SYNC FOR fabrikam.com',
    'Enable Sync For fabrikam.com',
    '  enable   sync\tfor \n fabrikam.com  ',
    'enable\u00a0sync for\u2003fabrikam.com',
    'enable sync for "fabrikam.com"',
    'enable sync for “fabrikam.com”',
    'enable sync for fabrikam.com.',
    'enable sync for fabrikam.com!',
    'enable sync for "fabrikam.com".',
    'ENABLE SYNC FOR https://fabrikam.com/',
    'enable sync for 「fabrikam.com」。',
    'ｅｎａｂｌｅ　ｓｙｎｃ　ｆｏｒ fabrikam.com',
    'enable sync for fabrikam.com,',
    'enable sync for fabrikam.com;',
    'enable sync for <fabrikam.com>',
    'enable sync for [fabrikam.com](https://fabrikam.com/)',
    'enable sync for [https://fabrikam.com/](http://fabrikam.com), ',
  ])('in any case, with any spaces, quotes or a full stop: "%s"', (line) => {
    expect(request(line)).toEqual({ command: 'enable sync', partner: 'fabrikam.com', reason: null });
  });

  test.each([
    ['DİSABLE SYNC FOR fabrikam.com', 'disable sync'],
    ['dısable sync for fabrikam.com', 'disable sync'],
    ['DI\u0307SABLE SYNC FOR fabrikam.com', 'disable sync'],
    ['DISABLE SYNC FOR fabrikam.com', 'disable sync'],
    ['HİSTORY fabrikam.com', 'history'],
  ])('by the rules for capitals of any language: "%s"', (line, command) => {
    expect(request(line)).toMatchObject({ command, partner: 'fabrikam.com' });
  });

  test.each([
    ['confirm C-7K3M9QX2', null],
    ['confirm C-7K3M9QX2 0007', '0007'],
    ['Confirm C-7K3M9QX2, “00aF”!', '00aF'],
    ['confirm C-7K3M9QX2 (0007).', '0007'],
    ['confirm C-7K3M9QX2 ０００７。', '0007'],
    ['confirm C-7K3M9QX2 007', '007'],
  ])('with the four characters of a card: "%s"', (line, typed) => {
    expect(request(line)).toMatchObject({ command: 'confirm', change: 'C-7K3M9QX2', typed });
  });

  test.each(['not yet', 'later', 'because', '0007 not', 'C-7K3M9QX3', '“', 'add0007'])(
    'not with anything else after a change’s id: “%s”',
    (rest) => {
      expect(said(`confirm C-7K3M9QX2 ${rest}`).kind).toBe('notUnderstood');
      expect(said(`approve C-7K3M9QX2 ${rest}`).kind).toBe('notUnderstood');
    },
  );

  test.each([
    ['Yes, please!', 'confirm'],
    ['ok confirm it', 'confirm'],
    ['cancel this now , please', 'cancel'],
    ['no, because it is the wrong one', 'cancel'],
    ['approved. thanks', 'approve'],
    ['reject because too wide', 'reject'],
  ])('“%s” is no more than its first word', (line, verdict) => {
    expect(request(line)).toMatchObject({ command: verdict, change: null, typed: null, reason: null });
  });

  test.each([
    ['accept', 'list drift'],
    ['Accept it, please!', 'list drift'],
    ['revert because it was a mistake', 'list drift'],
    ['undo', 'history'],
    ['undo that', 'history'],
  ])('“%s” decides nothing, and shows what it may be about', (line, command) => {
    expect(request(line)).toMatchObject({ command });
  });

  test.each([
    'it',
    'because yes',
    'accept undo',
    'accept it for Contoso',
    'yes no',
    'yes but not now',
    'yes yes yes yes yes',
  ])('“%s” is none', (line) => {
    expect(said(line).kind).toBe('notUnderstood');
  });

  test('with a change’s id as autocorrection writes it', () => {
    expect(request('undo C–7K3M9QX2')).toMatchObject({ command: 'undo', change: 'C-7K3M9QX2' });
    expect(request('undo ｃ－7k3m9qx2.')).toMatchObject({ command: 'undo', change: 'C-7K3M9QX2' });
  });

  test('with a name of several words, in its own case', () => {
    expect(request('show  Wide   World Importers')).toEqual({ command: 'show', partner: 'Wide World Importers' });
  });

  test.each(['help.', 'Help!', 'help?', 'help ?', 'help...', 'HELP?!'])('with the end of a sentence: "%s"', (line) => {
    expect(request(line)).toEqual({ command: 'help', topic: null });
  });

  test.each([
    ['list partners?', { filter: 'any', page: 1 }],
    ['list partners with sync on.', { filter: 'on', page: 1 }],
    ['list partners page 2.', { filter: 'any', page: 2 }],
  ])('with the end of a sentence: "%s"', (line, asked) => {
    expect(request(line)).toEqual({ command: 'list partners', ...asked });
  });

  test('with the full stop that belongs to a name', () => {
    expect(request('show Contoso Ltd.')).toEqual({ command: 'show', partner: 'Contoso Ltd.' });
  });
});

describe('a reason begins after "because"', () => {
  test.each([
    ['enable sync for Fabrikam because project Falcon starts', 'Fabrikam', 'project Falcon starts'],
    ['enable sync for Fabrikam BECAUSE it is time', 'Fabrikam', 'it is time'],
    ['enable sync for Fabrikam because they asked, because we agreed', 'Fabrikam', 'they asked, because we agreed'],
    ['enable sync for "Adventure Works" because why not?', 'Adventure Works', 'why not?'],
    ['enable sync for "Because Ltd" because of it', 'Because Ltd', 'of it'],
    ['enable sync for because because because', 'because', 'because'],
    ['enable sync for Fabrikam becausewhatever', 'Fabrikam becausewhatever', null],
    ['enable sync for Fabrikam because <reason>', 'Fabrikam', null],
    ['enable sync for Fabrikam because …', 'Fabrikam', null],
    ['enable sync for Fabrikam because ...', 'Fabrikam', null],
    ['enable sync for Fabrikam because <reason> is no reason', 'Fabrikam', '<reason> is no reason'],
    ['enable sync for Fabrikam, because it is time', 'Fabrikam', 'it is time'],
  ])('"%s"', (line, partner, reason) => {
    expect(request(line)).toEqual({ command: 'enable sync', partner, reason });
  });

  test.each([
    ['freeze all, because accounts were stolen', { command: 'freeze all', withDefault: false }],
    ['freeze all: because accounts were stolen', { command: 'freeze all', withDefault: false }],
    ['Freeze all , and default ; because accounts were stolen', { command: 'freeze all', withDefault: true }],
    ['thaw, because accounts were stolen', { command: 'thaw' }],
    ['plan; because: accounts were stolen', { command: 'plan' }],
    ['undo C-7K3M9QX2, because accounts were stolen', { command: 'undo', change: 'C-7K3M9QX2' }],
    ['end now C-7K3M9QX2: because accounts were stolen', { command: 'end now', end: 'C-7K3M9QX2' }],
    ['revert drift D-7K3M9QX2, because accounts were stolen', { command: 'revert drift', drift: 'D-7K3M9QX2' }],
    ['accept drift D-7K3M9QX2, for 3 days, because accounts were stolen', { asked: { kind: 'days', days: 3 } }],
    ['enable sync for Fabrikam: because accounts were stolen', { partner: 'Fabrikam' }],
    ['enable sync for "Because, Ltd": because accounts were stolen', { partner: 'Because, Ltd' }],
    ['rename sync policy for Fabrikam, to "A, B"; because accounts were stolen', { partner: 'Fabrikam' }],
    ['break glass disable sync for Fabrikam , because accounts were stolen', { partner: 'Fabrikam' }],
  ])('and signs before it belong to nothing: "%s"', (line, asked) => {
    expect(request(line)).toMatchObject({ ...asked, reason: 'accounts were stolen' });
  });

  test('is part of the name where nothing follows it', () => {
    expect(request('enable sync for Fabrikam because')).toMatchObject({ partner: 'Fabrikam because', reason: null });
  });

  test('is part of the name where a command takes no reason', () => {
    expect(request('show Fabrikam because I say so')).toEqual({
      command: 'show',
      partner: 'Fabrikam because I say so',
    });
  });
});

describe('what is wrong with a command is said', () => {
  test.each([
    ['list partners page zero', 'list partners', 'pageNoNumber'],
    ['show change C-BAD', 'show change', 'noChangeId'],
    ['show ""', 'show', 'partnerMissing'],
    [`show ${'x'.repeat(257)}`, 'show', 'partnerTooLong'],
    [`enable sync for x because ${'y'.repeat(501)}`, 'enable sync', 'reasonTooLong'],
  ])('%s', (line, command, problem) => {
    expect(said(line)).toEqual({
      kind: 'invalid',
      command: expect.objectContaining({ name: command }) as Command,
      problems: [problem],
      ways: null,
    });
  });

  test('all of it at once', () => {
    expect(said(`enable sync for ${'x'.repeat(300)} because ${'y'.repeat(600)}`)).toMatchObject({
      kind: 'invalid',
      problems: ['partnerTooLong', 'reasonTooLong'],
    });
  });
});

describe('a sentence that only contains a command is not one', () => {
  test.each([
    'please do not enable sync for fabrikam.com',
    'do not enable sync for fabrikam.com',
    'don’t enable sync for fabrikam.com',
    'never enable sync for fabrikam.com',
    'not enable sync for fabrikam.com',
    'no enable sync for fabrikam.com',
    'why did you enable sync for x',
    'who can enable sync for fabrikam.com?',
    'should I disable sync for fabrikam.com?',
    'I would like to enable sync for fabrikam.com',
    '"enable sync for fabrikam.com"',
    '> enable sync for fabrikam.com',
    'enable sync',
    'sync for fabrikam.com',
    'enablesync for fabrikam.com',
    'fabrikam.com enable sync for',
  ])('"%s"', (line) => {
    expect(said(line).kind).toBe('notUnderstood');
  });

  test('nothing but a line that begins with its words is ever a change', () => {
    fc.assert(
      fc.property(aSentence, (line) => {
        const parsed = said(line);
        if (parsed.kind !== 'request' || parsed.request.kind !== 'change') return;
        expect(openings(parsed.command.name).some((words) => line.startsWith(words))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a typo gets the line as it would be right', () => {
  test.each([
    ['enabel sync for fabrikam.com', 'enable sync for fabrikam.com'],
    ['enable snyc for fabrikam.com', 'enable sync for fabrikam.com'],
    ['enable sync fro Fabrikam because it is time', 'enable sync for Fabrikam because it is time'],
    ['Enable Sync fabrikam.com', 'enable sync for fabrikam.com'],
    ['enablesync for fabrikam.com', 'enable sync for fabrikam.com'],
    ['enaable sync for fabrikam.com', 'enable sync for fabrikam.com'],
    ['disbale sync for fabrikam.com', 'disable sync for fabrikam.com'],
    ['disable sinc for fabrikam.com', 'disable sync for fabrikam.com'],
    ['diable sync for fabrikam.com', 'disable sync for fabrikam.com'],
    ['lsit partners', 'list partners'],
    ['list partner with sync on', 'list partners with sync on'],
    ['listpartners', 'list partners'],
    ['shwo fabrikam.com', 'show fabrikam.com'],
    ['hepl', 'help'],
    ['whoam i', 'whoami'],
    ['who am i', 'whoami'],
    ['wohami', 'whoami'],
  ])('"%s": "%s"', (line, better) => {
    expect(suggestion(line)).toBe(better);
  });

  test('a command with something missing or impossible gets its usage, never somebody’s domain', () => {
    expect(suggestion('list partners with sync maybe')).toBe(
      'list partners [with <setting> on|off|none|unrestricted|restricted] [page <page>]',
    );
    expect(suggestion('show')).toBe('show <partner>');
    expect(suggestion('enable sync for')).toBe(
      'enable sync for <partner> [for <days> days|day] [until <until>] [because <reason>]',
    );
  });

  test.each([
    'please do not enable sync for fabrikam.com',
    'why did you enable sync for x',
    'fabrikam.com',
    'x',
    '42',
    'please',
  ])('"%s" is near nothing', (line) => {
    expect(suggestion(line)).toBeNull();
  });
});

describe('a suggestion never means the opposite', () => {
  test.each([
    'end sync for fabrikam.com',
    'stop sync for fabrikam.com',
    'deny sync for fabrikam.com',
    'ban sync for fabrikam.com',
    'kill sync for fabrikam.com',
    'cancel sync for fabrikam.com',
    'remove sync for fabrikam.com',
    'revoke sync for fabrikam.com',
    'delete sync for fabrikam.com',
    'no enable sync for fabrikam.com',
    'not enable sync for fabrikam.com',
    'stop enable sync for fabrikam.com',
    'un-enable sync for fabrikam.com',
    'unenable sync for fabrikam.com',
    'enable no sync for fabrikam.com',
    'no sync for fabrikam.com',
  ])('"%s" is not taken for enabling', (line) => {
    expect(suggestion(line) ?? '').not.toMatch(/^enable/);
  });

  test.each([
    'start sync for fabrikam.com',
    'permit sync for fabrikam.com',
    'not disable sync for fabrikam.com',
    'undisable sync for fabrikam.com',
    'stable sync for fabrikam.com',
  ])('"%s" is not taken for disabling', (line) => {
    expect(suggestion(line) ?? '').not.toMatch(/^disable/);
  });

  test('whatever follows the verb', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERBS), aSentence, (verb, rest) => {
        expect([verb, undefined]).toContain(verbOf(`${verb} ${rest}`));
      }),
      { numRuns: 500 },
    );
  });

  test('whatever precedes the verb: then it leads nowhere', () => {
    const before = fc.stringMatching(/^[a-z]{1,8}$/).filter((word) => !VERBS.some((verb) => verb === word));
    fc.assert(
      fc.property(before, fc.constantFrom(...VERBS), (word, verb) => {
        expect(verbOf(`${word} ${verb} sync for fabrikam.com`)).toBeUndefined();
      }),
    );
  });
});

describe('whatever is typed', () => {
  test.each(['', ' ', '\n', '\t \u00a0\u2003'])('nothing at all is nothing: "%s"', (line) => {
    expect(said(line)).toEqual({ kind: 'empty' });
  });

  test('a line of 100 kB is too long, and is not read at all', () => {
    expect(said('enable sync for '.repeat(6400))).toEqual({ kind: 'tooLong', length: 102_400 });
  });

  test.each([
    ['domains', 'somebody-of-longname.example'],
    ['tenant ids', '0d9f8c52-6f0e-4b7a-9a51-3c1f5e7a2b01'],
  ])('two hundred %s fit into a line with a reason', (_, partner) => {
    const line = `disable sync for ${`${partner}, `.repeat(200)} because ${'y'.repeat(500)}`;
    expect(said(line).kind).toBe('request');
  });

  test.each(['.', ',', '"', '“', '”.', '1', 'for ', '“for ', 'x'])('no run of “%s” in it takes long', (sign) => {
    for (const start of ['explain ', 'enable sync for ', 'enable sync for x for ', 'confirm C-7K3M9QX2 ']) {
      const startedAt = performance.now();
      said(`${start}${sign.repeat((LONGEST_LINE - 50) / sign.length)}a b c d`);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    }
  });

  test('the longest line is still read', () => {
    const longest = `enable sync for ${'x'.repeat(256)} because ${'y'.repeat(500)}`.padEnd(LONGEST_LINE);
    expect(said(longest).kind).toBe('request');
    expect(said(`${longest} `)).toEqual({ kind: 'tooLong', length: LONGEST_LINE + 1 });
  });

  test.each(HOSTILE_TEXTS)('"%s" is no command, and is a partner like any other', (text) => {
    expect(['notUnderstood', 'empty']).toContain(said(text).kind);
    const partner = text
      .split(/\s+/)
      .filter((word) => word !== '')
      .join(' ');
    const kind = partner === '' ? 'notUnderstood' : 'request';
    expect(said(`show ${text}`).kind).toBe(kind);
  });

  test('any text is read without harm, as one of the things that a line can be', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(200), aSentence), (line) => {
        expect(['request', 'invalid', 'empty', 'courtesy', 'notUnderstood']).toContain(said(line).kind);
      }),
      { numRuns: 500 },
    );
  });

  test('no text of 10 kB keeps the bot for more than 10 ms', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'İ',
        'a',
        ' ',
        '"',
        '“',
        '.',
        '\n',
        '<',
        '*',
        '\u200b',
        '𝔞',
        'because ',
        'page ',
        '9',
        'sync ',
        'enabel ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    const long = (pieces: readonly string[]): string => {
      const text = pieces.join('') || ' ';
      return text.repeat(Math.ceil(10_000 / text.length)).slice(0, 10_000);
    };
    // What else a busy machine does is no work of this thread; the first tries also compile.
    const isQuick = (line: string): boolean =>
      Array.from({ length: 30 }).some(() => {
        const before = process.threadCpuUsage();
        parse(line, COMMANDS);
        const { user, system } = process.threadCpuUsage(before);
        return user + system < 10_000;
      });
    const starts = fc.constantFrom(
      '',
      'enable sync for ',
      'enabel snyc fro ',
      'explain ',
      'rename sync policy for x to "',
    );
    fc.assert(
      fc.property(starts, fc.array(piece, { minLength: 1, maxLength: 4 }), (start, pieces) => {
        const text = `${start}${long(pieces)}`;
        expect(isQuick(text)).toBe(true);
        expect(isQuick(text.slice(0, LONGEST_LINE))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a suggestion is a line that is understood, or a usage to fill in', () => {
    fc.assert(
      fc.property(aSentence, (line) => {
        const parsed = said(line);
        if (parsed.kind !== 'notUnderstood' || parsed.suggestion === null) return;
        const { line: suggested, isWhole } = parsed.suggestion;
        if (isWhole) expect(said(suggested).kind).toBe('request');
        else expect(COMMANDS.map((command) => usageText(command.usage))).toContain(suggested);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['because', `enable sync for ${'because '.repeat(120)}`],
    ['enable', 'enable '.repeat(140)],
    ['enable sync for', 'enable sync for '.repeat(60)],
    ['list partners with sync', 'list partners with sync '.repeat(40)],
    ['page', `list partners ${'page '.repeat(190)}`],
    ['single letters', `list partners with sync on page ${'x '.repeat(480)}`],
  ])('repeated words do not make reading explode: %s', (_, line) => {
    const looks = { count: 0 };
    parse(line.slice(0, LONGEST_LINE), counted(looks));
    expect(looks.count).toBeLessThan(20_000);
  });

  test('a program that asks with no commands is told that nothing is understood', () => {
    expect(parse('help', [])).toEqual({ kind: 'notUnderstood', suggestion: null, hints: [] });
  });
});

/** How a line may begin that asks for this: the command's words, and what people say for them. */
function openings(name: string): readonly string[] {
  const [verb = '', ...rest] = name.split(' ');
  const said = SYNONYMS[verb] ?? [];
  const particles = said.flatMap((words) => {
    const [first = '', particle] = words.split(' ');
    return particle === undefined ? [] : [[first, ...rest, particle].join(' ')];
  });
  return [name, ...said.map((words) => [words, ...rest].join(' ')), ...particles];
}

/** Words of commands in any order, with others among them. */
const aSentence = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...new Set(COMMANDS.flatMap(({ phrase }) => opening(phrase))),
        ...['because', 'with', 'on', 'off', 'none', 'page', 'not', 'no', 'please', 'fabrikam.com', 'enabel', 'disbale'],
        ...Object.values(SYNONYMS).flatMap((said) => said),
      ),
      fc.stringMatching(/^[a-z]{1,6}$/),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((words) => words.join(' '));

/** The commands, with grammars that count how often a part of theirs is tried. */
function counted(looks: { count: number }): readonly Command[] {
  return COMMANDS.map((command) => ({ ...command, phrase: command.phrase.map(counting) }));

  function counting<Part extends Command['phrase'][number]>(part: Part): Part {
    const inner = part.kind === 'optional' ? { ...part, parts: part.parts.map(counting) } : part;
    return new Proxy(inner, {
      get: (target, name, receiver): unknown => {
        if (name === 'kind') looks.count += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  }
}

test('the counting commands read as the others do', () => {
  const looks = { count: 0 };
  const enable = counted(looks).find(({ name }) => name === 'enable sync');
  expect(match(enable?.phrase ?? [], ['enable', 'sync', 'for', 'x', 'because', 'y'])).toEqual({
    partner: 'x',
    reason: 'y',
  });
  expect(looks.count).toBeGreaterThan(0);
});
