import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/list.ts';
import { comparable, compile, match, opening, usageText } from '../../../src/commands/reading/phrase.ts';
import { anyText, HOSTILE_TEXTS } from '../../support/texts.ts';

const GRAMMAR = compile('switch <what> [to <state:on|off>] [because <reason>]');
const words = (line: string): readonly string[] => line.split(' ').filter((word) => word !== '');
const read = (line: string) => match(GRAMMAR, words(line));

describe('a grammar', () => {
  test.each([
    ['switch lights', { what: 'lights' }],
    ['SWITCH Lights', { what: 'Lights' }],
    ['switch lights to on', { what: 'lights', state: 'on' }],
    ['switch lights TO OFF', { what: 'lights', state: 'off' }],
    ['switch all the lights to off', { what: 'all the lights', state: 'off' }],
    ['switch lights because it is late', { what: 'lights', reason: 'it is late' }],
    ['switch lights to on because it is late', { what: 'lights', state: 'on', reason: 'it is late' }],
    ['switch lights because of this, because of that', { what: 'lights', reason: 'of this, because of that' }],
    // What does not fit a group belongs to the slot before it.
    ['switch lights to dim', { what: 'lights to dim' }],
    ['switch lights because', { what: 'lights because' }],
    ['switch because because because', { what: 'because', reason: 'because' }],
  ])('reads "%s" as %o', (line, slots) => {
    expect(read(line)).toEqual(slots);
  });

  test.each(['', 'switch', 'switchlights', 'please switch lights', 'witch lights', 'lights switch'])(
    'does not read "%s"',
    (line) => {
      expect(read(line)).toBeUndefined();
    },
  );

  test('without slots reads its own words and nothing more', () => {
    const phrase = compile('list all');
    expect(match(phrase, ['List', 'ALL'])).toEqual({});
    expect(match(phrase, ['list', 'all', 'now'])).toBeUndefined();
    expect(match(phrase, ['list'])).toBeUndefined();
  });

  test('takes groups in their order', () => {
    expect(match(compile('list [with <a>] [page <b>]'), words('list page 2 with x'))).toEqual({ b: '2 with x' });
  });

  test('keeps a slot’s value word by word', () => {
    fc.assert(
      fc.property(fc.array(anyText(8), { minLength: 1, maxLength: 8 }), (values) => {
        expect(match(compile('say <what>'), ['say', ...values])).toEqual({ what: values.join(' ') });
      }),
    );
  });

  test.each(HOSTILE_TEXTS)('takes "%s" for a value like any other, and for nothing else', (text) => {
    expect(match(compile('say <what>'), ['say', text])).toEqual({ what: text });
    expect(match(compile('say <what:on|off>'), ['say', text])).toBeUndefined();
    expect(match(compile('say <what>'), [text, 'x'])).toBeUndefined();
  });
});

describe('a grammar that is not well formed', () => {
  test.each([
    'switch ]',
    'switch [',
    'switch [to <x>',
    'switch [to <x>]]',
    'switch [[to]',
    'Switch',
    'switch <a b>',
    'switch <>',
    'switch <x:on>',
    'switch (on|off)',
    'switch 2',
  ])('is found at once: "%s"', (usage) => {
    expect(() => compile(usage)).toThrow(/^usage/);
  });
});

describe('the words that a phrase begins with', () => {
  test.each([
    ['help', ['help']],
    ['enable sync for <partner>', ['enable', 'sync', 'for']],
    ['list partners [page <page>]', ['list', 'partners']],
    ['set <state:on|off> now', ['set']],
  ])('"%s": %j', (usage, expected) => {
    expect(opening(compile(usage))).toEqual(expected);
  });
});

test('a usage line for people shows what can be chosen', () => {
  expect(usageText('list [with sync <sync:on|off|none>] [page <page>]')).toBe(
    'list [with sync on|off|none] [page <page>]',
  );
});

test('reading takes a few looks at each word, whatever the words are', () => {
  const vocabulary = [...new Set(COMMANDS.flatMap(({ usage }) => usage.match(/[a-z]+/g) ?? []))];
  const aLine = fc.tuple(
    fc.constantFrom(...COMMANDS.map(({ phrase }) => opening(phrase))),
    fc.array(fc.constantFrom(...vocabulary), { maxLength: 500 }),
  );
  fc.assert(
    fc.property(aLine, ([start, rest]) => {
      const line = [...start, ...rest];
      for (const { phrase } of COMMANDS) {
        const looks = { count: 0 };
        match(phrase, counted(line, looks));
        expect(looks.count).toBeLessThan(10 * (line.length + 10));
      }
    }),
    { numRuns: 50 },
  );
});

test.each(['because', 'for', 'for 1', '“for', 'until', 'for days'])(
  'five hundred times “%s” is read in a few looks at each word',
  (repeated) => {
    for (const { name, phrase } of COMMANDS) {
      const line = [...opening(phrase), ...Array.from({ length: 500 }, () => repeated.split(' ')).flat(), 'for'];
      const looks = { count: 0 };
      match(phrase, counted(line, looks), counted(comparable(line), looks));
      expect(looks.count, name).toBeLessThan(20 * line.length);
    }
  },
);

/** Words that count how often one of them is looked at. */
function counted(line: readonly string[], looks: { count: number }): readonly string[] {
  return new Proxy(line, {
    get: (target, name, receiver): unknown => {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks.count += 1;
      return Reflect.get(target, name, receiver);
    },
  });
}
