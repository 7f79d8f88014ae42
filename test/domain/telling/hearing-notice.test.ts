import { expect, test } from 'vitest';
import type { Note } from '../../../src/domain/journal/note.ts';
import { hearingNotice } from '../../../src/domain/telling/hearing-notice.ts';
import type { SubscriptionEvent } from '../../../src/domain/telling/subscription-event.ts';
import { isHeard, type Subscription } from '../../../src/domain/telling/subscription.ts';
import { aConversation, aPerson, HOME, NOW, objectIdOf } from '../../builders.ts';

const by = aPerson({ objectId: objectIdOf(1), displayName: 'Ada' });
const subscription: Subscription = { conversation: aConversation(), topics: ['drift'], by, at: NOW, state: 'alive' };
const place = subscription.conversation.conversationId;
const told = (event: SubscriptionEvent) => hearingNotice(7, { of: 'subscriptions', id: place, event }, HOME);
const ADA = { objectId: objectIdOf(1), displayName: 'Ada' };

test('a program outside is told who hears, in this organisation, and by whose deed', () => {
  expect(told({ kind: 'subscribed', subscription, at: NOW })).toEqual({
    version: 1,
    id: 'subscription-7',
    type: 'subscription.began',
    at: '2026-01-05T09:00:00.000Z',
    partner: { tenantId: HOME, displayName: null, defaultDomainName: null },
    settings: [],
    subscription: { conversation: place, topics: ['drift'], how: null, by: ADA },
  });
});

test.each<[SubscriptionEvent, string | undefined, object]>([
  [{ kind: 'ended', how: 'asked', by, at: NOW }, 'subscription.ended', { how: 'asked', by: ADA }],
  [{ kind: 'ended', how: 'appRemoved', by: null, at: NOW }, 'subscription.ended', { how: 'appRemoved', by: null }],
  [{ kind: 'turned', from: 'alive', to: 'lost', at: NOW }, 'subscription.lost', { how: 'refusedByTeams', by: null }],
  [{ kind: 'turned', from: 'dead', to: 'alive', at: NOW }, 'subscription.back', { how: null, by: null }],
  [{ kind: 'turned', from: 'lost', to: 'dead', at: NOW }, undefined, {}],
  [{ kind: 'restated', subscription, at: NOW }, undefined, {}],
])('%j: %s', (event, type, more) => {
  const notice = told(event);
  expect(notice?.type).toBe(type);
  expect(notice?.subscription ?? {}).toMatchObject(more);
});

test('other notes are not told', () => {
  const note: Note = {
    of: 'settings',
    id: 'approvals',
    event: { kind: 'approvals', approvals: { rule: 'self', approvers: 1 }, at: NOW },
  };
  expect(hearingNotice(7, note, HOME)).toBeUndefined();
});

test('a topic is heard where a subscription to it is alive', () => {
  expect(isHeard([], 'drift')).toBe(false);
  expect(isHeard([{ ...subscription, state: 'dead' }], 'drift')).toBe(false);
  expect(isHeard([subscription], 'changes')).toBe(false);
  expect(isHeard([subscription], 'drift')).toBe(true);
});
