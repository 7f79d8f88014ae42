import { expect, test } from 'vitest';
import { arrivalTally } from '../../../src/domain/partners/arrival-tally.ts';
import { totalOf, type NewAccount } from '../../../src/domain/partners/arrivals.ts';
import { MINUTE, NOW } from '../../builders.ts';

const BEGIN = Math.floor(NOW / MINUTE) * MINUTE;
const came = (count: number, domain = 'a.example', from = 0): readonly NewAccount[] =>
  Array.from({ length: count }, (_, n) => ({ account: `${domain} ${from + n}`, domain, at: BEGIN + from + n }));

test('accounts are counted by domain and minute, whoever has two records once, in whatever order they come', () => {
  const tally = arrivalTally();
  tally.add('added', [...came(3).toReversed(), ...came(1, 'b.example'), ...came(2, 'a.example', MINUTE)]);
  tally.add('invited', came(4));
  expect(tally.all()).toEqual({
    arrivals: [
      { domain: 'a.example', count: 4, from: BEGIN, until: BEGIN + 3 },
      { domain: 'b.example', count: 1, from: BEGIN, until: BEGIN },
      { domain: 'a.example', count: 2, from: BEGIN + MINUTE, until: BEGIN + MINUTE + 1 },
    ],
    isWhole: true,
  });
});

test('of more accounts than are remembered those in both lists count once all the same, and it may be more', () => {
  const tally = arrivalTally({ accounts: 10, cells: 10 });
  tally.add('added', came(100));
  tally.add('invited', came(100));
  tally.add('invited', came(5, 'b.example'));
  const { arrivals, isWhole } = tally.all();
  expect([arrivals.map(({ count }) => count), isWhole]).toEqual([[100, 5], false]);
});

test('of more domains and minutes than are kept it is at least what was', () => {
  const tally = arrivalTally({ accounts: 1_000, cells: 2 });
  tally.add('added', [...came(3), ...came(3, 'b.example'), ...came(3, 'c.example'), ...came(1, 'b.example', 9)]);
  const { arrivals, isWhole } = tally.all();
  expect([totalOf(arrivals), isWhole]).toEqual([7, false]);
});
