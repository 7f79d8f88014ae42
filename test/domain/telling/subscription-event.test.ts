import { expect, test } from 'vitest';
import { nextSubscription } from '../../../src/domain/telling/subscription-event.ts';
import type { Subscription } from '../../../src/domain/telling/subscription.ts';
import { aConversation, aPerson, NOW } from '../../builders.ts';

const by = aPerson();
const alive: Subscription = { conversation: aConversation(), topics: ['drift'], by, at: NOW, state: 'alive' };
const lost: Subscription = { ...alive, state: 'lost' };

test('who hears is who asked for it last', () => {
  expect(nextSubscription(null, { kind: 'subscribed', subscription: alive, at: NOW })).toBe(alive);
  expect(nextSubscription(lost, { kind: 'subscribed', subscription: alive, at: NOW })).toBe(alive);
  expect(nextSubscription(null, { kind: 'restated', subscription: lost, at: NOW })).toBe(lost);
});

test('a subscription ends once', () => {
  expect(nextSubscription(alive, { kind: 'ended', how: 'asked', by, at: NOW })).toBeNull();
  expect(nextSubscription(null, { kind: 'ended', how: 'appRemoved', by: null, at: NOW })).toBeUndefined();
});

test('it turns only from the state that it is in', () => {
  const turned = { kind: 'turned', from: 'alive', to: 'lost', at: NOW } as const;
  expect(nextSubscription(alive, turned)).toEqual(lost);
  expect(nextSubscription(lost, turned)).toBeUndefined();
  expect(nextSubscription(null, turned)).toBeUndefined();
});
