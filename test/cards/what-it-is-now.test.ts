import { expect, test } from 'vitest';
import { offers, offerToOpen } from '../../src/commands/offers.ts';
import { offerRows } from '../../src/cards/offers.ts';
import { titled } from '../../src/domain/replies/offer.ts';
import { END_OUTCOMES } from '../../src/domain/ends/end.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { Status } from '../../src/domain/change/status.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { anEnding, aProblem, MINUTE, NOW, tenantIdOf } from '../builders.ts';
import { titlesOf } from '../support/cards.ts';
import { renderReply } from '../support/drawing.ts';
import { applied, changeIn, enabling, LATER, STATUSES } from './changes.ts';
import { readable } from './collect.ts';

/** What a card says of a change that is over: how it is now, and not only what was asked for. */

const drawn = (change: Change) => renderReply({ kind: 'change', change, alone: false }, LATER).card;

test.each(END_OUTCOMES)('a change whose end came, and the bot: %s', (how) => {
  const change = applied(enabling);
  const card = drawn({ ...change, end: { ...anEnding().end, came: { how, at: NOW + MINUTE } } });
  const isShut = how === 'closed';
  expect(readable(card).replaceAll('✓ ', '').includes('Its end came · ▼ Closed again')).toBe(isShut);
  expect(readable(card).includes('Opened the tenant')).toBe(!isShut);
  expect(titlesOf(card).some((title) => title === 'Undo' || title.startsWith('Enable'))).toBe(!isShut);
});

test.each<[string, Status, RegExp]>([
  ['Graph said no', STATUSES['partly applied'], /✓ add partner +› +✕ create policy/],
  ['the bot took no further step', STATUSES['partly applied, halted'], /✓ add partner +› +○ create policy/],
])('of steps only the one that failed is crossed out: %s', (_, status, line) => {
  expect(readable(drawn(changeIn(status)))).toMatch(line);
});

test('of what was done in part it is said how it is now, and what that part did where it is known', () => {
  const failed = (reached: 'no' | 'maybe' | null): Status => {
    const { failure, ...status } = STATUSES['partly applied'];
    return { ...status, failure: { ...failure, problem: reached === null ? null : aProblem({ reached }) } };
  };
  const text = (status: Status) => readable(drawn(changeIn(status)));
  for (const reached of ['no', 'maybe', null] as const) {
    expect(text(failed(reached))).toContain('Asked for: User sync: off (no policy) → on, now off (no policy)');
  }
  expect(text(failed('maybe'))).toContain('May have opened the tenant');
  for (const reached of ['no', null] as const) expect(text(failed(reached))).not.toContain('opened the tenant');
});

test('what was applied, and something else besides, is not green', () => {
  const status = {
    state: 'applied',
    by: changeIn(STATUSES.applied).proposal.requester,
    at: NOW,
    found: live(null),
  } as const;
  const [head] = drawn(changeIn(status))['body'] as readonly { readonly style: string }[];
  expect(head?.style).toBe('warning');
});

test('two lines of one partner that are called alike are told apart', () => {
  const rows = (...all: Parameters<typeof offerRows>[0]) =>
    offerRows(all).flatMap((row) => row.offers.map(({ title }) => title));
  const until = { kind: 'days', days: 30 } as const;
  const opening = (door: 'redemptionInbound' | 'redemptionOutbound') => offerToOpen(door, tenantIdOf(1), false, until);
  expect(rows(opening('redemptionInbound'), opening('redemptionOutbound'))).toEqual([
    'Enable inbound redemption',
    'Enable outbound redemption',
  ]);
  const alike = [opening('redemptionInbound'), opening('redemptionOutbound')].map((one) => titled(one, 'show'));
  expect(new Set(rows(...alike, titled(offers.help, 'show'))).size).toBe(3);
});
