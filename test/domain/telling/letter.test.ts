import { expect, test } from 'vitest';
import {
  letterKey,
  type AdministratorLetter,
  type DirectMessage,
  type Reminder,
} from '../../../src/domain/telling/letter.ts';
import { aConversation, changeIdOf, objectIdOf } from '../../builders.ts';

const direct: DirectMessage = { kind: 'direct', change: changeIdOf(1), to: objectIdOf(1), news: 'approved' };
const reminder: Reminder = { kind: 'reminder', change: changeIdOf(1), place: aConversation(), nth: 1 };
const administrator: AdministratorLetter = {
  kind: 'administrator',
  to: objectIdOf(1),
  word: { kind: 'reviewDue', change: changeIdOf(1), days: 1 },
};

const ruleChanged = {
  kind: 'ruleChanged',
  before: { rule: 'self', approvers: 1 },
  now: { rule: 'risk', approvers: 1 },
} as const;

test('the same letter has the same key', () => {
  expect(letterKey({ ...direct })).toBe(letterKey(direct));
  expect(letterKey({ ...reminder, place: aConversation({ activityId: null }) })).toBe(letterKey(reminder));
});

test('letters about another change, with other news, to somebody else, or at another time are all different', () => {
  const letters = [
    direct,
    { ...direct, change: changeIdOf(2) },
    { ...direct, news: 'rejected' },
    { ...direct, to: objectIdOf(2) },
    reminder,
    { ...reminder, change: changeIdOf(2) },
    { ...reminder, nth: 2 },
    administrator,
    { ...administrator, to: objectIdOf(2) },
    { ...administrator, word: { ...administrator.word, days: 2 } },
    { ...administrator, word: { ...administrator.word, change: changeIdOf(2) } },
    { ...administrator, word: { kind: 'eventsParked', day: 1 } },
    { ...administrator, word: { kind: 'eventsParked', day: 2 } },
    { kind: 'bulletin', place: aConversation(), word: { kind: 'eventsParked', day: 1 } },
    { ...administrator, word: { kind: 'storeChanged', change: changeIdOf(1) } },
    { ...administrator, word: { kind: 'storeChanged', change: changeIdOf(2) } },
    { ...administrator, word: { ...ruleChanged, at: 1 } },
    { ...administrator, word: { ...ruleChanged, at: 2 } },
    { ...reminder, place: aConversation({ conversationId: '19:other@thread.tacv2' }) },
  ] as const;
  expect(new Set(letters.map(letterKey)).size).toBe(letters.length);
});
