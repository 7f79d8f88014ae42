import { expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { TOPICS, type Subscription } from '../../src/domain/telling/subscription.ts';
import { aConversation, aPerson, NOW, objectIdOf } from '../builders.ts';
import { wordsOf } from '../support/cards.ts';

const nth = (n: number): Subscription => ({
  conversation: aConversation({ conversationId: `19:${'x'.repeat(60)}${n}@thread.tacv2`, activityId: null }),
  topics: TOPICS,
  by: aPerson({ displayName: '*[M](https://evil.example)* '.repeat(20) }),
  at: NOW,
  state: n % 2 === 0 ? 'alive' : 'dead',
});
const listOf = (count: number): Reply => ({
  kind: 'subscriptions',
  subscriptions: Array.from({ length: count }, (_, n) => nth(n)),
  unreached: Array.from({ length: 50 }, (_, n) => ({
    objectId: objectIdOf(n),
    displayName: '*[M](https://evil.example)* '.repeat(20),
    since: n % 2 === 0 ? NOW : null,
  })),
  here: '',
});

test('a list that is too long for a card says how much of it is missing, and fits', () => {
  const { card, summary } = renderReply(listOf(50), NOW);
  expect(wordsOf(card)).toContain('43 more are not shown');
  expect(summary).toBe('50 subscriptions');
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(12_288);
});

test('one that Teams ended is told from one that is alive', () => {
  const ended = 'Teams does not let me post there';
  expect(wordsOf(renderReply(listOf(1), NOW).card)).not.toContain(ended);
  expect(wordsOf(renderReply(listOf(2), NOW).card)).toContain(ended);
});

test('none says how to begin', () => {
  const { card, summary } = renderReply(listOf(0), NOW);
  expect(wordsOf(card)).toContain('notify here');
  expect(summary).toBe('No subscriptions');
});
