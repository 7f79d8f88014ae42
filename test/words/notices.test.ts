import { describe, expect, test } from 'vitest';
import { APPROVAL_RULES } from '../../src/domain/change/approval.ts';
import type { Approvals } from '../../src/domain/journal/note.ts';
import type { Notice, SlotProblem } from '../../src/domain/replies/notice.ts';
import type { Offer } from '../../src/domain/replies/offer.ts';
import { plainText } from '../../src/words/plain-text.ts';
import { isBlank } from '../../src/words/text.ts';
import { messageOf } from '../../src/words/words.ts';
import { HARMLESS, noticesWith } from './every-notice.ts';

const named = (notice: ReturnType<typeof noticesWith>[number]): string =>
  notice.kind === 'refused' ? `refused, ${notice.refusal.kind}` : notice.kind;

describe('what somebody is told', () => {
  test.each(noticesWith(HARMLESS).map((notice) => [named(notice), notice] as const))('has words: %s', (_, notice) => {
    const { title, lines, tone } = messageOf(notice);
    expect(title).toMatch(/^[A-Z“][^.]*$/);
    expect(['info', 'done', 'warning', 'error']).toContain(tone);
    for (const line of lines) expect(plainText({ tone, title: '', lines: [line] })).toMatch(/\S/);
    expect(JSON.stringify(lines)).not.toMatch(/undefined|null|\[object|\$\{/);
  });

  test('names everybody, also where a name has nothing to see', () => {
    const nameless = noticesWith({ ...HARMLESS, name: '\u200B', domain: ' ', person: '\u2060' });
    // What somebody typed is repeated as it is, and a role has its id at least.
    const typed = (notice: Notice): boolean =>
      'refusal' in notice && ('text' in notice.refusal || 'held' in notice.refusal);
    for (const { title, lines } of nameless.filter((notice) => !typed(notice)).map(messageOf)) {
      expect(isBlank(title)).toBe(false);
      expect(title).not.toMatch(/^[^\p{L}“]*:/u);
      const said = lines
        .flat()
        .flatMap((span) => (typeof span === 'string' || 'moment' in span ? [] : Object.values<string | Offer>(span)))
        .map((one) => (typeof one === 'string' ? one : one.line));
      expect(said.filter((text) => isBlank(text))).toEqual([]);
    }
  });

  test('names whom it is about beside each change or drift that it names by its id', () => {
    const byId = noticesWith(HARMLESS).flatMap((notice) => {
      const text = plainText(messageOf(notice));
      return /\b[CD]-[0-9A-Z]{8}\b/.test(text) && !/ · [0-9a-f]{8}\b/.test(text) ? [named(notice)] : [];
    });
    // Whoever is told may hold no role; of everybody; whoever reads it wrote it; an example.
    expect([...new Set(byId)]).toEqual([
      'refused, notWithdrawable',
      'refused, frozen',
      'refused, reasonMissing',
      'invalidLine',
    ]);
  });

  test('is not the same for two kinds', () => {
    const texts = new Map(noticesWith(HARMLESS).map((notice) => [plainText(messageOf(notice)), named(notice)]));
    expect(new Set(texts.values()).size).toBe(new Set(noticesWith(HARMLESS).map(named)).size);
  });
});

test.each<[SlotProblem, string]>([
  ['partnerMissing', 'Name a partner: a tenant id, a domain or a display name.'],
  ['partnerTooLong', 'A partner’s name, domain or tenant id has at most 256 characters.'],
  ['reasonTooLong', 'A reason has at most 500 characters.'],
  ['pageNoNumber', 'A page is a number from 1 up, as in list partners page 2'],
  ['policyNameMissing', 'Give the policy a name.'],
  ['policyNameTooLong', 'A policy’s name has at most 256 characters.'],
  ['noChangeId', 'A change’s id looks like C-7K3M9QX2. To find it, type history'],
  ['noDriftId', 'A drift’s id looks like D-7K3M9QX2. To find it, type list drift'],
])('what is wrong with a line is said: %s', (problem, sentence) => {
  const message = messageOf({ kind: 'invalidLine', command: 'show', usage: 'show <partner>', problems: [problem] });
  expect(message.lines.at(-1)).toEqual(['Write it so: ', { code: 'show <partner>' }]);
  expect(plainText({ ...message, title: 'No' })).toContain(`No. ${sentence.replace(/\.$/, '')}.`);
});

test('a rule of approvals that was changed reads otherwise than before, whatever of it was changed', () => {
  const all = APPROVAL_RULES.flatMap((rule) => [1, 2, 3].map((approvers) => ({ rule, approvers })));
  const linesOf = (before: Approvals, now: Approvals): readonly string[] =>
    messageOf({ kind: 'ruleChanged', before, now })
      .lines.slice(0, 2)
      .map((line) => JSON.stringify(line.slice(1)));
  for (const before of all) {
    for (const now of all.filter((one) => one !== before)) {
      const [was, is] = linesOf(before, now);
      expect(is).not.toBe(was);
    }
  }
});
