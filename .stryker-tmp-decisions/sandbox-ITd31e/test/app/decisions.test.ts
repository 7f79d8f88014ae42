// @ts-nocheck
import { beforeEach, describe, expect, test } from 'vitest';
import { applier } from '../../src/app/apply.ts';
import { authorize } from '../../src/app/authorize.ts';
import { closeReview } from '../../src/app/close-review.ts';
import { decide, type Click, type ClickAnswer, type Decider } from '../../src/app/decide.ts';
import { acceptDrift, revertDrift } from '../../src/app/decide-drift.ts';
import { keep } from '../../src/app/keep.ts';
import { learnCard } from '../../src/app/learn-card.ts';
import { advanceAsItStands, asStored } from '../../src/app/lifecycle.ts';
import { mayConfirm } from '../../src/app/may-confirm.ts';
import { ownEffect } from '../../src/app/own-effect.ts';
import type { Store } from '../../src/app/ports.ts';
import { readPlanned } from '../../src/app/read-back.ts';
import { settler } from '../../src/app/settle.ts';
import { write } from '../../src/app/write.ts';
import type { Change, ChangeEvent, Proposal } from '../../src/domain/change.ts';
import type { PartnerConfiguration } from '../../src/domain/policy.ts';
import { DirectoryError, type DirectoryProblem } from '../../src/domain/problem.ts';
import { live } from '../../src/domain/snapshot.ts';
import {
  aChange,
  aConversation,
  aDrift,
  after,
  aMessage,
  anEntry,
  aProblem,
  aTenant,
  changeIdOf,
  MINUTE,
  NOW,
  theProposal,
} from '../builders.ts';
import { partnerWith } from '../cards/changes.ts';
import { ADA, BEN, TENANT, World } from './world.ts';

const OFF = partnerWith(false, true);
const ON = partnerWith(true, true);
/** An error that no answer of Graph's is: a mistake in the program. */
const MISTAKE = new TypeError('a mistake');
const unreadable = (problem: Partial<DirectoryProblem> = {}) => new DirectoryError(aProblem(problem));
const noTo = (error: Error) => () => Promise.reject(error);

let world: World;
beforeEach(() => {
  world = new World(OFF);
});

async function stored(proposal: Partial<Proposal> = {}, store: Store = world.store): Promise<Change> {
  const change = aChange({
    proposal: {
      id: changeIdOf(1),
      partner: aTenant({ tenantId: TENANT }),
      requester: ADA,
      plan: world.plan(ON),
      ...proposal,
    },
  });
  await store.insert(change, theProposal(change));
  return change;
}

async function moved(change: Change, ...events: readonly ChangeEvent[]): Promise<Change> {
  let now = change;
  for (const event of events) {
    now = after(now, event);
    expect(await world.store.advance(now, anEntry(now, event))).toBe(true);
  }
  return now;
}

const claimed = { kind: 'claimed', by: ADA, at: NOW } as const;
const writeStarted = { kind: 'writeStarted', at: NOW } as const;
const stateOf = async (id = changeIdOf(1)) => (await world.store.get(id))?.status.state;

/** @param late Teams waits no longer than that for the answer */
async function press(click: Partial<Click>, decider: Decider = world.decider(), late = false): Promise<ClickAnswer> {
  const answer = await decide(
    decider,
    { changeId: changeIdOf(1), verdict: 'confirm', typed: null, reason: null, person: ADA, card: null, ...click },
    async (work) => {
      if (!late) await work;
    },
  );
  await world.rest();
  return answer;
}

describe('who may', () => {
  test('is refused with what is known where nothing more can be read', async () => {
    world.onlyAdministrators();
    world.roles.direct = noTo(unreadable());
    world.roles.eligible = noTo(unreadable());
    const refusal = await authorize(world.roles, world.ports.log, ADA, 'change');
    expect(refusal).toMatchObject({ kind: 'roleMissing', held: [], eligible: 'unread' });
  });

  test('is asked only of somebody who confirmed', async () => {
    await expect(mayConfirm(world.ports, world.settings, await stored())).rejects.toThrow('only a claimed change');
  });

  test('is no answer of a program that made a mistake', async () => {
    world.roles.active = noTo(MISTAKE);
    const change = after(await stored(), claimed);
    await expect(mayConfirm(world.ports, world.settings, change)).rejects.toBe(MISTAKE);
  });
});

