import { expect, test } from 'vitest';
import { linesOf, memberRows } from '../../../src/domain/change/member-rows.ts';
import type { Many } from '../../../src/domain/policy/many.ts';
import { planOf } from '../../../src/domain/policy/plan.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aTenant, changeIdOf, NOW, tenantIdOf } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';

const closing = (n: number) => ({
  partner: aTenant({ tenantId: tenantIdOf(n) }),
  plan: planOf(tenantIdOf(n), live(partnerWith(true)), live(partnerWith(false))),
});
const many: Many = {
  kind: 'list',
  members: [closing(1), closing(2)],
  left: [{ text: 'nobody.example', why: 'notFound' }],
};

test('everybody has a row, with what became of it', () => {
  const end = { tenantId: tenantIdOf(2), change: changeIdOf(1), how: 'applied' } as const;
  const rows = memberRows(many, { ended: [end], halt: null });
  expect(rows).toEqual([
    { kind: 'member', member: many.members[0], end: null },
    { kind: 'member', member: many.members[1], end },
    { kind: 'left', left: many.left[0] },
  ]);
  expect(memberRows(many, undefined)[1]).toMatchObject({ end: null });
});

test('those that are opened come first', () => {
  const opening = { ...closing(3), plan: planOf(tenantIdOf(3), live(partnerWith(false)), live(partnerWith(true))) };
  const rows = memberRows({ ...many, members: [closing(1), opening, closing(2)] }, undefined);
  expect(rows.flatMap((row) => (row.kind === 'member' ? [row.member.plan.tenantId] : []))).toEqual(
    [3, 1, 2].map(tenantIdOf),
  );
});

test('a row is as high as what it tells', () => {
  expect(memberRows(many, undefined).map(linesOf)).toEqual([3, 3, 2]);
  const ends = { at: NOW, doors: ['userSync'] as const };
  const [until] = memberRows({ ...many, members: [{ ...closing(1), ends }] }, undefined);
  expect(until && linesOf(until)).toBe(4);
});
