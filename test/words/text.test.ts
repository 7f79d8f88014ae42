import { describe, expect, test } from 'vitest';
import { FIELD_LABELS } from '../../src/words/en/changes/settings.ts';
import { moment } from '../../src/words/en/moment.ts';
import { row } from '../../src/words/en/series.ts';
import { inRoom, isBlank, plain, shortened, shown, withoutMiddle } from '../../src/words/text.ts';

describe('text from people', () => {
  test.each([
    ['a name', 'Fabrikam, Inc.', 'Fabrikam, Inc.'],
    ['markdown and markup', '**x** [a](http://b) ${c} <at>d</at>', '**x** [a](http://b) ${c} <at>d</at>'],
    ['a new line', 'a\r\nb', 'a[U+000D][U+000A]b'],
    ['a turned reading order', 'moc.\u202Enoc', 'moc.[U+202E]noc'],
    ['an isolate', 'a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
    ['zero-width characters', 'Fabri\u200Bkam\uFEFF', 'Fabri[U+200B]kam[U+FEFF]'],
    ['a filler without ink', 'a\u3164b', 'a[U+3164]b'],
    ['a letter outside the first plane without ink', 'a\u{E0041}b', 'a[U+E0041]b'],
    ['odd spaces', 'a\u00A0b\u3000c', 'a b c'],
    ['half a character', 'a\uD800b', 'a\uFFFDb'],
    ['piled-up accents', `Z${'\u0301'.repeat(50)}y`, 'Z\u0301\u0301\u0301…y'],
  ])('%s', (_, text, expected) => {
    expect(shown(text, 100)).toBe(expected);
  });

  test('is cut with an ellipsis, in whole characters', () => {
    expect(shown('abcdef', 4)).toBe('abc…');
    expect(shortened('😀😀😀', 2)).toBe('😀…');
    expect(inRoom('abcdef', 6)).toBe('abcdef');
    expect(inRoom('WWWWWW', 6)).toBe('WWW…');
    expect(withoutMiddle('very-long-first-label.example', 13)).toBe('very-l…xample');
  });

  test('stands in a row in which each name can be told from the next, whatever commas it has', () => {
    const labels = Object.values(FIELD_LABELS);
    const apart = (names: readonly string[]) => row(names).split(row(names).includes('; ') ? '; ' : ', ');
    for (const label of labels) for (const other of labels) expect(apart([label, other])).toEqual([label, other]);
    expect(row(['User sync', 'Group sync'])).toBe('User sync, Group sync');
  });

  test('cannot call the date function of cards', () => {
    const text = '{{DATE(2017-02-14T06:08:39Z, SHORT)}} {{time(x)}} {{x}}';
    expect(shown(text, 100)).toBe('{\u200B{DATE(2017-02-14T06:08:39Z, SHORT)}} {\u200B{time(x)}} {{x}}');
  });

  test('may be broken where a word is longer than a column', () => {
    expect(shown('a'.repeat(25), 100, 20)).toBe(`${'a'.repeat(10)}\u200B${'a'.repeat(10)}\u200B${'a'.repeat(5)}`);
    expect(shown('fabrikamresidences.onmicrosoft.com', 100)).not.toContain('\u200B');
    expect(shown('00000000-0000-4000-8001-000000000001', 100, 20)).not.toContain('\u200B');
  });

  test('right-to-left names keep to themselves', () => {
    expect(shown('שלום 1', 100)).toBe('\u2068שלום 1\u2069');
  });

  test('a notification has no markup', () => {
    expect(plain('**x** [a](http://b)\n<at>d</at> `${c}`', 100)).toBe('x ahttp://bU+000Aatd/at c');
    expect(plain('a'.repeat(300), 20)).toHaveLength(20);
  });

  test('blank is what shows nothing', () => {
    expect(['', '  ', '\u200B\u00A0', '\u2800'].every(isBlank)).toBe(true);
    expect(isBlank('a')).toBe(false);
  });
});

describe('moments', () => {
  test('are told in UTC, whatever zone the machine is in', () => {
    expect(moment(Date.UTC(2026, 10, 21, 1, 30))).toBe('21 Nov 2026, 01:30 UTC');
    expect(moment(Date.UTC(2026, 0, 5, 0, 5))).toBe('5 Jan 2026, 00:05 UTC');
  });

  test('never throw', () => {
    expect(moment(Number.NaN)).toBe('an unknown time');
    expect(moment(1e300)).toBe('an unknown time');
  });
});
