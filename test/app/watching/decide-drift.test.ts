import { refused } from '../../../src/domain/replies/notice.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { acceptDrift } from '../../../src/app/watching/accept-drift.ts';
import { decideDrift, type DriftVerdict } from '../../../src/app/watching/decide-drift.ts';
import { revertDrift } from '../../../src/app/changing/revert-drift.ts';
import type { ConversationReference } from '../../../src/domain/telling/conversation.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import type { Reply } from '../../../src/domain/replies/reply.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aConversation, aDrift, aMessage, aPerson, aTenant, driftIdOf, NOW, objectIdOf } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { saying } from '../../support/saying.ts';
import { ADA, BEN, noTo, OFF, ON, TENANT, unreadable, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World(ON);
  world.directory.defaults = () => Promise.resolve({ automaticRedemption: { inbound: false, outbound: false } });
});

const drift = (before: PartnerConfiguration, now: PartnerConfiguration): Drift =>
  aDrift({ partner: aTenant({ tenantId: TENANT }), before: live(before), after: live(now) });
const ID = driftIdOf(1);
const revert = (preview = false): Promise<Reply> =>
  world.ask(
    revertDrift(world.ports, { ...world.settings, preview }, world.lookup),
    'change',
    { kind: 'revertDrift', drift: ID, reason: 'why' },
    { command: 'revert drift' },
  );
const clicked = async (person: Person, verdict: DriftVerdict, reason: string | null): Promise<Reply> => {
  const conversation = aConversation();
  const click = { driftId: ID, verdict, reason, person, conversation, card: null };
  return (await decideDrift(world.ports, world.settings, world.lookup, click)).value;
};
const accept = (person: Person, reason: string | null): Promise<Reply> => clicked(person, 'accept', reason);
const titled = (title: string) => ({ kind: 'notice', notice: saying(title) });

/** User sync was switched on past the bot, and the store has it. */
async function found(...tell: readonly ConversationReference[]): Promise<Drift> {
  await world.store.beginWatch([{ tenantId: TENANT, state: OFF }], NOW);
  const [stored] = await world.store.recordLook(
    [{ tenantId: TENANT, revision: 1, kind: 'drifted', drift: drift(OFF, ON) }],
    NOW,
    tell,
  );
  if (stored === undefined) throw new Error('the drift was not stored');
  return stored;
}

describe('accepting what was found', () => {
  test('takes a reason, without its spaces, and is told in the log', async () => {
    await found();
    world.now += 5;
    const reply = await accept(BEN, ' agreed ');
    const status = { state: 'accepted', by: BEN, reason: 'agreed', at: world.now };
    expect(reply).toMatchObject({ kind: 'drift', drift: { status } });
    expect((await world.store.drift(ID))?.status).toEqual(status);
    expect(world.logged).toMatchObject([{ event: 'drift.accepted', driftId: ID, tenantId: TENANT, by: BEN.objectId }]);
  });

  test.each([null, '', '  '])('without a reason (%j) does nothing', async (reason) => {
    await found();
    const reply = await accept(ADA, reason);
    expect(JSON.stringify(reply)).toContain(`accept drift ${ID}`);
    expect((await world.store.drift(ID))?.status).toEqual({ state: 'open' });
  });

  test('takes the role', async () => {
    await found();
    world.onlyAdministrators(BEN);
    expect(await accept(ADA, 'agreed')).toMatchObject(titled('Security Administrator'));
    expect((await world.store.drift(ID))?.status).toEqual({ state: 'open' });
  });

  test('of none, or of one that is decided, does nothing and says so', async () => {
    expect(await accept(ADA, 'agreed')).toMatchObject(titled('I do not know this drift'));
    await found();
    await accept(BEN, 'agreed');
    const again = await accept(ADA, 'agreed');
    expect(again).toMatchObject(titled('decided already'));
    expect(JSON.stringify(again)).toContain('Ben');
  });

  test('of one that was taken back names nobody', async () => {
    const open = await found();
    world.store.drift = () =>
      Promise.resolve({ ...open, status: { state: 'superseded', by: driftIdOf(2), at: NOW } as const });
    expect(await accept(ADA, 'agreed')).toMatchObject({
      notice: { refusal: { kind: 'driftClosed', drift: { id: ID } } },
    });
  });

  test('that was named meanwhile accepts it all the same', async () => {
    const open = drift(OFF, ON);
    const named = { ...open, revision: 2 };
    const tries: number[] = [];
    world.store.drift = () => Promise.resolve(tries.length === 0 ? open : named);
    world.store.moveDrift = (known) => {
      tries.push(known.revision);
      return Promise.resolve(tries.length === 1 ? undefined : known);
    };
    expect(await accept(ADA, 'agreed')).toMatchObject({ kind: 'drift' });
    expect(tries).toEqual([1, 2]);
  });
});

