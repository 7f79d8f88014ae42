import { messageOf } from '../../../src/words/words.ts';
import { plainText } from '../../../src/words/plain-text.ts';
import type { Reply } from '../../../src/domain/replies/reply.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { demandRights, StoreError, type Channel } from '../../../src/app/ports.ts';
import { LATE_EFFECT_MS } from '../../../src/domain/change/lateness.ts';
import { settler } from '../../../src/app/changing/settle.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { DirectoryProblem } from '../../../src/domain/problem.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aConversation, changeIdOf, NOW } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { ADA, BEN, claimed, MISTAKE, noTo, OFF, ON, TENANT, unreadable, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const confirmed = async (): Promise<Change> => world.moved(await world.stored(), claimed);
const apply = async (change: Change): Promise<void> => world.applier().apply(change);
const events = async () => (await world.store.journal(changeIdOf(1))).map(({ event }) => event.kind);

/** What Graph does with the write. @param problem undefined: it takes it */
function writing(does: () => void, problem?: Partial<DirectoryProblem>): void {
  world.directory.write = (_, step) => {
    world.sent.push(step);
    does();
    return problem === undefined ? Promise.resolve({ requestIds: ['r'] }) : Promise.reject(unreadable(problem));
  };
}
const takes = (): void => {
  world.takesEffect({ kind: 'updateSyncPolicy', userSync: true });
};
const nothing = (): void => undefined;

describe('a confirmed change', () => {
  test('is verified, written, read back and settled', async () => {
    await apply(await confirmed());
    expect(await events()).toEqual(['proposed', 'claimed', 'writeStarted', 'stepDone', 'applied']);
    expect(await world.status()).toEqual({ state: 'applied', by: ADA, at: NOW, found: live(ON) });
  });

  test('is known to be worked on, while it is', async () => {
    const change = await confirmed();
    const { id } = change.proposal;
    const at = world.applier();
    expect([at.isApplying(id), at.hasTried(id)]).toEqual([false, false]);
    const work = at.apply(change);
    expect([at.isApplying(id), at.hasTried(id)]).toEqual([true, true]);
    await work;
    expect([at.isApplying(id), at.hasTried(id)]).toEqual([false, true]);
  });

  test('is given back to somebody who may not confirm it any more', async () => {
    const change = await confirmed();
    world.onlyAdministrators();
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'pending', release: { kind: 'refused' } });
    expect(world.sent).toEqual([]);
    const line = world.logged.find(({ event }) => event === 'change.released');
    expect(line).toMatchObject({ level: 'warn', changeId: changeIdOf(1), release: { kind: 'refused' } });
  });

  test('ends where whoever asked may not ask any more', async () => {
    const change = await world.moved(await world.stored({ approval: 'secondPerson', requester: BEN }), claimed);
    world.onlyAdministrators(ADA);
    await apply(change);
    const stop = { kind: 'requesterMayNot', refusal: { kind: 'roleMissing' } };
    expect(await world.status()).toMatchObject({ state: 'stopped', stop });
    expect(world.sent).toEqual([]);
    expect(world.logged).toContainEqual(expect.objectContaining({ event: 'change.stopped', changeId: changeIdOf(1) }));
  });

  test('is given back where looking at it took too long', async () => {
    const change = await confirmed();
    world.directory.read = () => {
      world.now += 6 * 60_000;
      return Promise.resolve(OFF);
    };
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'pending', release: { kind: 'interrupted' } });
    expect(world.sent).toEqual([]);
  });

  test('is given back where the settings cannot be read, under the ids of what was asked', async () => {
    const change = await confirmed();
    world.directory.read = noTo(unreadable({ kind: 'timeout', requestIds: ['asked'] }));
    await apply(change);
    const release = { kind: 'unreadable', problem: { kind: 'timeout' } };
    expect(await world.status()).toMatchObject({ state: 'pending', release });
    expect(world.sent).toEqual([]);
    expect((await world.store.journal(changeIdOf(1))).at(-1)?.requestIds).toEqual(['asked']);
  });

  test('is out of date where the settings are not those of the card', async () => {
    const change = await confirmed();
    world.partner = partnerWith(null, true);
    await apply(change);
    expect(await world.status()).toEqual({ state: 'stale', by: ADA, at: NOW, found: live(partnerWith(null, true)) });
    expect(world.sent).toEqual([]);
  });

  test('is not written where somebody moved it meanwhile', async () => {
    const change = await confirmed();
    world.store.advance = () => Promise.resolve(false);
    await apply(change);
    expect([world.sent, world.said]).toEqual([[], []]);
  });
});

