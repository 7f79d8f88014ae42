import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HINTS, hintsOf } from '../../../src/commands/reading/hints.ts';
import { COMMANDS } from '../../../src/commands/list.ts';
import { LONGEST_LINE, parse } from '../../../src/commands/reading/parse.ts';

const hints = (line: string): readonly string[] => {
  const parsed = parse(line, COMMANDS);
  if (parsed.kind !== 'notUnderstood') throw new Error(`"${line}" is understood: ${parsed.kind}`);
  return parsed.hints;
};

describe('what a line that nobody understands may be about', () => {
  test.each([
    ['is fabrikam.com open?', ['show fabrikam.com', 'history fabrikam.com', 'list partners']],
    ['We are under attack!', ['freeze all']],
    ['stop everything', ['freeze all']],
    ['who can sync users into our tenant?', ['change sync', 'list partners']],
    ['is anything wrong?', ['list drift']],
    ['what changed yesterday', ['history']],
    ['notify me', ['notify here']],
    ['unsubscribe', ['list subscriptions']],
    ['which role do I have?', ['whoami']],
    ['list my changes', ['list open', 'history']],
    ['don’t enable sync for fabrikam.com', ['show fabrikam.com', 'history fabrikam.com', 'change sync']],
    ['who approved c-7k3m9qx2?', ['show change C-7K3M9QX2', 'list partners']],
    ['fabrikam.com or contoso.com', []],
    ['x y z', []],
    [`sync ${'x '.repeat(40)}`, []],
  ])('“%s”', (line, expected) => {
    expect(hints(line)).toEqual(expected);
  });

  test('what is nearly a command gets that, and nothing beside it', () => {
    expect(parse('lsit drift', COMMANDS)).toMatchObject({ suggestion: { line: 'list drift' }, hints: [] });
  });

  test('a hint is a line that is understood, and that neither opens nor decides', () => {
    for (const line of [...HINTS, ...hintsOf(['contoso.com'])]) {
      const parsed = parse(line, COMMANDS);
      expect(parsed).toMatchObject({ kind: 'request' });
      expect(line).not.toMatch(/^(?:enable|trust|add|approve|confirm|accept|thaw|undo|break|resume)\b/);
    }
  });

  test('whatever is said, there are three at most, and each is understood', () => {
    const word = fc.oneof(
      fc.string(),
      fc.domain(),
      fc.constantFrom('sync', 'open', 'who', 'my', 'stop', 'all', 'last'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const found = hintsOf(words);
        expect(found.length).toBeLessThanOrEqual(3);
        for (const line of found) expect(parse(line.slice(0, LONGEST_LINE), COMMANDS).kind).toBe('request');
      }),
    );
  });
});