describe('a click of whoever asked', () => {
  test('on a button that is none of theirs changes nothing', async () => {
    await stored();
    expect(await press({ verdict: 'looking' })).toMatchObject({
      kind: 'card',
      change: { status: { state: 'pending' } },
    });
    expect(world.sent).toEqual([]);
  });

  test('that comes second shows what the first one did', async () => {
    const change = await stored();
    const advance = world.store.advance.bind(world.store);
    world.store.advance = async (next, entry, tell) => {
      world.store.advance = advance;
      await moved(change, { kind: 'rejected', by: ADA, at: NOW, reason: null });
      return advance(next, entry, tell);
    };
    expect(await press({})).toMatchObject({ kind: 'card', change: { status: { state: 'rejected' } } });
    expect(world.sent).toEqual([]);
  });
});

describe('a click of another administrator', () => {
  beforeEach(() => stored({ approval: 'secondPerson', challenge: '0001' }));

  test.each([null, '', '0002'])('who typed %j instead of what is asked for does not approve', async (typed) => {
    expect(await press({ person: BEN, verdict: 'approve', typed })).toMatchObject({ kind: 'told' });
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
  });

  test('who typed it does, spaces and all', async () => {
    await press({ person: BEN, verdict: 'approve', typed: ' 0001 ' });
    expect([await stateOf(), world.sent.length]).toEqual(['applied', 1]);
  });

  test('who clicks again while their role is looked up starts no second look', async () => {
    const decider = world.decider();
    let looks = 0;
    let answer: () => void = () => undefined;
    const active = world.roles.active.bind(world.roles);
    world.roles.active = async (...asked) => {
      looks += 1;
      if (looks === 1) await new Promise<void>((resolve) => (answer = resolve));
      return active(...asked);
    };
    const click = { person: BEN, verdict: 'approve', typed: '0001' } as const;
    const first = press(click, decider);
    await new Promise((resolve) => setImmediate(resolve));
    const second = decide(decider, { changeId: changeIdOf(1), reason: null, card: null, ...click }, (work) =>
      work.then(() => undefined),
    );
    expect(await second).toMatchObject({ kind: 'told' });
    expect(looks).toBe(1);
    answer();
    await first;
    expect(await stateOf()).toBe('applied');
  });

  test('whose role is read too late, because its time is over by then, expires it', async () => {
    const active = world.roles.active.bind(world.roles);
    world.roles.active = (...asked) => {
      world.now += 16 * MINUTE;
      return active(...asked);
    };
    await press({ person: BEN, verdict: 'approve', typed: '0001' });
    expect([await stateOf(), world.sent]).toEqual(['expired', []]);
  });

  test('is not taken for a yes where the program made a mistake', async () => {
    world.roles.active = noTo(MISTAKE);
    await expect(press({ person: BEN, verdict: 'approve', typed: '0001' })).rejects.toBe(MISTAKE);
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
  });

  test('is told of the mistake in words where Teams waited no longer', async () => {
    world.roles.active = noTo(MISTAKE);
    expect(await press({ person: BEN, verdict: 'approve', typed: '0001' }, world.decider(), true)).toMatchObject({
      kind: 'told',
    });
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
  });
});

describe('a review', () => {
  test('that somebody else closed in the same moment is not closed twice', async () => {
    const change = await moved(await stored({ approval: 'breakGlass' }), claimed, writeStarted, {
      kind: 'applied',
      found: live(ON),
      at: NOW,
    });
    world.store.advance = () => Promise.resolve(false);
    expect(await closeReview(world.ports, BEN, change.proposal.id, 'fine')).toMatchObject({ kind: 'notice' });
    expect((await world.store.get(change.proposal.id))?.review).toBeNull();
  });
});