describe('what came of a write', () => {
  test('is unknown where it cannot be read', async () => {
    const change = await confirmed();
    writing(() => {
      takes();
      world.directory.read = noTo(unreadable());
    });
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'unknown', problem: null, done: 1 });
  });

  test('is a failure where Graph surely said no, and nothing is different', async () => {
    const change = await confirmed();
    writing(nothing, { kind: 'forbidden', reached: 'no' });
    await apply(change);
    const failure = { kind: 'notApplied', problem: { kind: 'forbidden' }, found: live(OFF) };
    expect(await world.status()).toMatchObject({ state: 'failed', failure });
    // Nothing more can come: nobody waits for it.
    expect(world.now).toBe(NOW);
  });

  test('is out of date where Graph surely said no because somebody else was faster', async () => {
    const change = await confirmed();
    writing(() => (world.partner = partnerWith(null, true)), { kind: 'rejected', reached: 'no' });
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'stale', found: live(partnerWith(null, true)) });
  });

  test('is success where Graph surely said no, and somebody else did just that', async () => {
    const change = await confirmed();
    writing(takes, { kind: 'rejected', reached: 'no' });
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'applied' });
  });

  test('is success where the answer was lost and it shows', async () => {
    const change = await confirmed();
    writing(takes, { kind: 'timeout', reached: 'maybe' });
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'applied' });
  });

  test('is unknown for as long as a lost request may still take effect', async () => {
    const change = await confirmed();
    writing(nothing, { kind: 'timeout', reached: 'maybe' });
    await apply(change);
    expect(world.now - NOW).toBeLessThan(LATE_EFFECT_MS);
    expect(await world.status()).toMatchObject({ state: 'unknown', problem: { kind: 'timeout' }, done: 0 });
  });

  test.each([
    [0, 'failed'],
    [-1, 'unknown'],
  ])('is %d ms after that time %s', async (beyond, state) => {
    const change = await confirmed();
    // Each lost answer is looked for as long as patience lasts, twice: here and where the step was sent.
    const start = world.now;
    let begun = 0;
    writing(() => (begun = world.now), { kind: 'timeout', reached: 'maybe' });
    const read = world.directory.read.bind(world.directory);
    let readings = 0;
    world.directory.read = (tenantId) => {
      readings += 1;
      // The last one before the verdict.
      if (readings === 11) world.now = begun + LATE_EFFECT_MS + beyond;
      return read(tenantId);
    };
    await apply(change);
    expect([start, readings]).toEqual([begun, 11]);
    expect(await world.status()).toMatchObject({ state });
  });

  test('is unknown where Graph said that it is done and nothing shows', async () => {
    const change = await confirmed();
    writing(nothing);
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'unknown', done: 1, problem: null });
  });

  test('is unknown where a part of it shows', async () => {
    world.partner = { ...OFF, automaticRedemption: { inbound: null, outbound: null } };
    const plan = world.plan({ ...OFF, automaticRedemption: { inbound: true, outbound: true } });
    const change = await world.moved(await world.stored({ plan }), claimed);
    const half = { ...OFF, automaticRedemption: { inbound: null, outbound: true } };
    writing(() => (world.partner = half), { kind: 'timeout', reached: 'maybe' });
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'unknown', problem: { kind: 'timeout' } });
  });

  test('is for a person to look at where it reads as nobody wanted it', async () => {
    const change = await confirmed();
    writing(() => (world.partner = partnerWith(null, true)));
    await apply(change);
    expect(await world.status()).toMatchObject({
      state: 'failed',
      failure: { kind: 'diverged', found: live(partnerWith(null, true)) },
    });
  });

  test('of a change of two steps is unknown where Graph turned the second one down and the first does not show yet', async () => {
    world = new World({ ...ON, identitySynchronization: null });
    const plan = { tenantId: world.plan(ON).tenantId, before: live(ON), after: live(null) };
    world.partner = ON;
    const change = await world.moved(await world.stored({ plan }), claimed);
    world.directory.write = (_, step) => {
      world.sent.push(step);
      if (step.kind === 'removePartner') return Promise.reject(unreadable({ kind: 'forbidden', reached: 'no' }));
      return Promise.resolve({ requestIds: ['r'] });
    };
    await apply(change);
    expect(world.sent.map(({ kind }) => kind)).toEqual(['deleteSyncPolicy', 'removePartner']);
    expect(await world.status()).toMatchObject({ state: 'unknown', done: 1, problem: { kind: 'forbidden' } });
  });

  test('of a change of two steps is a part of it where Graph turned the second one down', async () => {
    const plan = { tenantId: world.plan(ON).tenantId, before: live(ON), after: live(null) };
    world.partner = ON;
    const change = await world.moved(await world.stored({ plan }), claimed);
    const sent = world.directory.write.bind(world.directory);
    world.directory.write = (...asked) =>
      asked[1].kind === 'removePartner'
        ? Promise.reject(unreadable({ kind: 'forbidden', reached: 'no' }))
        : sent(...asked);
    await apply(change);
    const failure = { kind: 'partlyApplied', done: [{ kind: 'deleteSyncPolicy' }], problem: { kind: 'forbidden' } };
    expect(await world.status()).toMatchObject({ state: 'failed', failure });
  });
});

