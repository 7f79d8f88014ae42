import { describe, expect, test } from 'vitest';
import type { CopyId, Store } from '../../src/app/ports.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import type { ConversationReference } from '../../src/domain/telling/conversation.ts';
import type { SubjectId } from '../../src/domain/telling/subject.ts';
import {
  aConversation,
  aDrift,
  after,
  nthChange,
  aMessage,
  anEntry,
  aPerson,
  changeIdOf,
  driftIdOf,
  MINUTE,
  NOW,
} from '../builders.ts';
import { inserted } from './store-changes.ts';

const rejected: ChangeEvent = { kind: 'rejected', by: aPerson(), at: NOW + MINUTE, reason: null };

/** A conversation that wants to be told. */
export const place = (name: string): ConversationReference =>
  aConversation({ conversationId: `19:${name}@thread.tacv2`, activityId: null });

export async function ownCopyOf(store: Store, n: number): Promise<CopyId> {
  const own = await store.ownCopy(changeIdOf(n));
  if (own === undefined) throw new Error(`change ${n} has no copy of its own`);
  return own.id;
}

/** Ends a change that was just inserted, and tells some conversations of it. */
export async function ended(store: Store, before: Change, tell: readonly ConversationReference[]): Promise<Change> {
  const moved = after(before, rejected);
  expect(await store.advance(moved, anEntry(moved, rejected), { notices: tell })).toBe(true);
  return moved;
}

