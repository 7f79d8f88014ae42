import { expect, test } from 'vitest';
import {
  letterKey,
  toEveryAdministrator,
  type AdministratorLetter,
  type DirectMessage,
  type Letter,
  type Reminder,
} from '../../../src/domain/telling/letter.ts';
import type { SyncBurst } from '../../../src/domain/partners/arrivals.ts';
import { aConversation, aTenant, changeIdOf, driftIdOf, misuseIdOf, objectIdOf, sightIdOf } from '../../builders.ts';

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

const hearsNoMore = {
  kind: 'hearsNoMore',
  place: '19:a@thread.tacv2',
  where: 'channel',
  topics: ['drift'],
  how: 'asked',
  by: null,
  at: 1,
} as const;

test('the same letter has the same key', () => {
  expect(letterKey({ ...direct })).toBe(letterKey(direct));
  expect(letterKey({ ...reminder, place: aConversation({ activityId: null }) })).toBe(letterKey(reminder));
});

const ofBurst = (burst: Pick<SyncBurst, 'partner' | 'domain' | 'from'>): Letter =>
  toEveryAdministrator({ kind: 'syncBurst', burst: { ...burst, count: 51, limit: 50, until: 3 } });

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
    { ...administrator, word: { kind: 'reviewDue', change: changeIdOf(1), days: 2 } },
    { ...administrator, word: { kind: 'reviewDue', change: changeIdOf(2), days: 1 } },
    { ...administrator, word: { kind: 'eventsParked', day: 1 } },
    { ...administrator, word: { kind: 'eventsParked', day: 2 } },
    ofBurst({ partner: aTenant(), domain: 'a.example', from: 1 }),
    ofBurst({ partner: null, domain: 'a.example', from: 1 }),
    ofBurst({ partner: null, domain: 'b.example', from: 1 }),
    ofBurst({ partner: null, domain: 'b.example', from: 2 }),
    { ...administrator, word: { kind: 'certificateEnds', ends: 1, week: 0 } },
    { ...administrator, word: { kind: 'certificateEnds', ends: 1, week: 1 } },
    { ...administrator, word: { kind: 'certificateEnds', ends: 2, week: 1 } },
    { ...administrator, word: hearsNoMore },
    { ...administrator, word: { ...hearsNoMore, place: '19:b@thread.tacv2' } },
    { ...administrator, word: { ...hearsNoMore, at: 2 } },
    { ...administrator, word: { kind: 'glassBroken', change: changeIdOf(1), at: 1 } },
    { ...administrator, word: { kind: 'glassBroken', change: changeIdOf(1), at: 2 } },
    { ...administrator, word: { kind: 'glassBroken', change: changeIdOf(2), at: 1 } },
    toEveryAdministrator({ kind: 'nobodyHears', since: 1 }),
    { ...administrator, word: { kind: 'nobodyHears', since: 1 } },
    { ...administrator, word: { kind: 'nobodyHears', since: 2 } },
    { ...administrator, word: { kind: 'driftUnheard', drift: driftIdOf(1), more: 0, from: null } },
    { ...administrator, word: { kind: 'driftUnheard', drift: driftIdOf(2), more: 0, from: null } },
    { ...administrator, word: { kind: 'driftUnheard', drift: driftIdOf(1), more: 1, from: driftIdOf(1) } },
    { ...administrator, word: { kind: 'driftUnheard', drift: driftIdOf(1), more: 2, from: driftIdOf(1) } },
    { ...administrator, word: { kind: 'blindUnheard', sight: sightIdOf(1) } },
    { ...administrator, word: { kind: 'blindUnheard', sight: sightIdOf(2) } },
    { ...administrator, word: { kind: 'watchBegan', at: 1, partners: 0, open: [], openCount: 0 } },
    { ...administrator, word: { kind: 'watchBegan', at: 2, partners: 0, open: [], openCount: 0 } },
    { kind: 'bulletin', place: aConversation(), word: { kind: 'eventsParked', day: 1 } },
    { ...administrator, word: { kind: 'storeChanged', change: changeIdOf(1) } },
    { ...administrator, word: { kind: 'endNears', of: changeIdOf(1), days: 3 } },
    { ...administrator, word: { kind: 'endNears', of: changeIdOf(1), days: 1 } },
    { ...administrator, word: { kind: 'endCame', of: changeIdOf(1) } },
    { ...administrator, word: { kind: 'endOverdue', of: changeIdOf(1) } },
    { ...administrator, word: { kind: 'driftRewritten', drift: driftIdOf(1) } },
    { ...administrator, word: { kind: 'driftRewritten', drift: driftIdOf(2) } },
    { ...administrator, word: { kind: 'misuseRewritten', misuse: misuseIdOf(1) } },
    { ...administrator, word: { kind: 'misuseRewritten', misuse: misuseIdOf(2) } },
    { ...administrator, word: { kind: 'storeChanged', change: changeIdOf(2) } },
    { ...administrator, word: { ...ruleChanged, at: 1 } },
    { ...administrator, word: { ...ruleChanged, at: 2 } },
    { ...reminder, place: aConversation({ conversationId: '19:other@thread.tacv2' }) },
  ] as const satisfies readonly Letter[];
  expect(new Set(letters.map(letterKey)).size).toBe(letters.length);
});
