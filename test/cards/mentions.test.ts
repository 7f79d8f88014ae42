import { expect, test } from 'vitest';
import type { Change } from '../../src/domain/change/change.ts';
import type { Notice } from '../../src/domain/replies/notice.ts';
import { messageCard } from '../../src/cards/views/message.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { aDigest, aMisuse, aPerson, aTransient, NOW, objectIdOf } from '../builders.ts';
import { renderReply } from '../support/drawing.ts';
import { changeIn, LATER, STATUSES } from './changes.ts';
import { ofType } from './collect.ts';

const ada = aPerson({ objectId: objectIdOf(1), displayName: 'Ada Lovelace' });
const ben = aPerson({ objectId: objectIdOf(2), displayName: 'Ben' });

const cardOf = (notice: Notice) => renderReply({ kind: 'notice', notice }, LATER).card;
const called = (notice: Notice): unknown => cardOf(notice)['msteams'];
const entity = (name: string, id: string) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } });

const asked = (status: Change['status'] = STATUSES.applied): Change => changeIn(status, { requester: ada });

test('whoever asked is called where others read what became of it, and not where they are alone', () => {
  const told = (alone: boolean): Notice => ({ kind: 'news', news: 'applied', change: asked(), alone });
  expect(called(told(false))).toEqual({ entities: [entity('Ada Lovelace', ada.objectId)] });
  expect(ofType(cardOf(told(false)), 'TextBlock').map(({ text }) => text)).toContain('For <at>Ada Lovelace</at>');
  expect(called(told(true))).toBeUndefined();
});

test('of a change that waits for approval whoever is looking at it is called', () => {
  const waiting = (looking: { by: typeof ben; at: number } | null): Notice => ({
    kind: 'reminder',
    change: asked({ ...STATUSES.pending, looking }),
  });
  expect(called(waiting({ by: ben, at: NOW }))).toEqual({ entities: [entity('Ben', ben.objectId)] });
  expect(called(waiting(null))).toBeUndefined();
  expect(called({ kind: 'reminder', change: asked() })).toBeUndefined();
});

test('so is who cannot be told alone', () => {
  expect(called({ kind: 'cannotTellAlone', to: ben, access: null })).toEqual({
    entities: [entity('Ben', ben.objectId)],
  });
});

test.each<Reply>([
  { kind: 'misuse', misuse: aMisuse(), called: [ben] },
  { kind: 'transient', transient: aTransient(), called: [ben] },
  { kind: 'digest', digest: aDigest(), called: [ben] },
])('whoever is to look at it is called on $kind', (reply) => {
  const { card } = renderReply(reply, LATER);
  expect(card['msteams']).toEqual({ entities: [entity('Ben', ben.objectId)] });
  expect(ofType(card, 'TextBlock').map(({ text }) => text)).toContain('For <at>Ben</at>');
});

test('three at most are called, each by a name that is no more than that, all in a line', () => {
  const message = { tone: 'info', title: 'It waits', lines: [] } as const;
  const names = ['**Ada** <at>all</at>', '[x](https://evil.example)', '  ', 'Dana'];
  const people = names.map((displayName, n) => aPerson({ displayName, objectId: objectIdOf(n) }));
  const card = messageCard(message, 'https://entra.invalid', people);
  const said = ['Ada atall at', 'xhttps evil.ex…', `${objectIdOf(2).slice(0, 14)}…`];
  expect(card['msteams']).toEqual({ entities: said.map((name, n) => entity(name, objectIdOf(n))) });
  expect(ofType(card, 'TextBlock').at(-1)?.['text']).toBe(`For ${said.map((name) => `<at>${name}</at>`).join(', ')}`);
});