export function cardPromises(current: () => Store): void {
  const waiting = async () => (await current().undrawn()).map(({ subject }) => subject);
  const record = async (n: number, message: string | null, revision: number) =>
    current().recordDrawn(await ownCopyOf(current(), n), {
      message: message === null ? null : aMessage(message),
      revision,
    });

  describe('of its own', () => {
    test('a new change has one, without a message, that waits to be drawn', async () => {
      const change = await inserted(current(), nthChange(1));
      const own = await current().ownCopy(changeIdOf(1));
      expect(own).toMatchObject({
        subject: changeIdOf(1),
        role: 'own',
        conversation: change.proposal.conversation,
        message: null,
        revision: 0,
      });
      expect(await current().undrawn()).toEqual([{ id: own?.id, subject: changeIdOf(1), isUrgent: true }]);
      expect(await current().copy(await ownCopyOf(current(), 1))).toStrictEqual(own);
    });

    test('a change that nobody proposed has none', async () => {
      expect(await current().ownCopy(changeIdOf(1))).toBeUndefined();
      expect(await current().copy(1)).toBeUndefined();
      expect(await waiting()).toEqual([]);
    });

    test('that was drawn is remembered with its message and waits no more', async () => {
      await inserted(current(), nthChange(1));
      await record(1, 'm-1', 1);
      expect(await current().ownCopy(changeIdOf(1))).toMatchObject({ message: aMessage('m-1'), revision: 1 });
      expect(await waiting()).toEqual([]);
    });

    test('waits again when its change has moved on, and keeps its message', async () => {
      const before = await inserted(current(), nthChange(1));
      await record(1, 'm-1', 1);
      await ended(current(), before, []);
      expect(await waiting()).toEqual([changeIdOf(1)]);
      expect(await current().ownCopy(changeIdOf(1))).toMatchObject({ message: aMessage('m-1'), revision: 1 });
      await record(1, 'm-1', 2);
      expect(await waiting()).toEqual([]);
    });

    test('whose message is gone is remembered as such', async () => {
      await inserted(current(), nthChange(1));
      await record(1, 'm-1', 1);
      await record(1, null, 0);
      expect(await current().ownCopy(changeIdOf(1))).toMatchObject({ message: null, revision: 0 });
      expect(await waiting()).toEqual([changeIdOf(1)]);
    });

    test('wait in the order in which they were made', async () => {
      for (const n of [3, 1, 2]) await inserted(current(), nthChange(n));
      expect(await waiting()).toEqual([changeIdOf(3), changeIdOf(1), changeIdOf(2)]);
    });

    test('is known by its message, in its own conversation only', async () => {
      await inserted(current(), nthChange(1));
      expect(await current().shownOn(aMessage('m-1'))).toBeUndefined();
      await record(1, 'm-1', 1);
      expect(await current().shownOn(aMessage('m-1'))).toBe(changeIdOf(1));
      expect(await current().shownOn(aMessage('m-2'))).toBeUndefined();
      const elsewhere = { ...aMessage('m-1').conversation, conversationId: 'a:elsewhere' };
      expect(await current().shownOn({ ...aMessage('m-1'), conversation: elsewhere })).toBeUndefined();
    });

    test('that is not stored cannot be remembered, and says so', async () => {
      await expect(current().recordDrawn(1, { message: null, revision: 0 })).rejects.toThrow();
    });

    test('cannot show what has not happened yet: the real next state would never be drawn', async () => {
      await inserted(current(), nthChange(1));
      await expect(record(1, 'm-1', 2)).rejects.toThrow();
      expect(await waiting()).toEqual([changeIdOf(1)]);
    });
  });

  describe('on a message that nobody knew of', () => {
    const shown = async (id: SubjectId) =>
      (await current().copies(id)).map(({ role, message, revision }) => [role, message?.messageId, revision]);

    test('of a change: it is known from then on, waits to be drawn, and again with each step', async () => {
      const before = await inserted(current(), nthChange(1));
      await record(1, 'm-1', 1);
      await current().alsoShown(changeIdOf(1), aMessage('m-2'));
      expect(await current().shownOn(aMessage('m-2'))).toBe(changeIdOf(1));
      expect(await shown(changeIdOf(1))).toEqual([
        ['own', 'm-1', 1],
        ['again', 'm-2', 0],
      ]);
      const [copy, ...more] = await current().undrawn();
      expect([copy?.subject, more]).toEqual([changeIdOf(1), []]);
      await current().recordDrawn(copy?.id ?? 0, { message: aMessage('m-2'), revision: 1 });
      expect(await waiting()).toEqual([]);
      await ended(current(), before, []);
      expect(await waiting()).toEqual([changeIdOf(1), changeIdOf(1)]);
    });

    test('of a drift, as of a change', async () => {
      const drift = aDrift();
      const { tenantId } = drift.partner;
      await current().beginWatch([{ tenantId, state: null }], NOW);
      await current().recordLook([{ tenantId, revision: 1, kind: 'drifted', drift }], NOW);
      await current().alsoShown(drift.id, aMessage('m-2'));
      expect(await current().shownOn(aMessage('m-2'))).toBe(drift.id);
      expect(await shown(drift.id)).toEqual([['again', 'm-2', 0]]);
      expect(await waiting()).toEqual([drift.id]);
      const [copy] = await current().undrawn();
      await current().recordDrawn(copy?.id ?? 0, { message: aMessage('m-2'), revision: 1 });
      const event = { kind: 'accepted', by: aPerson(), reason: 'agreed', at: NOW } as const;
      expect(await current().moveDrift(drift, event)).toMatchObject({ revision: 2 });
      expect(await waiting()).toEqual([drift.id]);
    });

    test('of nothing that there is: nothing is kept', async () => {
      await current().alsoShown(changeIdOf(1), aMessage('m-2'));
      await current().alsoShown(driftIdOf(1), aMessage('m-2'));
      expect(await current().shownOn(aMessage('m-2'))).toBeUndefined();
      expect(await waiting()).toEqual([]);
    });

    test('more than a few times: the latest are kept, and so is the own card', async () => {
      await inserted(current(), nthChange(1));
      await record(1, 'm-0', 1);
      for (let n = 1; n <= 7; n += 1) await current().alsoShown(changeIdOf(1), aMessage(`m-${n}`));
      const kept = (await shown(changeIdOf(1))).map(([, id]) => id);
      expect(kept).toEqual(['m-0', 'm-3', 'm-4', 'm-5', 'm-6', 'm-7']);
    });
  });

  describe('for others', () => {
    /** The conversations of the notices that wait, in order. */
    const notices = async () => {
      const copies = await Promise.all((await current().undrawn()).map(({ id }) => current().copy(id)));
      return copies.flatMap((copy) => (copy?.role === 'notice' ? [copy] : []));
    };

    test('are made with the step that they tell of, one for each conversation', async () => {
      const before = await inserted(current(), nthChange(1));
      expect(await notices()).toEqual([]);
      await ended(current(), before, [place('a'), place('b')]);
      expect(await notices()).toMatchObject(
        ['a', 'b'].map((name) => ({
          subject: changeIdOf(1),
          role: 'notice',
          conversation: place(name),
          message: null,
          revision: 0,
        })),
      );
    });

    test('are not made for a step that was not stored', async () => {
      const before = await inserted(current(), nthChange(1));
      const moved = after(before, rejected);
      expect(
        await current().advance({ ...moved, revision: 3 }, anEntry(moved, rejected), { notices: [place('a')] }),
      ).toBe(false);
      expect(await notices()).toEqual([]);
    });

    test('are drawn each on its own, and known by their messages', async () => {
      await ended(current(), await inserted(current(), nthChange(1)), [place('a'), place('b')]);
      const [first, second] = await notices();
      await current().recordDrawn(first?.id ?? 0, { message: aMessage('m-a'), revision: 2 });
      expect(await notices()).toEqual([second]);
      expect(await current().shownOn(aMessage('m-a'))).toBe(changeIdOf(1));
    });

    test('of one tenant come to a conversation one after the other; other tenants and conversations do not wait', async () => {
      await ended(current(), await inserted(current(), nthChange(1, 1)), [place('a')]);
      await ended(current(), await inserted(current(), nthChange(2, 1)), [place('a'), place('b')]);
      await ended(current(), await inserted(current(), nthChange(3, 2)), [place('a')]);
      const seen = async () => (await notices()).map((copy) => [copy.subject, copy.conversation.conversationId]);
      const [a, b] = [place('a').conversationId, place('b').conversationId];
      expect(await seen()).toEqual([
        [changeIdOf(1), a],
        [changeIdOf(2), b],
        [changeIdOf(3), a],
      ]);
      const [oldest] = await notices();
      await current().recordDrawn(oldest?.id ?? 0, { message: aMessage('m-a'), revision: 2 });
      expect(await seen()).toContainEqual([changeIdOf(2), a]);
    });
  });
}