describe('a drift', () => {
  const drift = (before: PartnerConfiguration, now: PartnerConfiguration) =>
    aDrift({ partner: aTenant({ tenantId: TENANT }), before: live(before), after: live(now) });
  const asked = { person: ADA, conversation: aConversation(), card: null, command: 'revert drift' };

  test('that was named while somebody accepted it is accepted all the same', async () => {
    const open = drift(OFF, ON);
    const named = { ...open, revision: 2 };
    const tries: number[] = [];
    world.store.drift = () => Promise.resolve(tries.length === 0 ? open : named);
    world.store.moveDrift = (known) => {
      tries.push(known.revision);
      return Promise.resolve(tries.length === 1 ? undefined : known);
    };
    expect(await acceptDrift(world.ports, ADA, open.id, 'agreed')).toMatchObject({ kind: 'drift' });
    expect(tries).toEqual([1, 2]);
  });

  test('that cannot be taken back by any write is not proposed', async () => {
    const group = (groupSync: boolean | null): PartnerConfiguration => ({
      ...ON,
      identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync },
    });
    const open = drift(group(null), group(false));
    world.store.drift = () => Promise.resolve(open);
    world.partner = group(false);
    world.directory.defaults = noTo(unreadable());
    expect(await revertDrift(world.ports, world.settings, asked, open.id, null)).toMatchObject({ kind: 'notice' });
    expect(await world.store.open()).toEqual([]);
  });

  test('that only Graph beta can take back says so where that is off', async () => {
    const group = (groupSync: boolean): PartnerConfiguration => ({
      ...ON,
      identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync },
    });
    const open = drift(group(false), group(true));
    world.store.drift = () => Promise.resolve(open);
    world.partner = group(true);
    world.directory.defaults = noTo(unreadable());
    const off = await revertDrift(world.ports, world.settings, asked, open.id, null);
    expect(JSON.stringify(off)).toContain('PREVIEW_FEATURES');
    const on = await revertDrift(world.ports, { ...world.settings, preview: true }, asked, open.id, null);
    expect(on).toMatchObject({ kind: 'change' });
  });
});

describe('a proposal', () => {
  const asked = { person: ADA, conversation: aConversation(), card: null, command: 'enable sync' };
  const draft = () => ({
    again: 'enable sync for x',
    partner: aTenant({ tenantId: TENANT }),
    plan: world.plan(ON),
    reason: null,
    challenge: null,
    follows: null,
    lookalikes: [],
    defaults: null,
  });

  test('that changes nothing is a mistake', async () => {
    const nothing = { ...draft(), plan: world.plan(OFF) };
    await expect(keep(world.ports, world.settings, asked, nothing)).rejects.toThrow('changes nothing');
  });

  test('asked for twice by a button on one card is the same one', async () => {
    const card = aMessage();
    const first = await keep(world.ports, world.settings, { ...asked, card }, draft());
    const second = await keep(world.ports, world.settings, { ...asked, card }, draft());
    expect(second).toEqual(first);
    const other = await keep(world.ports, world.settings, { ...asked, card, person: BEN }, draft());
    expect(other).toMatchObject({ kind: 'notice' });
    const elsewhere = await keep(world.ports, world.settings, { ...asked, card: aMessage('17') }, draft());
    expect(elsewhere).toMatchObject({ kind: 'notice' });
  });

  test('is not learned to be on a card in another place', async () => {
    const change = await stored();
    const [own] = await world.store.copies(change.proposal.id);
    const elsewhere = { ...aMessage(), conversation: aConversation({ conversationId: 'a:elsewhere' }) };
    await learnCard(world.ports, change, elsewhere);
    expect(await world.store.copies(change.proposal.id)).toEqual([own]);
  });
});

describe('a change as it is stored', () => {
  test('is the one that was known where the store has none', async () => {
    const change = aChange();
    expect(await asStored(world.ports, change)).toBe(change);
  });

  test('is looked at again where it has moved on meanwhile', async () => {
    const known = await stored({ approval: 'secondPerson' });
    await moved(known, { kind: 'looked', by: BEN, at: NOW });
    const end = await advanceAsItStands(world.ports, known, () => ({
      kind: 'rejected',
      by: BEN,
      at: NOW,
      reason: null,
    }));
    expect(end?.revision).toBe(3);
  });
});

describe('reading', () => {
  test('passes a mistake of the program on', async () => {
    world.directory.read = noTo(MISTAKE);
    await expect(readPlanned(world.ports, world.plan(ON))).rejects.toBe(MISTAKE);
  });

  test('of what the bot gave up tells its late effect from what it did not do', async () => {
    const lost = { kind: 'failed', failure: { kind: 'notApplied', problem: null, found: live(OFF) }, at: NOW } as const;
    await moved(await stored(), claimed, writeStarted, lost);
    const suspect = { tenantId: TENANT, seenAt: NOW };
    expect(await ownEffect(world.ports, suspect, OFF, ON)).toEqual({ change: changeIdOf(1), done: 1 });
    expect(await ownEffect(world.ports, suspect, OFF, partnerWith(null, true))).toBeUndefined();
  });
});

