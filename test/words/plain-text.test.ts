import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/words/plain-text.ts';
import { messageOf } from '../../src/words/words.ts';
import { NOW } from '../builders.ts';
import { noticesWith } from './every-notice.ts';

const said = (lines: Parameters<typeof plainText>[0]['lines'], more = {}): string =>
  plainText({ tone: 'warning', title: 'No', lines, ...more });

describe('what is told to the one who clicked', () => {
  test.each(['strong', 'code', 'wrote'] as const)('holds no markup of a name, written as %s', (kind) => {
    expect(said([[{ [kind]: '**x** [a](http://b) <at>d</at>' } as { strong: string }]])).not.toMatch(/[*[\]<>()]/);
  });

  test.each(['strong', 'code', 'wrote'] as const)('hides nothing and turns nothing around, written as %s', (kind) => {
    const text = said([[{ [kind]: 'a\u202Eb\u200Bc\r\nd' } as { strong: string }]]);
    expect(text).toBe('No. aU+202EbU+200BcU+000DU+000Ad');
  });

  const everywhere = (text: string): readonly string[] =>
    noticesWith({ name: text, domain: text, person: text, reason: text }).map((notice) => plainText(messageOf(notice)));

  test('holds no markup of anybody’s, whatever it is about', () => {
    const answers = everywhere('**x** [a](http://b) <at>d</at>');
    expect(answers.filter((answer) => /\*\*|\]\(|<at>/.test(answer))).toEqual([]);
    expect(answers.filter((answer) => answer.includes('x ahttp'))).not.toEqual([]);
  });

  test('hides nothing and turns nothing around, whatever it is about', () => {
    const answers = everywhere('a\u202Eb\u200Bc\r\nd');
    expect(answers.filter((answer) => /[\p{Cc}\p{Cf}]/u.test(answer))).toEqual([]);
    expect(answers.filter((answer) => answer.includes('aU+202Eb'))).not.toEqual([]);
  });

  test('does not grow with a name', () => {
    expect(said([[{ strong: 'x'.repeat(5000) }]]).length).toBeLessThan(400);
    expect(said([], { title: 'x'.repeat(5000) }).length).toBeLessThan(300);
  });

  test('keeps the marks of our own sentences, and tells a moment as cards do', () => {
    expect(said([['Activate it in PIM (My roles).']])).toBe('No. Activate it in PIM (My roles).');
    expect(said([[{ moment: NOW }]])).toMatch(/UTC$/);
  });

  test('names the reference that finds the log line', () => {
    expect(said([['I stopped.']], { reference: 'R-3F7K' })).toBe('No. I stopped. Reference: R-3F7K');
  });
});