describe('a change that broke off', () => {
  test('before anything was written is told so, with a reference that the log has', async () => {
    const change = await confirmed();
    world.roles.active = noTo(MISTAKE);
    await apply(change);
    const line = world.logged.find(({ event }) => event === 'change.apply.failed');
    expect(line).toMatchObject({ level: 'error', changeId: changeIdOf(1), reference: expect.any(String) as string });
    expect(world.said).toMatchObject([{ kind: 'notice' }]);
    expect(wordsOf(world.said)).toContain(String(line?.['reference']));
    expect(wordsOf(world.said)).toContain('Nothing was written');
    expect((await world.status())?.state).toBe('applying');
  });

  test('after something may have been written is not told to have changed nothing', async () => {
    const change = await confirmed();
    world.directory.write = noTo(MISTAKE);
    await apply(change);
    expect(world.said).toHaveLength(1);
    expect(wordsOf(world.said)).not.toContain('Nothing was written');
  });

  test('and of which nobody can be told is in the log, and left to the settler', async () => {
    const change = await confirmed();
    const at = world.applier({ ...world.ports, channel: { ...world.ports.channel, post: noTo(MISTAKE) } });
    world.directory.write = noTo(MISTAKE);
    await at.apply(change);
    expect(world.logged.at(-1)).toMatchObject({ level: 'error', event: 'change.untold', changeId: changeIdOf(1) });
    expect(at.isApplying(change.proposal.id)).toBe(false);
  });
});

const wordsOf = (said: readonly Reply[]): string =>
  said.map((reply) => (reply.kind === 'notice' ? plainText(messageOf(reply.notice)) : '')).join('\n');

test('a change of which the bot itself did only a part says so, and why', async () => {
  world.partner = ON;
  const plan = { tenantId: TENANT, before: live(ON), after: live(null) };
  const change = await world.moved(await world.stored({ plan, approval: 'secondPerson', requester: BEN }), claimed);
  const sent = world.directory.write.bind(world.directory);
  world.directory.write = (...asked) => {
    world.onlyAdministrators(ADA);
    return sent(...asked);
  };
  await apply(change);
  const failure = {
    kind: 'partlyApplied',
    problem: null,
    done: [{ kind: 'deleteSyncPolicy' }],
    halt: { kind: 'stopped', stop: { kind: 'requesterMayNot' } },
  };
  expect(await world.status()).toMatchObject({ state: 'failed', failure });
});

