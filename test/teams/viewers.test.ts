import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change/change.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Viewer } from '../../src/app/ports.ts';
import type { EndOutcome } from '../../src/domain/ends/end.ts';
import type { Notice } from '../../src/domain/replies/notice.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { viewers } from '../../src/teams/viewers.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { OVERVIEWS } from '../cards/overviews.ts';
import { aChange, aDrift, anEnding, aConversation, HOME, MINUTE, NOW, objectIdOf } from '../builders.ts';

const channel = { ...aConversation(), conversationId: '19:abc@thread.tacv2' };
const viewer = (n: number, decides: boolean): Viewer => ({
  objectId: objectIdOf(n),
  displayName: 'Somebody',
  account: `29:${n}`,
  decides,
});
const waiting: Reply = { kind: 'change', change: aChange({ proposal: { approval: 'secondPerson' } }), alone: false };

/** What those see of a card who were seen in the channel, and in no other place. */
const seenBy = (people: readonly Viewer[], reply: Reply, where = channel, at = NOW) =>
  viewers(HOME, (place) => Promise.resolve(place === channel.conversationId ? people : [])).seen(reply, where, at);

describe('for whom Teams asks for a card anew', () => {
  const one = [viewer(1, true)];

  test('those seen in that conversation, at its root, in their order', async () => {
    const people = [viewer(1, true), viewer(3, false), viewer(2, false)];
    const thread = { ...channel, conversationId: `${channel.conversationId};messageid=7` };
    expect((await seenBy(people, waiting, thread)).refresh).toEqual({
      action: { type: 'Action.Execute', verb: 'look', data: { changeId: 'C-00000001' } },
      userIds: ['29:1', '29:3', '29:2'],
    });
    const other = aConversation({ conversationId: '19:other@thread.tacv2' });
    expect((await seenBy(people, waiting, other)).refresh).toBeUndefined();
  });

  test('sixty at most, and whoever may decide is among them', async () => {
    const people = Array.from({ length: 100 }, (_, n) => viewer(n + 1, n === 0));
    const userIds = (await seenBy(people, waiting)).refresh?.userIds;
    expect(userIds).toHaveLength(60);
    expect(userIds).toContain('29:1');
  });

  test('nobody in a chat of their own', async () => {
    const own = { ...channel, conversationType: 'personal' } as const;
    expect((await seenBy(one, waiting, own)).refresh).toBeUndefined();
  });

  test('for nobody once it cannot be decided any more, and on no other card', async () => {
    expect((await seenBy(one, waiting, channel, NOW + 15 * MINUTE)).refresh).toBeUndefined();
    expect((await seenBy(one, { kind: 'notice', notice: { kind: 'atIt' } })).refresh).toBeUndefined();
  });

  test('a drift that is open', async () => {
    expect((await seenBy(one, { kind: 'drift', drift: aDrift() })).refresh).toMatchObject({
      action: { data: { driftId: 'D-00000001' } },
      userIds: ['29:1'],
    });
    const over: Reply = { kind: 'drift', drift: aDrift({ status: { state: 'superseded', by: null, at: NOW } }) };
    expect((await seenBy(one, over)).refresh).toBeUndefined();
  });

  test('a letter that has a button for those who may change partners, and no other notice', async () => {
    const notice: Notice = { kind: 'endNears', ending: anEnding(), days: 3 };
    expect((await seenBy(one, { kind: 'notice', notice, letter: 7 })).refresh).toMatchObject({
      action: { data: { letter: 7 } },
      userIds: ['29:1'],
    });
    expect((await seenBy(one, { kind: 'notice', notice })).refresh).toBeUndefined();
    const told: Notice = { kind: 'nobodyHears' };
    expect((await seenBy(one, { kind: 'notice', notice: told, letter: 7 })).refresh).toBeUndefined();
  });

  test('who is there is not read for what nobody decides on and nobody is called by', async () => {
    const none = viewers(HOME, () => Promise.reject(new Error('read')));
    const notice: Reply = { kind: 'notice', notice: { kind: 'atIt' } };
    expect(await none.seen(notice, channel, NOW)).toEqual({ shown: notice, refresh: undefined });
  });
});