describe('what takes two to accept it', () => {
  const CLEO = aPerson({ objectId: objectIdOf(3), displayName: 'Cleo' });
  const say = async (by: Person): Promise<Reply> => {
    const click = { driftId: ID, verdict: 'accept', reason: 'agreed', person: by, conversation: aConversation(), card: null } as const;
    return (await decideDrift(world.ports, { ...world.settings, approvals: 'risk' }, world.lookup, click)).value;
  }; // prettier-ignore

  test('is accepted by the second', async () => {
    await found();
    expect(await say(ADA)).toMatchObject({ drift: { status: { state: 'open' }, half: { by: ADA } } });
    expect(await say(BEN)).toMatchObject({ drift: { status: { state: 'accepted', by: BEN }, half: { by: ADA } } });
  });

  test('is not where the first may not any more: the second is the first then', async () => {
    await found();
    await say(ADA);
    world.onlyAdministrators(BEN, CLEO);
    expect(await say(BEN)).toMatchObject({ drift: { status: { state: 'open' }, half: { by: BEN } } });
    expect(await say(BEN)).toMatchObject({ notice: { refusal: { kind: 'halfAccepted', drift: { id: ID } } } });
    expect(await say(CLEO)).toMatchObject({ drift: { status: { state: 'accepted', by: CLEO }, half: { by: BEN } } });
  });

  test('is not where the first cannot be read', async () => {
    await found();
    await say(ADA);
    const active = world.roles.active.bind(world.roles);
    world.roles.active = (id, ...asked) =>
      id === ADA.objectId ? Promise.reject(unreadable({ subject: 'role' })) : active(id, ...asked);
    expect(await say(BEN)).toMatchObject({ kind: 'notice', notice: { kind: 'unreadable' } });
    expect(await world.store.drift(ID)).toMatchObject({ status: { state: 'open' }, half: { by: ADA } });
  });

  test.each(['accept', 'revert'] as const)('is nothing that somebody put into the store: %s', async (verdict) => {
    await found();
    world.store.driftContradictions = () => Promise.resolve(['half']);
    const click = { driftId: ID, verdict, reason: 'agreed', person: BEN, conversation: aConversation(), card: null };
    const { value } = await decideDrift(world.ports, world.settings, world.lookup, click);
    expect(value).toEqual(
      refused({ kind: 'driftRewritten', drift: ID, partner: drift(OFF, ON).partner, members: ['half'] }),
    );
    expect(await world.store.drift(ID)).toMatchObject({ status: { state: 'open' } });
    expect(await world.store.open()).toEqual([]);
    expect(world.logged).toContainEqual(expect.objectContaining({ event: 'drift.contradicted', members: ['half'] }));
    const letters = (await world.store.circulars()).map(({ letter }) => letter);
    expect(letters).toEqual([
      { kind: 'circular', word: { kind: 'driftRewritten', drift: ID }, but: null, heldFrom: null },
    ]);
  });
});

describe('accepting it by a line', () => {
  const type = (reason: string | null, person = ADA): Promise<Reply> =>
    world.ask(
      acceptDrift(world.ports, world.settings),
      'change',
      { kind: 'acceptDrift', drift: ID, reason, asked: null },
      { person },
    );

  test('is answered in words: the cards of the drift show it', async () => {
    await found();
    expect(await type('agreed')).toMatchObject({
      kind: 'notice',
      notice: { kind: 'driftAccepted', drift: { id: ID, partner: drift(OFF, ON).partner } },
    });
    expect((await world.store.drift(ID))?.status).toMatchObject({ state: 'accepted', by: ADA, reason: 'agreed' });
  });

  test('takes a reason, and the role', async () => {
    await found();
    expect(JSON.stringify(await type(null))).toContain(`accept drift ${ID}`);
    world.onlyAdministrators(BEN);
    expect(await type('agreed')).toMatchObject(titled('Security Administrator'));
    expect((await world.store.drift(ID))?.status).toEqual({ state: 'open' });
  });
});

