import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change/change.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Sender } from '../../src/domain/people/sender.ts';
import type { EndOutcome } from '../../src/domain/ends/end.ts';
import type { Notice } from '../../src/domain/replies/notice.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { viewers } from '../../src/teams/viewers.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { OVERVIEWS } from '../cards/overviews.ts';
import { aChange, aDrift, anEnding, aConversation, HOME, MINUTE, NOW, objectIdOf, tenantIdOf } from '../builders.ts';

const channel = aConversation();
const sender = (n: number, more: Partial<Sender> = {}): Sender => ({
  objectId: objectIdOf(n),
  tenantIds: [HOME],
  displayName: 'Somebody',
  account: `29:${n}`,
  ...more,
});
const waiting: Reply = { kind: 'change', change: aChange({ proposal: { approval: 'secondPerson' } }), alone: false };

describe('for whom Teams asks for a card anew', () => {
  test('those seen in that conversation lately, who may decide first', () => {
    const seen = viewers(HOME, (person) => person === objectIdOf(1));
    for (const n of [1, 2, 3]) seen.note(sender(n), channel);
    seen.note(sender(4), aConversation({ conversationId: '19:other@thread.tacv2' }));
    expect(seen.refreshOf(waiting, { ...channel, conversationId: '19:abc@thread.tacv2' }, NOW)).toEqual({
      action: { type: 'Action.Execute', verb: 'look', data: { changeId: 'C-00000001' } },
      userIds: ['29:1', '29:3', '29:2'],
    });
  });

  test('sixty at most, and whoever may decide is among them', () => {
    const seen = viewers(HOME, (person) => person === objectIdOf(1));
    for (let n = 1; n <= 100; n += 1) seen.note(sender(n), channel);
    const userIds = seen.refreshOf(waiting, channel, NOW)?.userIds;
    expect(userIds).toHaveLength(60);
    expect(userIds).toContain('29:1');
  });

  test('nobody of another organisation, without an id of Teams’, or in a chat of their own', () => {
    const seen = viewers(HOME, () => true);
    const { objectId, tenantIds, displayName } = sender(1);
    seen.note({ objectId, tenantIds, displayName }, channel);
    seen.note(sender(2, { tenantIds: [tenantIdOf(9)] }), channel);
    const own = aConversation({ conversationId: 'a:1', conversationType: 'personal' });
    seen.note(sender(3), own);
    for (const place of [channel, own]) expect(seen.refreshOf(waiting, place, NOW)).toBeUndefined();
  });

  test('for nobody once it cannot be decided any more, and on no other card', () => {
    const seen = viewers(HOME, () => true);
    seen.note(sender(1), channel);
    expect(seen.refreshOf(waiting, channel, NOW + 15 * MINUTE)).toBeUndefined();
    expect(seen.refreshOf({ kind: 'notice', notice: { kind: 'atIt' } }, channel, NOW)).toBeUndefined();
  });

  test('a drift that is open', () => {
    const seen = viewers(HOME, () => true);
    seen.note(sender(1), channel);
    const drift: Reply = { kind: 'drift', drift: aDrift() };
    expect(seen.refreshOf(drift, channel, NOW)).toMatchObject({
      action: { data: { driftId: 'D-00000001' } },
      userIds: ['29:1'],
    });
    const over: Reply = { kind: 'drift', drift: aDrift({ status: { state: 'superseded', by: null, at: NOW } }) };
    expect(seen.refreshOf(over, channel, NOW)).toBeUndefined();
  });

  test('what was seen longest ago is forgotten', () => {
    const seen = viewers(HOME, () => false);
    for (let n = 1; n <= 250; n += 1) seen.note(sender(n), channel);
    for (let n = 1; n <= 2_000; n += 1) seen.note(sender(1), aConversation({ conversationId: `19:${n}@thread.tacv2` }));
    expect(seen.refreshOf(waiting, channel, NOW)).toBeUndefined();
  });
});