describe('who is called on a card that waits', () => {
  const people = [viewer(2, true), viewer(1, true), viewer(3, false)];
  const called = async (reply: Reply): Promise<unknown> => {
    const { shown } = await seenBy(people, reply);
    return shown.kind === 'change' ? shown.called?.map(({ objectId }) => objectId) : shown;
  };

  test('who was seen there and may decide, and not whoever asked', async () => {
    const { requester } = aChange().proposal;
    expect(await called(waiting)).toEqual([objectIdOf(2), objectIdOf(1)].filter((id) => id !== requester.objectId));
  });

  test('whoever may review, on a digest that tells of reviews, and not on an overview that somebody asked for', async () => {
    const { digest, overview } = OVERVIEWS;
    if (digest === undefined || overview === undefined) throw new Error('no samples');
    expect(await called(digest)).toMatchObject({ called: [{ objectId: objectIdOf(2) }, { objectId: objectIdOf(1) }] });
    expect(await called(overview)).toEqual(overview);
    expect(await called({ ...digest, reviews: 0 })).toEqual({ ...digest, reviews: 0 });
  });

  test('whoever may review broken glass, and not whoever broke it', async () => {
    const { requester } = aChange().proposal;
    const status = { state: 'applied', by: requester, at: NOW, found: live(null) } as const;
    const broken: Reply = {
      kind: 'change',
      change: aChange({ status, proposal: { approval: 'breakGlass' } }),
      alone: false,
    };
    expect(await called(broken)).toEqual([objectIdOf(2), objectIdOf(1)].filter((id) => id !== requester.objectId));
    const { kind } = broken;
    const reviewed = aChange({
      status,
      review: { by: requester, finding: 'fine', at: NOW },
      proposal: { approval: 'breakGlass' },
    });
    expect(await called({ kind, change: reviewed, alone: false })).toBeUndefined();
  });

  test('who has yet to approve it, on a reminder and on the card; alone whoever looks at it', async () => {
    const by = { ...aChange().proposal.requester, objectId: objectIdOf(2) };
    const change = aChange({ proposal: { approval: 'secondPerson', approvers: 2 } });
    const reminder = (of: Change): Reply => ({ kind: 'notice', notice: { kind: 'reminder', change: of } });
    const { requester } = change.proposal;
    const others = [objectIdOf(2), objectIdOf(1)].filter((id) => id !== requester.objectId);
    const ids = async (reply: Reply) =>
      ((await called(reply)) as { called?: Person[] }).called?.map(({ objectId }) => objectId);
    expect(await ids(reminder(change))).toEqual(others);
    const once = { ...change, approvals: [{ by, at: NOW }] };
    expect(await ids(reminder(once))).toEqual(others.filter((id) => id !== by.objectId));
    expect(await called({ kind: 'change', change: once, alone: false })).toEqual(
      others.filter((id) => id !== by.objectId),
    );
    const looked = { ...change, status: { state: 'pending', release: null, looking: { by, at: NOW } } } as const;
    expect(await called(reminder(looked))).toEqual(reminder(looked));
  });

  test('who may decide, where an end nears, came with a question or is overdue, and where it is asked whether a partner may stay open', async () => {
    const ending = anEnding();
    const came = (how: EndOutcome) => ({ ...ending, end: { ...ending.end, came: { how, at: NOW } } });
    const ids = async (notice: Notice) =>
      ((await called({ kind: 'notice', notice })) as { called?: Person[] }).called?.map(({ objectId }) => objectId);
    const all = [objectIdOf(2), objectIdOf(1)];
    expect(await ids({ kind: 'endNears', ending, days: 3 })).toEqual(all);
    expect(await ids({ kind: 'endOverdue', ending })).toEqual(all);
    expect(await ids({ kind: 'endCame', ending: came('asked') })).toEqual(all);
    expect(await ids({ kind: 'endCame', ending: came('closed') })).toBeUndefined();
    const asked = { partner: ending.partner, doors: ending.end.doors, owner: null, asked: NOW, closes: false };
    expect(await ids({ kind: 'recertify', stage: 'asked', ...asked })).toEqual(all);
  });

  test('whoever asked, where they decide; nobody where they are alone, or nothing waits', async () => {
    const own: Reply = { kind: 'change', change: aChange(), alone: false };
    expect(await called(own)).toEqual([aChange().proposal.requester.objectId]);
    expect(await called({ ...own, alone: true })).toBeUndefined();
    const notice: Reply = { kind: 'notice', notice: { kind: 'atIt' } };
    expect(await called(notice)).toEqual(notice);
  });
});