describe('taking back what was found', () => {
  test('is an ordinary change', async () => {
    await found();
    expect(await revert()).toMatchObject({ kind: 'change' });
    expect(await world.store.open()).toMatchObject([
      {
        proposal: {
          command: 'revert drift',
          again: `revert drift ${ID}`,
          partner: { tenantId: TENANT },
          reason: 'why',
          plan: { tenantId: TENANT, before: live(ON), after: live(OFF) },
          challenge: null,
          follows: null,
          lookalikes: [],
          defaults: { automaticRedemption: { inbound: false, outbound: false } },
        },
      },
    ]);
  });

  test('takes the place of a card that waits, also where what opened was that a partner is gone', async () => {
    const gone: Drift = aDrift({ partner: aTenant({ tenantId: TENANT }), before: live(ON), after: live(null) });
    await world.store.beginWatch([{ tenantId: TENANT, state: ON }], NOW);
    await world.store.recordLook([{ tenantId: TENANT, revision: 1, kind: 'drifted', drift: gone }], NOW);
    world.partner = null;
    await world.stored({ requester: BEN, plan: world.plan(partnerWith(null, null)) });
    expect(await revert()).toMatchObject({ kind: 'change' });
    expect(await world.status()).toMatchObject({ state: 'superseded', by: ADA });
  });

  test('needs no default configuration', async () => {
    await found();
    world.directory.defaults = noTo(unreadable());
    expect(await revert()).toMatchObject({ kind: 'change' });
    expect(await world.store.open()).toMatchObject([{ proposal: { defaults: null } }]);
  });

  test('takes the role', async () => {
    await found();
    world.onlyAdministrators(BEN);
    expect(await revert()).toMatchObject(titled('Security Administrator'));
    expect(await world.store.open()).toEqual([]);
  });

  test('is not proposed where the role or the drift cannot be read', async () => {
    await found();
    world.store.drift = noTo(unreadable({ subject: 'partner' }));
    await expect(revert()).rejects.toThrow();
    world.roles.active = noTo(unreadable({ subject: 'role' }));
    await expect(revert()).rejects.toMatchObject({ problem: { subject: 'role' } });
  });

  test('of none, or of one that is decided, does nothing and says so', async () => {
    expect(await revert()).toMatchObject(titled('I do not know this drift'));
    await found();
    await accept(BEN, 'agreed');
    expect(await revert()).toMatchObject(titled('decided already'));
    expect(await world.store.open()).toEqual([]);
  });

  test('is not proposed where the partner looks different by now', async () => {
    await found();
    world.partner = partnerWith(null, true);
    expect(await revert()).toMatchObject(titled('no longer looks'));
    expect(await world.store.open()).toEqual([]);
  });

  const group = (groupSync: boolean | null): PartnerConfiguration => ({
    ...ON,
    identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync },
  });

  test('that no write can do is not proposed', async () => {
    world.store.drift = () => Promise.resolve(drift(group(null), group(false)));
    world.partner = group(false);
    expect(await revert()).toMatchObject(titled('no longer looks'));
    expect(await world.store.open()).toEqual([]);
  });

  test('that only Graph beta can do says so where that is off', async () => {
    world.store.drift = () => Promise.resolve(drift(group(false), group(true)));
    world.partner = group(true);
    expect(await revert()).toEqual(refused({ kind: 'previewOff', command: 'revert drift' }));
    expect(await revert(true)).toMatchObject({ kind: 'change' });
  });
});

describe('a click on the card of a drift', () => {
  const click = (verdict: DriftVerdict, reason: string | null = null): Promise<Reply> => clicked(ADA, verdict, reason);

  test('accepts it with the reason that was typed', async () => {
    await found();
    expect(await click('accept', 'agreed')).toMatchObject({
      drift: { status: { state: 'accepted', reason: 'agreed' } },
    });
  });

  test('proposes to take it back, as if it was typed', async () => {
    await found();
    expect(await click('revert', 'what is typed is the reason to accept')).toMatchObject({ kind: 'change' });
    expect(await world.store.open()).toMatchObject([
      { proposal: { command: 'revert drift', reason: null, requester: ADA } },
    ]);
  });

  test.each(['accept', 'revert'] as const)('to %s that fails is answered in words', async (verdict) => {
    await found();
    world.roles.active = noTo(unreadable());
    expect(await click(verdict, 'agreed')).toMatchObject({ kind: 'notice' });
    expect(world.logged).toMatchObject([
      { event: 'command.failed', command: `${verdict} drift`, objectId: ADA.objectId },
    ]);
  });
});

describe('a card that came twice', () => {
  const CHANNEL = aConversation({
    conversationId: '19:drift@thread.tacv2',
    conversationType: 'channel',
    activityId: null,
  });
  const post = (messageId: string) => ({
    ...aMessage(messageId),
    conversation: { ...CHANNEL, conversationId: `${CHANNEL.conversationId};messageid=${messageId}` },
  });
  const click = async (verdict: DriftVerdict, by: Person, messageId: string): Promise<Reply> => {
    const conversation = post(messageId).conversation;
    const asked = { driftId: ID, verdict, reason: 'agreed', person: by, conversation, card: post(messageId) };
    return (await decideDrift(world.ports, world.settings, world.lookup, asked)).value;
  };
  const shown = async () => (await world.store.copies(ID)).map(({ role, message }) => [role, message?.messageId]);

  beforeEach(async () => {
    await found(CHANNEL);
    const [notice] = await world.store.copies(ID);
    await world.store.recordDrawn(notice?.id ?? 0, { message: post('1'), revision: 1 });
  });

  test.each(['accept', 'revert'] as const)('is known from its first click: %s', async (verdict) => {
    await click(verdict, BEN, '2');
    expect(await shown()).toEqual([
      ['notice', '1'],
      ['again', '2'],
    ]);
    await click(verdict, BEN, '1');
    await click(verdict, BEN, '2');
    expect(await shown()).toHaveLength(2);
  });

  test.each(['accept', 'revert'] as const)('is not learned from whoever may not: %s', async (verdict) => {
    world.onlyAdministrators(BEN);
    await click(verdict, ADA, '2');
    expect(await shown()).toEqual([['notice', '1']]);
  });
});