describe('who is called on a card that waits', () => {
  const called = (reply: Reply, n: readonly number[] = [1, 2, 3]): unknown => {
    const seen = viewers(HOME, (person) => person !== objectIdOf(3));
    for (const one of n) seen.note(sender(one), channel);
    const shown = seen.withCalled(reply, channel, NOW);
    return shown.kind === 'change' ? shown.called?.map(({ objectId }) => objectId) : shown;
  };

  test('who was seen there and may decide, and not whoever asked', () => {
    const { requester } = aChange().proposal;
    expect(called(waiting)).toEqual([objectIdOf(2), objectIdOf(1)].filter((id) => id !== requester.objectId));
  });

  test('whoever may review, on a digest that tells of reviews, and not on an overview that somebody asked for', () => {
    const { digest, overview } = OVERVIEWS;
    if (digest === undefined || overview === undefined) throw new Error('no samples');
    expect(called(digest)).toMatchObject({ called: [{ objectId: objectIdOf(2) }, { objectId: objectIdOf(1) }] });
    expect(called(overview)).toEqual(overview);
    expect(called({ ...digest, reviews: 0 })).toEqual({ ...digest, reviews: 0 });
  });

  test('whoever may review broken glass, and not whoever broke it', () => {
    const { requester } = aChange().proposal;
    const status = { state: 'applied', by: requester, at: NOW, found: live(null) } as const;
    const broken: Reply = {
      kind: 'change',
      change: aChange({ status, proposal: { approval: 'breakGlass' } }),
      alone: false,
    };
    expect(called(broken)).toEqual([objectIdOf(2), objectIdOf(1)].filter((id) => id !== requester.objectId));
    const { kind } = broken;
    const reviewed = aChange({
      status,
      review: { by: requester, finding: 'fine', at: NOW },
      proposal: { approval: 'breakGlass' },
    });
    expect(called({ kind, change: reviewed, alone: false })).toBeUndefined();
  });

  test('who has yet to approve it, on a reminder and on the card; alone whoever looks at it', () => {
    const by = { ...aChange().proposal.requester, objectId: objectIdOf(2) };
    const change = aChange({ proposal: { approval: 'secondPerson', approvers: 2 } });
    const reminder = (of: Change): Reply => ({ kind: 'notice', notice: { kind: 'reminder', change: of } });
    const { requester } = change.proposal;
    const others = [objectIdOf(2), objectIdOf(1)].filter((id) => id !== requester.objectId);
    const ids = (reply: Reply) => (called(reply) as { called?: Person[] }).called?.map(({ objectId }) => objectId);
    expect(ids(reminder(change))).toEqual(others);
    const once = { ...change, approvals: [{ by, at: NOW }] };
    expect(ids(reminder(once))).toEqual(others.filter((id) => id !== by.objectId));
    expect(called({ kind: 'change', change: once, alone: false })).toEqual(others.filter((id) => id !== by.objectId));
    const looked = { ...change, status: { state: 'pending', release: null, looking: { by, at: NOW } } } as const;
    expect(called(reminder(looked))).toEqual(reminder(looked));
  });

  test('who may decide, where an end nears, came with a question or is overdue, and where it is asked whether a partner may stay open', () => {
    const ending = anEnding();
    const came = (how: EndOutcome) => ({ ...ending, end: { ...ending.end, came: { how, at: NOW } } });
    const ids = (notice: Notice) =>
      (called({ kind: 'notice', notice }) as { called?: Person[] }).called?.map(({ objectId }) => objectId);
    const all = [objectIdOf(2), objectIdOf(1)];
    expect(ids({ kind: 'endNears', ending, days: 3 })).toEqual(all);
    expect(ids({ kind: 'endOverdue', ending })).toEqual(all);
    expect(ids({ kind: 'endCame', ending: came('asked') })).toEqual(all);
    expect(ids({ kind: 'endCame', ending: came('closed') })).toBeUndefined();
    const asked = { partner: ending.partner, doors: ending.end.doors, owner: null, asked: NOW, closes: false };
    expect(ids({ kind: 'recertify', stage: 'asked', ...asked })).toEqual(all);
  });

  test('whoever asked, where they decide; nobody where they are alone, or nothing waits', () => {
    const own: Reply = { kind: 'change', change: aChange(), alone: false };
    expect(called(own)).toEqual([aChange().proposal.requester.objectId]);
    expect(called({ ...own, alone: true })).toBeUndefined();
    const notice: Reply = { kind: 'notice', notice: { kind: 'atIt' } };
    expect(called(notice)).toEqual(notice);
  });
});
