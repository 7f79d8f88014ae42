import { describe, expect, test } from 'vitest';
import { onPageOfRoom } from '../../src/app/asking/on-page.ts';
import { LINES_ON_PAGE, linesOf, memberRows, type MemberRow } from '../../src/domain/change/member-rows.ts';
import { parseTenantId } from '../../src/domain/ids.ts';
import { frozenPlan } from '../../src/domain/policy/freeze.ts';
import type { Many } from '../../src/domain/policy/many.ts';
import { planOf, planOfMany } from '../../src/domain/policy/plan.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import type { ChangePartners } from '../../src/domain/replies/reply.ts';
import { renderReply } from '../support/drawing.ts';
import { wordsOf } from '../support/cards.ts';
import { aTenant, aChange, changeIdOf, NOW, tenantIdOf } from '../builders.ts';
import { LATER, partnerWith, STATUSES } from './changes.ts';
import { bytes, textOf } from './collect.ts';
import { MANY } from './many.ts';
import { REPLIES } from './samples.ts';
import { words } from '../../src/words/words.ts';

/** Enough for several pages. */
const COUNT = 22;

function pagesOf(many: Many, status: keyof typeof STATUSES): readonly ChangePartners[] {
  const progress = {
    ended: many.members.map(({ plan: { tenantId } }, n) => ({
      tenantId,
      change: changeIdOf(n + 1),
      how: 'stale' as const,
    })),
    halt: null,
  };
  const change = {
    ...aChange({ proposal: { plan: planOfMany(many) }, status: STATUSES[status] }),
    ...(status === 'pending' ? {} : { progress }),
  };
  const all = memberRows(many, change.progress);
  const read = (page: number): ChangePartners => {
    const { rows, place } = onPageOfRoom(all, page, LINES_ON_PAGE, linesOf);
    return { kind: 'changePartners', change, rows, ...place };
  };
  return Array.from({ length: read(1).pages }, (_, n) => read(n + 1));
}

/** Told apart by the first eight characters. */
const own = (n: number) => parseTenantId(`${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`) ?? tenantIdOf(n);

const named = (n: number, letters: string) => ({
  ...aTenant({
    tenantId: own(n),
    displayName: letters.repeat(256).slice(0, 256),
    defaultDomainName: letters.repeat(256).slice(0, 256),
  }),
  isAlike: true,
});

/** What changes most of each: a rename, and four doors. */
const listOf = (letters: string): Many => ({
  kind: 'list',
  members: Array.from({ length: COUNT }, (_, n) => {
    const partner = named(n + 1, letters);
    const called = (name: string, isOn: boolean) => {
      const state = partnerWith(isOn, isOn);
      const policy = { displayName: name.repeat(256).slice(0, 256), userSync: isOn, groupSync: isOn };
      return live({ ...state, identitySynchronization: policy });
    };
    const plan =
      n % 2 === 0
        ? planOf(partner.tenantId, called(letters, true), called(`${letters}!`, false))
        : frozenPlan(partner.tenantId, live(partnerWith(true, true)));
    return { partner, plan, ends: { at: NOW, doors: ['userSync'] as const } };
  }),
  left: [
    ...Array.from({ length: 12 }, () => ({ text: letters.repeat(256).slice(0, 256), why: 'notFound' as const })),
    { partner: named(999, letters), why: 'busy' as const },
  ],
});

const idOf = (row: MemberRow): string => {
  if (row.kind === 'member') return row.member.plan.tenantId;
  return 'text' in row.left ? '' : row.left.partner.tenantId;
};

describe('everybody of a change of many stands on one of its pages', () => {
  test.each([
    ['plain', 'contoso.'],
    ['wide', 'W'],
    ['Chinese', '漢'],
    ['emoji', '😀'],
    ['control', '\u0001'],
    ['quotes', '"'],
    ['words', 'Consolidated '],
  ])('with its settings, on cards that are small enough: %s', (_, letters) => {
    for (const status of ['pending', 'applied'] as const) {
      const seen: string[] = [];
      for (const page of pagesOf(listOf(letters), status)) {
        const { card } = renderReply(page, LATER);
        expect(bytes(card)).toBeLessThan(12_288);
        const words = wordsOf(card);
        expect(words).not.toContain('not shown');
        for (const row of page.rows) {
          expect(words).toContain(idOf(row).slice(0, 8));
          seen.push(idOf(row));
        }
      }
      expect(seen).toHaveLength(COUNT + 13);
    }
  });
});

test('rows are told whole, one on a page at least, and a page past the end is the last one', () => {
  const on = (page: number) => onPageOfRoom([3, 3, 9, 1, 1], page, 6, (height) => height);
  expect([1, 2, 3].map((page) => on(page).rows)).toEqual([[3, 3], [9], [1, 1]]);
  expect(on(7)).toEqual({ rows: [1, 1], place: { page: 3, pages: 3, total: 5 } });
  expect(onPageOfRoom([], 2, 6, () => 1)).toEqual({ rows: [], place: { page: 1, pages: 1, total: 0 } });
});

test('an end that is moved stands beside the one before, of each, and of all together', () => {
  const textsOf = (name: string): string => {
    const reply = REPLIES[name];
    if (reply === undefined) throw new Error(`no ${name}`);
    return textOf(reply);
  };
  expect(textsOf('plan of a file, which moves ends')).toMatch(
    /User sync: open until .*in 10 days.* to .*in 20 days.* → .*in 90 days/,
  );
  expect(textsOf('plan of a file, which moves ends')).toMatch(
    /User sync: open until 15 Jan 2026 to 25 Jan 2026 → 5 Apr 2026\n/,
  );
  const each = textsOf('partners of a plan which moves ends');
  expect(each).toMatch(/User sync: open until [^→]*in 10 days[^→]* → .*in 90 days/);
  expect(each).toMatch(/User sync: open until [^→]*in 20 days[^→]* → .*in 90 days/);
  expect(textsOf('plan of a file, asked')).not.toContain('open until');
});

test('what is opened for a time says so at first sight, and of a moved end that, whose it is', () => {
  const textOfMany = (name: keyof typeof MANY): string => textOf(MANY[name]);
  const asked = textOfMany('plan of a file, asked');
  expect(asked).toMatch(/User sync: off → on, with an end date: partner7\.example/);
  expect(asked).toMatch(/User sync: on → off, and 2 more settings: partner1\.example/);
  expect(textOfMany('plan of a file, which moves ends')).toMatch(
    /User sync: stays open until another end: partner1\.example [^,]*, partner2\.example/,
  );
});

test('of whom a file names beside those it changes, only those are counted that there are', () => {
  const { beside } = words.changes.many;
  expect(beside({ same: 0, unnamed: 0 })).toBe('');
  expect(beside({ same: 1, unnamed: 0 })).toBe('1 is as the file says already.');
  expect(beside({ same: 0, unnamed: 2 })).toBe('2 are not in the file and stay as they are.');
  expect(beside({ same: 2, unnamed: 1 })).toBe(
    '2 are as the file says already; 1 is not in the file and stays as it is.',
  );
});
