import { offerLine } from '../../../src/commands/offer.ts';
import { refused } from '../../../src/domain/replies/notice.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { keep, challengeOf, type Draft } from '../../../src/app/changing/keep.ts';
import { learnCard } from '../../../src/app/telling/cards/learn-card.ts';
import type { Counting } from '../../../src/app/finding/presence.ts';
import type { Settings } from '../../../src/app/ports.ts';
import type { Asked } from '../../../src/app/use-case.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { ConversationReference } from '../../../src/domain/telling/conversation.ts';
import {
  aConversation,
  aMessage,
  aMisuse,
  aPerson,
  aTenant,
  changeIdOf,
  MINUTE,
  NOW,
  objectIdOf,
  tenantIdOf,
} from '../../builders.ts';
import { saying } from '../../support/saying.ts';
import { ADA, BEN, noTo, OFF, ON, TENANT, unreadable, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const ASKED: Asked = {
  person: ADA,
  conversation: aConversation(),
  channelKind: null,
  card: null,
  command: 'enable sync',
};
const PERSONAL = aConversation({ conversationId: 'a:ada', conversationType: 'personal' });
const APPROVALS = aConversation({ conversationId: '19:approvals@thread.tacv2' });

async function proposed(asked: Partial<Asked> = {}, draft: Partial<Draft> = {}, settings: Partial<Settings> = {}) {
  const { person, ...place } = { ...ASKED, ...asked };
  const kept = await keep(world.ports, { ...world.settings, ...settings }, await world.proof(person, 'change'), place, {
    again: 'enable sync for x',
    partner: aTenant({ tenantId: TENANT }),
    plan: world.plan(ON),
    reason: null,
    challenge: null,
    follows: null,
    lookalikes: [],
    defaults: null,
    ...draft,
  });
  return kept.value;
}
/** Counted once the card is there. */
const counting = (synced: number): Counting => ({
  inTime: () => Promise.resolve({ kind: 'counted', synced, privileged: null }),
});
const takesApprovals = (conversation: ConversationReference) =>
  world.store.subscribe({ conversation, topics: ['approvals'], by: BEN, at: NOW, state: 'alive' });
const open = async (): Promise<readonly Change[]> => world.store.open();

describe('a proposal', () => {
  test('of what opens is refused while somebody else uses the bot’s identity; what closes is kept', async () => {
    const misuse = aMisuse();
    await world.store.addMisuse(misuse, ['audit-1'], []);
    expect(await proposed()).toEqual(refused({ kind: 'writingStopped', misuse: misuse.id }));
    expect(await open()).toEqual([]);
    world.partner = ON;
    await proposed({}, { plan: world.plan(OFF) });
    expect(await open()).toHaveLength(1);
  });

  test('that takes back what somebody opened is kept meanwhile, whatever else of it that opens', async () => {
    await world.store.addMisuse(aMisuse(), ['audit-1'], []);
    await proposed({}, { takesBackOpening: true });
    const [change] = await open();
    expect(change?.proposal).toMatchObject({ takesBackOpening: true });
    expect(change?.proposal.alarm).not.toBeNull();
  });

  test('is stored with all that it is about, and told in the log', async () => {
    await proposed({}, { reason: 'why', challenge: '0001' });
    const [change] = await open();
    const id = change?.proposal.id;
    expect(change?.proposal).toMatchObject({
      command: 'enable sync',
      again: 'enable sync for x',
      requester: ADA,
      reason: 'why',
      challenge: '0001',
      approval: 'self',
      requestedAt: NOW,
      expiresAt: NOW + 15 * MINUTE,
      conversation: ASKED.conversation,
    });
    expect(id && (await world.store.journal(id))).toEqual([
      { changeId: id, event: { kind: 'proposed', proposal: change?.proposal, at: NOW }, requestIds: [] },
    ]);
    expect(world.logged).toMatchObject([
      { event: 'change.proposed', changeId: id, command: 'enable sync', tenantId: TENANT, requester: ADA.objectId },
    ]);
  });

  test('says who is here already where people come in or are kept out, and where somebody counted', async () => {
    await proposed({}, { here: counting(12) });
    const [change] = await open();
    expect(change?.proposal.present).toEqual({ kind: 'counted', synced: 12, privileged: null });
  });

  test('says nothing of that where nobody counted, or only a name changes', async () => {
    await proposed();
    world.partner = ON;
    const renamed = { displayName: 'Other', userSync: true, groupSync: 'unknown' } as const;
    const plan = world.plan({ ...ON, identitySynchronization: renamed });
    await proposed({}, { plan: { ...plan, tenantId: tenantIdOf(2) }, here: counting(12) });
    expect((await open()).map(({ proposal }) => proposal.present)).toEqual([undefined, undefined]);
  });

  test('that changes nothing is a mistake', async () => {
    await expect(proposed({}, { plan: world.plan(OFF) })).rejects.toThrow('enable sync: a goal that changes nothing');
  });

  test('asked for twice by a button on one card is the same one', async () => {
    const card = aMessage();
    const first = await proposed({ card });
    expect(first).toMatchObject({ kind: 'change' });
    expect(await proposed({ card })).toEqual(first);
    expect(await proposed({ card, person: BEN })).toMatchObject({ notice: saying('already changing') });
    for (const other of [{ card: aMessage('17') }, {}]) {
      expect(await proposed(other)).toMatchObject({ notice: saying('already have an open change') });
    }
    expect(await open()).toHaveLength(1);
  });

  test('whose card was never seen is shown again to whoever asked, and to nobody else', async () => {
    const first = await proposed();
    expect(await proposed({ person: BEN })).toMatchObject({ kind: 'notice' });
    expect(await proposed()).toEqual(first);
    expect(await open()).toHaveLength(1);
    const [change] = await open();
    const copy = change && (await world.store.ownCopy(change.proposal.id));
    if (copy === undefined) throw new Error('no card');
    await world.store.recordDrawn(copy.id, { message: aMessage(), revision: 1 });
    expect(await proposed()).toMatchObject({ kind: 'notice' });
  });

  test('takes the place of one whose time is over', async () => {
    await proposed();
    const [old] = await open();
    world.now += 15 * MINUTE - 1;
    expect(await proposed({ person: BEN })).toMatchObject({ kind: 'notice' });
    world.now += 1;
    expect(await proposed({ person: BEN })).toMatchObject({ kind: 'change' });
    expect(await open()).toMatchObject([{ proposal: { requester: BEN } }]);
    expect(old && (await world.store.get(old.proposal.id))?.status).toMatchObject({ state: 'expired', at: world.now });
  });
});

describe('what closes comes first', () => {
  const closing = (person = BEN, draft: Partial<Draft> = {}, asked: Partial<Asked> = {}) =>
    proposed({ person, ...asked }, { plan: world.plan(OFF), ...draft });
  beforeEach(() => {
    world = new World(ON);
  });
  const openingPlan = () => ({ ...world.plan(ON), before: world.plan(OFF).after });

  test('one that waits makes way for it, and says for which; whoever asked is told', async () => {
    await proposed({}, { plan: openingPlan() });
    const [old] = await open();
    expect(await closing()).toMatchObject({ kind: 'change', change: { proposal: { requester: BEN } } });
    const [instead, ...others] = await open();
    expect(others).toEqual([]);
    const ended = old && (await world.store.get(old.proposal.id));
    expect(ended?.status).toEqual({ state: 'superseded', by: BEN, instead: instead?.proposal.id, at: NOW });
    expect((await world.store.unsent()).map(({ letter }) => letter)).toMatchObject([
      { to: ADA.objectId, news: 'superseded' },
    ]);
    expect(world.logged).toContainEqual(expect.objectContaining({ transition: 'superseded' }));
  });

  test('one that would do the same does not, and is named with the button that ends it; nor does one that opens', async () => {
    await closing(ADA);
    expect(await closing(BEN)).toMatchObject({ notice: saying('already changing') });
    expect(await proposed({ person: BEN }, { plan: openingPlan() })).toMatchObject({ kind: 'notice' });
    expect(await open()).toMatchObject([{ proposal: { requester: ADA } }]);
  });

  test('the card whose button asked is not taken away from the change that it shows', async () => {
    const card = aMessage();
    const first = await proposed({ card }, { plan: openingPlan() });
    expect(await closing(ADA, {}, { card })).toEqual(first);
    expect(await closing(ADA, {}, { card: aMessage('17') })).not.toEqual(first);
  });

  test('one that somebody looks at in the same moment makes way all the same, and is ended once', async () => {
    await proposed({}, { plan: openingPlan() }, { approvals: 'second-person' });
    const [old] = await open();
    const insert = world.store.insert.bind(world.store);
    world.store.insert = async (...wanted) => {
      const outcome = await insert(...wanted);
      world.store.insert = insert;
      if (old) await world.moved(old, { kind: 'looked', by: BEN, at: NOW });
      return outcome;
    };
    expect(await closing()).toMatchObject({ kind: 'change', change: { proposal: { requester: BEN } } });
    expect(await open()).toMatchObject([{ proposal: { requester: BEN } }]);
    expect(world.logged.filter((line) => line['transition'] === 'superseded')).toHaveLength(1);
  });

  test('one that does not make way after all stays, and is not asked again for ever', async () => {
    await proposed({}, { plan: openingPlan() });
    const insert = world.store.insert.bind(world.store);
    // Whatever the store has against it.
    world.store.insert = (change, entry, card, notices) => insert(change, entry, card, notices);
    expect(await closing()).toMatchObject({ notice: saying('already changing') });
    expect(await open()).toMatchObject([{ proposal: { requester: ADA } }]);
  });

  test('one that begins to be carried out in the same moment stays', async () => {
    await proposed({}, { plan: openingPlan() });
    const [old] = await open();
    const insert = world.store.insert.bind(world.store);
    world.store.insert = async (...wanted) => {
      const outcome = await insert(...wanted);
      world.store.insert = insert;
      if (old) await world.moved(old, { kind: 'claimed', by: ADA, at: NOW });
      return outcome;
    };
    expect(await closing()).toMatchObject({ notice: saying('already changing') });
    expect(await open()).toMatchObject([{ proposal: { requester: ADA }, status: { state: 'applying' } }]);
  });
});

describe('who decides a proposal', () => {
  const approvals = 'second-person';

  test('is somebody else where the rule says so, on cards where approvals go', async () => {
    await takesApprovals(APPROVALS);
    await proposed({}, {}, { approvals });
    const [change] = await open();
    expect(change?.proposal.approval).toBe('secondPerson');
    const copies = change && (await world.store.copies(change.proposal.id));
    expect(copies?.map(({ conversation }) => conversation.conversationId)).toContain(APPROVALS.conversationId);
  });

  test('is whoever asked where the rule says so, and then no other place gets a card', async () => {
    await takesApprovals(APPROVALS);
    await proposed();
    const [change] = await open();
    expect(change?.proposal.approval).toBe('self');
    expect(change && (await world.store.copies(change.proposal.id))).toHaveLength(1);
  });

  test('is nobody where nobody else has the role', async () => {
    const asked: unknown[] = [];
    world.roles.anybodyElse = (...who) => {
      asked.push(who);
      return Promise.resolve(false);
    };
    expect(await proposed({}, {}, { approvals })).toEqual(
      refused({
        kind: 'nobodyElse',
        glass: offerLine('break glass: enable sync for x'),
        partner: aTenant({ tenantId: TENANT }),
      }),
    );
    expect(asked).toEqual([[ADA.objectId, 'securityAdministrator']]);
    expect(await open()).toEqual([]);
  });

  test('is not looked for where whoever asked decides', async () => {
    world.roles.anybodyElse = noTo(new Error('asked'));
    expect(await proposed()).toMatchObject({ kind: 'change' });
    expect(await proposed({}, { breakGlass: true, partner: aTenant() }, { approvals })).toBeDefined();
  });

  test('could see it nowhere where it was asked for alone and no conversation takes approvals', async () => {
    const alone = { conversation: PERSONAL };
    expect(await proposed(alone, {}, { approvals })).toEqual(refused({ kind: 'noApprovalsChannel' }));
    expect(await open()).toEqual([]);
    await takesApprovals(APPROVALS);
    expect(await proposed(alone, {}, { approvals })).toMatchObject({ kind: 'change' });
  });

  test('can see it where it was asked for, if that is no chat of one alone', async () => {
    expect(await proposed({}, {}, { approvals })).toMatchObject({ kind: 'change' });
  });

  test('is whoever breaks the glass, where there is one to break', async () => {
    expect(await proposed({}, { breakGlass: true })).toEqual(refused({ kind: 'glassNotNeeded', instead: null }));
    expect(await open()).toEqual([]);
    const asked = await proposed({}, { breakGlass: true }, { approvals });
    expect(asked).toMatchObject({ kind: 'reasonAsked', what: 'breakGlass', say: offerLine('enable sync for x') });
    expect(await open()).toEqual([]);
    await proposed({}, { breakGlass: true, reason: 'breached' }, { approvals });
    expect(await open()).toMatchObject([{ proposal: { approval: 'breakGlass' } }]);
  });
});

test('what must be typed is the end of the tenant id', () => {
  expect(challengeOf(TENANT)).toBe(TENANT.slice(-4));
  expect(challengeOf(TENANT)).toHaveLength(4);
});

describe('a card whose posting was never confirmed', () => {
  const own = async () => (await world.store.copies(changeIdOf(1)))[0];

  test('is known from the first click on it', async () => {
    const change = await world.stored();
    const before = await own();
    await learnCard(world.ports, change.proposal.id, aMessage());
    expect(await own()).toEqual({ ...before, message: aMessage() });
  });

  test('is not learned without a card, nor in another place', async () => {
    const change = await world.stored();
    const before = await own();
    await learnCard(world.ports, change.proposal.id, null);
    await learnCard(world.ports, change.proposal.id, {
      ...aMessage(),
      conversation: aConversation({ conversationId: 'a:elsewhere' }),
    });
    expect(await own()).toEqual(before);
  });

  test('is not learned twice', async () => {
    const change = await world.stored();
    await learnCard(world.ports, change.proposal.id, aMessage('1'));
    const before = await own();
    await learnCard(world.ports, change.proposal.id, aMessage('1'));
    await learnCard(world.ports, change.proposal.id, aMessage('1'));
    expect(await own()).toEqual(before);
    expect(await world.store.copies(change.proposal.id)).toHaveLength(1);
  });

  test('that came twice is kept up to date in both places', async () => {
    const change = await world.stored();
    await learnCard(world.ports, change.proposal.id, aMessage('1'));
    await learnCard(world.ports, change.proposal.id, aMessage('2'));
    await learnCard(world.ports, change.proposal.id, aMessage('2'));
    const copies = await world.store.copies(change.proposal.id);
    expect(copies.map(({ role, message }) => [role, message?.messageId])).toEqual([
      ['own', '1'],
      ['again', '2'],
    ]);
  });

  describe('that several others must approve', () => {
    const two = { approvals: 'second-person', approvers: 2 } as const;
    const holding = (...people: readonly Person[]) => {
      world.roles.holders = () => Promise.resolve(people);
    };
    const CARL = aPerson({ objectId: objectIdOf(3), displayName: 'Carl' });

    test('says so where it opens the tenant, and as many hold the role', async () => {
      holding(ADA, BEN, CARL);
      await proposed({}, {}, two);
      expect(await open()).toMatchObject([{ proposal: { approvers: 2 }, approvals: [] }]);
    });

    test('is not asked for where fewer hold the role: whoever asked is told', async () => {
      holding(ADA, BEN);
      expect(await proposed({}, {}, two)).toMatchObject(
        refused({
          kind: 'tooFewOthers',
          glass: offerLine('break glass: enable sync for x'),
          partner: aTenant(),
          needed: 2,
          others: 1,
        }),
      );
      expect(await open()).toEqual([]);
    });

    test('is not asked for where nobody knows how many hold it', async () => {
      world.roles.holders = noTo(unreadable());
      await expect(proposed({}, {}, two)).rejects.toThrow('directory');
      expect(await open()).toEqual([]);
    });

    test('needs one where it opens nothing', async () => {
      world = new World(ON);
      holding(ADA, BEN);
      await proposed({}, { plan: world.plan(OFF) }, two);
      expect(await open()).toMatchObject([{ proposal: { approval: 'secondPerson', approvers: 1 } }]);
    });

    test('needs nobody where the rule is that whoever asks decides', async () => {
      holding(ADA);
      await proposed({}, {}, { approvals: 'self', approvers: 2 });
      expect(await open()).toMatchObject([{ proposal: { approval: 'self', approvers: 1 } }]);
    });
  });

  test('is not learned where it shows something else already', async () => {
    const change = await world.stored();
    const before = await own();
    world.store.shownOn = () => Promise.resolve(changeIdOf(2));
    await learnCard(world.ports, change.proposal.id, aMessage());
    expect(await own()).toEqual(before);
  });

  test('is found in the thread that a notice has begun, and an own card only in its own', async () => {
    await takesApprovals(APPROVALS);
    await proposed({}, {}, { approvals: 'second-person' });
    const [change] = await open();
    if (change === undefined) throw new Error('nothing was proposed');
    const inThread = (root: string) => ({
      ...aMessage(),
      conversation: aConversation({ conversationId: `${root};messageid=1700000009999` }),
    });
    await learnCard(world.ports, change.proposal.id, inThread('19:abc@thread.tacv2'));
    await learnCard(world.ports, change.proposal.id, inThread(APPROVALS.conversationId));
    const copies = await world.store.copies(change.proposal.id);
    expect(copies.map(({ role, message }) => [role, message?.conversation.conversationId])).toEqual([
      ['own', undefined],
      ['notice', `${APPROVALS.conversationId};messageid=1700000009999`],
    ]);
  });
});