test('and still says why where it could not read at once what came of it', async () => {
  world.partner = ON;
  const plan = { tenantId: TENANT, before: live(ON), after: live(null) };
  const change = await world.moved(await world.stored({ plan, approval: 'secondPerson', requester: BEN }), claimed);
  const sent = world.directory.write.bind(world.directory);
  const read = world.directory.read.bind(world.directory);
  const active = world.roles.active.bind(world.roles);
  world.directory.write = (...asked) => {
    world.roles.active = (...whose) => {
      world.directory.read = noTo(unreadable());
      world.onlyAdministrators(ADA);
      return active(...whose).then(() => world.roles.active(...whose));
    };
    return sent(...asked);
  };
  await apply(change);
  const halt = { kind: 'stopped', stop: { kind: 'requesterMayNot' } };
  expect(await world.status()).toMatchObject({ state: 'unknown', problem: null, halt });
  const settling = settler(world.ports, world.applier());
  world.directory.read = read;
  for (let tries = 0; tries < 10; tries += 1) {
    world.now += 5_000;
    await settling.settleDue();
    await world.rest();
  }
  expect(await world.status()).toMatchObject({ state: 'failed', failure: { kind: 'partlyApplied', halt } });
});

describe('what opens with broken glass', () => {
  const broken = async (): Promise<Change> => world.moved(await world.stored({ approval: 'breakGlass' }), claimed);
  const told = () =>
    world.said.filter((reply) => reply.kind === 'notice' && reply.notice.kind === 'glassBroken').length;
  const letters = async () => (await world.store.unsent()).map(({ letter }) => letter);
  beforeEach(async () => {
    const chat = { conversationType: 'personal', conversationId: 'a:ben', activityId: null } as const;
    await world.store.heard(BEN.objectId, aConversation(chat));
  });

  test('is written once somebody else was told', async () => {
    await apply(await broken());
    expect(await world.status()).toMatchObject({ state: 'applied' });
    expect(told()).toBe(1);
    expect(await letters()).toEqual([]);
  });

  test('is given back where nobody could be told', async () => {
    world.roles.holders = () => Promise.resolve([ADA]);
    await apply(await broken());
    expect(await world.status()).toMatchObject({ state: 'pending', release: { kind: 'unheard' } });
    expect(world.sent).toEqual([]);
  });

  test('is told to nobody where it is not written anyway', async () => {
    const change = await broken();
    world.partner = ON;
    await apply(change);
    expect(await world.status()).toMatchObject({ state: 'stale' });
    expect(told()).toBe(0);
  });

  test('is told once more where it is not written after all', async () => {
    const change = await broken();
    const { channel: quiet } = world.ports;
    const channel: Channel = {
      ...quiet,
      post: (...said) => {
        world.partner = ON;
        return quiet.post(...said);
      },
    };
    await world.applier({ ...world.ports, channel }).apply(change);
    await world.rest();
    expect(await world.status()).toMatchObject({ state: 'stale' });
    expect(world.sent).toEqual([]);
    const word = { kind: 'glassBroken', change: changeIdOf(1), at: NOW };
    const circulars = (await world.store.circulars()).map(({ letter }) => letter);
    expect(circulars).toEqual([{ kind: 'circular', word, but: ADA.objectId, heldFrom: null }]);
  });
});

describe('where several processes share the store', () => {
  test('a change that another one has taken over is left to it', async () => {
    const change = await confirmed();
    world.store.hold = () => Promise.resolve(undefined);
    await apply(change);
    expect([await events(), world.sent]).toEqual([['proposed', 'claimed'], []]);
  });

  test('whoever is not heard of for too long writes no further, and says nothing: the other one settles it', async () => {
    const change = await confirmed();
    const released: string[] = [];
    const demand = (): void => {
      throw new StoreError('overtaken', 'taken over');
    };
    world.store.hold = (what) =>
      Promise.resolve({
        right: { kind: 'hold', what, token: 't', demand, renewed: () => undefined },
        release: () => {
          released.push(what);
        },
      });
    world.directory.write = () => {
      demandRights();
      return Promise.resolve({ requestIds: [] });
    };
    await apply(change);
    expect([await events(), world.said, released]).toEqual([
      ['proposed', 'claimed', 'writeStarted'],
      [],
      [`change:${changeIdOf(1)}`],
    ]);
    expect(world.logged).toContainEqual(
      expect.objectContaining({ event: 'change.overtaken', changeId: changeIdOf(1) }),
    );
  });
});
