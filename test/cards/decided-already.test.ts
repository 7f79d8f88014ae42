import { expect, test } from 'vitest';
import { openReport } from '../../src/cards/views/open.ts';
import { statusWords } from '../../src/cards/views/change/status.ts';
import { isWaiting } from '../../src/domain/change/change.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import type { Status } from '../../src/domain/change/status.ts';
import { aPerson, changeIdOf, NOW } from '../builders.ts';
import { renderReply } from '../support/drawing.ts';
import { titlesOf } from '../support/cards.ts';
import { changeIn, STATUSES } from './changes.ts';

const KINDS: readonly (readonly [string, Partial<Proposal>])[] = [
  ['an end that came', { endOf: changeIdOf(2) }],
  ['a part of many', { partOf: changeIdOf(3) }],
  ['a part of many that a second person approved', { partOf: changeIdOf(3), approval: 'secondPerson' }],
];

test.each(KINDS)('what was decided already waits for nobody, and until no time: %s', (_, proposal) => {
  const change = changeIn(STATUSES.pending, proposal);
  expect(isWaiting(change, NOW)).toBe(false);
  expect(statusWords(change, NOW).texts).toEqual([expect.stringContaining('I carry it out')]);
  const listed = openReport({ kind: 'open', changes: [change], page: 1, pages: 1, total: 1 }, NOW).blocks;
  expect(JSON.stringify(listed)).toContain('I carry it out');
  expect(JSON.stringify(listed)).not.toMatch(/Waits (?:until|for)/);
  const { card } = renderReply({ kind: 'change', change, alone: false }, NOW);
  expect(titlesOf(card).filter((title) => title !== 'Show details')).toEqual([]);
  expect(JSON.stringify(card)).not.toMatch(/Confirm|Approve|confirms/);
  expect(JSON.stringify(card)).toContain('Not begun yet');
});

const SUPERSEDED: Status = { state: 'superseded', by: aPerson(), instead: changeIdOf(4), at: NOW };

test.each<[string, Status]>([...Object.entries(STATUSES), ['superseded', SUPERSEDED]])(
  'nobody is said to have decided what they have not: %s',
  (_, status) => {
    const said = (proposal: Partial<Proposal>): string =>
      JSON.stringify(renderReply({ kind: 'change', change: changeIn(status, proposal), alone: false }, NOW).card);
    // What the bot begins by itself waits for nobody, and so for no time either.
    if (status.state !== 'expired') {
      expect(said({ endOf: changeIdOf(2) })).not.toMatch(
        /(?:confirmed|approved) (?:by|it|this)|had decided|press(?:ed)? (?:confirm|approve)/i,
      );
    }
    const isTheirs = 'by' in status && status.state !== 'rejected' && status.state !== 'superseded';
    expect(/(?:Confirmed|Approved) by/.test(said({}))).toBe(isTheirs);
  },
);