describe('carrying out', () => {
  const start = async (): Promise<Change> => moved(await stored(), claimed);

  test('gives the card back where the settings cannot be read, before anything is sent', async () => {
    const change = await start();
    world.directory.read = noTo(unreadable({ kind: 'timeout' }));
    await applier(world.ports, world.settings).apply(change);
    const status = (await world.store.get(change.proposal.id))?.status;
    expect(status).toMatchObject({ state: 'pending', release: { kind: 'unreadable', problem: { kind: 'timeout' } } });
    expect(world.sent).toEqual([]);
  });

  test('ends as unknown where the result cannot be read', async () => {
    const change = await start();
    const sent = world.directory.write.bind(world.directory);
    world.directory.write = (...asked) => {
      world.directory.read = noTo(unreadable());
      return sent(...asked);
    };
    await applier(world.ports, world.settings).apply(change);
    expect(await stateOf()).toBe('unknown');
  });

  const writing = async (): Promise<Change> => moved(await start(), writeStarted);

  test('stops where somebody else moved the change meanwhile', async () => {
    const change = await writing();
    world.store.advance = () => Promise.resolve(false);
    await expect(write(world.ports, world.settings, change)).rejects.toThrow('moved on by somebody else');
    expect(world.sent).toHaveLength(1);
  });

  test('passes a mistake of the program on, and sends nothing again', async () => {
    let tries = 0;
    world.directory.write = () => {
      tries += 1;
      return Promise.reject(MISTAKE);
    };
    await expect(write(world.ports, world.settings, await writing())).rejects.toBe(MISTAKE);
    expect(tries).toBe(1);
  });

  /** Graph turns the first attempts down like this, and then takes the step. */
  const turnsDown = (problems: readonly DirectoryError[], meanwhile: () => void = () => undefined): void => {
    const left = [...problems];
    const sent = world.directory.write.bind(world.directory);
    world.directory.write = (...asked) => {
      const error = left.shift();
      if (error === undefined) return sent(...asked);
      meanwhile();
      return Promise.reject(error);
    };
  };

  test('of a step that is there after an attempt in doubt goes on', async () => {
    const change = await writing();
    turnsDown([unreadable({ kind: 'throttled', reached: 'maybe' })], () => {
      world.takesEffect({ kind: 'updateSyncPolicy', userSync: true });
    });
    expect(await write(world.ports, world.settings, change)).toMatchObject({ problem: null });
    expect(world.sent).toEqual([]);
  });

  test('of a step that is there although Graph surely turned it down is somebody else’s work', async () => {
    const change = await writing();
    turnsDown([unreadable({ kind: 'throttled', reached: 'no' })], () => {
      world.takesEffect({ kind: 'updateSyncPolicy', userSync: true });
    });
    expect(await write(world.ports, world.settings, change)).toMatchObject({ problem: { kind: 'throttled' } });
    expect(world.sent).toEqual([]);
  });

  test('sends nothing again where the settings cannot be read', async () => {
    const change = await writing();
    turnsDown([unreadable({ kind: 'throttled', reached: 'no' })], () => {
      world.directory.read = noTo(unreadable());
    });
    expect(await write(world.ports, world.settings, change)).toMatchObject({ problem: { kind: 'throttled' } });
    expect(world.sent).toEqual([]);
  });

  test('sends a removal again that Graph refuses for as long as it sees the policy', async () => {
    world = new World({ ...ON, identitySynchronization: null });
    const plan = { tenantId: TENANT, before: world.state, after: live(null) };
    const change = await moved(await stored({ plan }), claimed, writeStarted);
    turnsDown([unreadable({ kind: 'rejected', reached: 'no' })]);
    expect(await write(world.ports, world.settings, change)).toMatchObject({ problem: null });
    expect(world.sent).toEqual([{ kind: 'removePartner' }]);
  });
});

describe('settling', () => {
  test('waits for sight of what was written', async () => {
    await moved(await stored(), claimed, writeStarted);
    const settling = settler(world.ports, applier(world.ports, world.settings));
    world.directory.read = noTo(unreadable());
    await settling.settleDue();
    await world.rest();
    expect(await stateOf()).toBe('unknown');
    world.directory.read = () => Promise.resolve(ON);
    world.now += MINUTE;
    await settling.settleDue();
    await world.rest();
    expect(await stateOf()).toBe('applied');
    expect(world.sent).toEqual([]);
  });
});
