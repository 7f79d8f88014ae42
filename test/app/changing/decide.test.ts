import { beforeEach, describe, expect, test } from 'vitest';
import { decide } from '../../../src/app/changing/decide.ts';
import { answerOf, type Click, type ClickAnswer, type Decider } from '../../../src/app/changing/click.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { aConversation, aMessage, aPerson, changeIdOf, MINUTE, NOW, objectIdOf } from '../../builders.ts';
import { saying } from '../../support/saying.ts';
import { ADA, BEN, MISTAKE, noTo, unreadable, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const stateOf = async () => (await world.status())?.state;
const CARD = { ...aMessage(), conversation: aConversation({ conversationType: 'groupChat' }) };

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
  return answerOf(answer);
}
const told = (text: string) => ({ kind: 'told', notice: saying(text) });

test('a click on a change that there is not is told so', async () => {
  expect(await press({})).toMatchObject(told('change'));
});

describe('a click of somebody else, where whoever asked decides', () => {
  test('does nothing, and shows nothing', async () => {
    await world.stored();
    const answer = await press({ person: BEN });
    expect(answer).toMatchObject(told('Only the one who asked'));
    expect(JSON.stringify(answer)).toContain('Ada');
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
    expect(world.logged).toMatchObject([{ event: 'click.refused', changeId: changeIdOf(1), objectId: BEN.objectId }]);
  });
});

describe('a click of whoever asked', () => {
  test('carries the change out and draws its card', async () => {
    await world.stored();
    const decider = world.decider();
    const drawn: unknown[] = [];
    const presenter = { ...decider.presenter, draw: (id: unknown) => (drawn.push(id), Promise.resolve(undefined)) };
    const answer = await press({ card: CARD }, { ...decider, presenter });
    expect(answer).toMatchObject({ kind: 'card', change: { status: { state: 'applied' } } });
    expect([world.sent, drawn]).toEqual([[{ kind: 'updateSyncPolicy', userSync: true }], [changeIdOf(1)]]);
  });

  test('is answered with what is known where Teams waits no longer', async () => {
    await world.stored();
    expect(await press({}, world.decider(), true)).toMatchObject({ change: { status: { state: 'applying' } } });
    expect(await stateOf()).toBe('applied');
  });

  test('makes the card known that it was on', async () => {
    await world.stored();
    await press({ verdict: 'looking', card: aMessage('42') });
    expect((await world.store.copies(changeIdOf(1)))[0]?.message?.messageId).toBe('42');
  });

  test('is carried out where the store cannot be read any more, and says what is known', async () => {
    const change = await world.stored();
    const decider = world.decider();
    const applier = {
      apply: () => {
        world.store.get = noTo(MISTAKE);
        return Promise.resolve();
      },
    };
    const presenter = { ...decider.presenter, draw: () => Promise.resolve(undefined) };
    const answer = await press({}, { ...decider, applier, presenter });
    expect(answer).toMatchObject({ kind: 'card', change: { revision: change.revision + 1 } });
  });

  test.each(['cancel', 'confirm'] as const)('to %s after its time expires it', async (verdict) => {
    await world.stored();
    world.now += 15 * MINUTE;
    const answer = await press({ verdict });
    expect(answer).toMatchObject({ change: { status: { state: 'expired', at: world.now } } });
    expect([world.sent, world.said.length]).toEqual([[], 1]);
  });

  test('to cancel takes it back, and its card is drawn', async () => {
    await world.stored();
    const answer = await press({ verdict: 'cancel' });
    expect(answer).toMatchObject({
      kind: 'card',
      change: { status: { state: 'rejected', by: ADA, at: NOW, reason: null } },
    });
    expect([world.sent, world.said.length]).toEqual([[], 1]);
  });

  test.each(['confirm', 'cancel'] as const)('to %s what the store alone says has ended is told loudly, unless it only ends', async (verdict) => {
    await world.stored();
    await world.moved((await world.store.get(changeIdOf(1))) ?? (await world.stored()), { kind: 'rejected', by: ADA, at: NOW, reason: null });
    world.store.contradictions = () => Promise.resolve(['status']);
    await press({ verdict });
    await world.rest();
    expect(world.logged.some(({ event }) => event === 'change.contradicted')).toBe(verdict === 'confirm');
    expect(world.sent).toEqual([]);
  }); // prettier-ignore

  test('on a change that has ended does nothing', async () => {
    await world.stored({ approval: 'secondPerson' });
    await press({ verdict: 'cancel' });
    expect(await press({ verdict: 'approve' })).toMatchObject({
      kind: 'card',
      change: { status: { state: 'rejected' } },
    });
    expect(world.sent).toEqual([]);
  });

  test.each(['confirm', 'approve', 'reject'] as const)(
    'to %s what another one decides does nothing',
    async (verdict) => {
      await world.stored({ approval: 'secondPerson' });
      expect(await press({ verdict })).toMatchObject(told('administrator'));
      expect([await stateOf(), world.sent]).toEqual(['pending', []]);
    },
  );

  test('to cancel what another one decides takes it back', async () => {
    await world.stored({ approval: 'secondPerson' });
    await press({ verdict: 'cancel' });
    expect(await stateOf()).toBe('rejected');
  });

  test.each(['looking', 'approve', 'reject'] as const)(
    'on a button (%s) that is none of theirs changes nothing',
    async (verdict) => {
      await world.stored();
      expect(await press({ verdict })).toMatchObject({ kind: 'card', change: { status: { state: 'pending' } } });
      expect(world.sent).toEqual([]);
    },
  );

  test('does nothing where the rule has been made stricter, but takes it back', async () => {
    await world.stored();
    const strict = { ...world.decider(), settings: { approvals: 'second-person', approvers: 1 } } as const;
    expect(await press({}, strict)).toMatchObject(told('has to approve that now'));
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
    await press({ verdict: 'cancel' }, strict);
    expect(await stateOf()).toBe('rejected');
  });

  test('counts under a rule that asks for nobody else for such a change, and where somebody broke the glass', async () => {
    const risk = { ...world.decider(), settings: { approvals: 'second-person', approvers: 1 } } as const;
    await world.stored({ approval: 'breakGlass' });
    await world.store.heard(BEN.objectId, aConversation({ conversationType: 'personal' }));
    await press({}, risk);
    expect(await stateOf()).toBe('applied');
  });

  test('is none for a change that is stored otherwise than it was proposed', async () => {
    await world.stored();
    world.store.contradictions = () => Promise.resolve(['proposal.plan']);
    expect(await press({})).toMatchObject({
      change: { status: { state: 'stopped', stop: { kind: 'notAsProposed', members: ['proposal.plan'] } } },
    });
    expect(world.sent).toEqual([]);
    expect(world.logged).toContainEqual(expect.objectContaining({ event: 'change.contradicted', level: 'error' }));
  });

  test.each([null, '', '0002'])('who typed %j instead of what is asked for does not confirm', async (typed) => {
    await world.stored({ challenge: '0001' });
    expect(await press({ typed })).toMatchObject(told('Type the last four characters'));
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
  });

  test('who typed it does, spaces and capitals and all', async () => {
    await world.stored({ challenge: '00ab' });
    await press({ typed: ' 00AB ' });
    expect(await stateOf()).toBe('applied');
  });

  test('that comes second shows what the first one did', async () => {
    const change = await world.stored();
    const advance = world.store.advance.bind(world.store);
    world.store.advance = async (next, entry, tell) => {
      world.store.advance = advance;
      await world.moved(change, { kind: 'rejected', by: ADA, at: NOW, reason: null });
      return advance(next, entry, tell);
    };
    expect(await press({})).toMatchObject({ kind: 'card', change: { status: { state: 'rejected' } } });
    expect([world.sent, world.said]).toEqual([[], []]);
  });
});

describe('a click of another administrator', () => {
  beforeEach(() => world.stored({ approval: 'secondPerson', challenge: '00ab' }));
  const APPROVE = { person: BEN, verdict: 'approve', typed: '00ab' } as const;

  test.each([null, '', '0002'])('who typed %j instead of what is asked for does not approve', async (typed) => {
    expect(await press({ ...APPROVE, typed })).toMatchObject(told('Type the last four characters'));
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
  });

  test('who typed it does, spaces and capitals and all, and the card is drawn', async () => {
    const answer = await press({ ...APPROVE, typed: ' 00AB ', card: aMessage('42') });
    expect(answer).toMatchObject({ kind: 'card', change: { status: { state: 'applied', by: BEN } } });
    expect(world.sent).toHaveLength(1);
    const [own] = await world.store.copies(changeIdOf(1));
    const now: Change | undefined = await world.store.get(changeIdOf(1));
    expect([own?.message?.messageId, own?.revision]).toEqual(['42', now?.revision]);
  });

  test('who is asked to type nothing approves by the click alone', async () => {
    world = new World();
    await world.stored({ approval: 'secondPerson' });
    await press({ ...APPROVE, typed: null });
    expect(await stateOf()).toBe('applied');
    expect(world.logged.map(({ event }) => event)).not.toContain('click.refused');
  });

  test('who rejects needs to type nothing but may say why', async () => {
    await press({ person: BEN, verdict: 'reject', reason: 'not now' });
    expect(await world.status()).toEqual({ state: 'rejected', by: BEN, at: NOW, reason: 'not now' });
  });

  test('who looks at it says so, and approves nothing', async () => {
    await press({ person: BEN, verdict: 'looking' });
    expect(await world.status()).toMatchObject({ state: 'pending', looking: { by: BEN, at: NOW } });
  });

  test('on a button that is none of theirs changes nothing', async () => {
    expect(await press({ ...APPROVE, verdict: 'confirm' })).toMatchObject({ kind: 'card' });
    expect([await stateOf(), world.sent, world.said]).toEqual(['pending', [], []]);
  });

  test('on Cancel ends it, also where it does not wait for them', async () => {
    await press({ ...APPROVE, verdict: 'cancel' });
    expect(await world.status()).toEqual({ state: 'rejected', by: BEN, at: NOW, reason: null });
    world = new World();
    await world.stored();
    await press({ ...APPROVE, verdict: 'cancel' });
    expect(await world.status()).toEqual({ state: 'rejected', by: BEN, at: NOW, reason: null });
  });

  test('on Cancel does nothing without the role; whose it is, is all that is told', async () => {
    world = new World();
    await world.stored();
    world.onlyAdministrators(ADA);
    expect(await press({ ...APPROVE, verdict: 'cancel' })).toMatchObject(told('Only the one who asked'));
    expect(await stateOf()).toBe('pending');
  });

  test('who has no role does nothing, and is told', async () => {
    world.onlyAdministrators(ADA);
    expect(await press(APPROVE)).toMatchObject(told('Security Administrator'));
    expect([await stateOf(), world.sent, world.said]).toEqual(['pending', [], []]);
    expect(world.logged).toMatchObject([{ event: 'click.refused', changeId: changeIdOf(1), objectId: BEN.objectId }]);
  });

  test('whose role cannot be read does nothing, and is told where to look', async () => {
    world.roles.active = noTo(unreadable({ kind: 'timeout' }));
    expect(await press(APPROVE)).toMatchObject({ kind: 'told' });
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
    expect(world.logged).toMatchObject([
      {
        event: 'click.unreadable',
        changeId: changeIdOf(1),
        problem: { kind: 'timeout' },
        reference: expect.any(String) as string,
      },
    ]);
  });

  test('ends what somebody asked for who may not ask any more', async () => {
    world.onlyAdministrators(BEN);
    expect(await press({ person: BEN, verdict: 'approve', typed: '00ab' })).toMatchObject({
      change: { status: { state: 'stopped', stop: { kind: 'requesterMayNot' } } },
    });
    expect(world.sent).toEqual([]);
    expect(world.logged).toContainEqual(expect.objectContaining({ event: 'change.stopped' }));
  });

  test('is the first of two: more have to follow, and the same person counts once', async () => {
    world = new World();
    await world.stored({ approval: 'secondPerson', approvers: 2 });
    const approve = { verdict: 'approve' } as const;
    for (let times = 0; times < 2; times += 1) {
      expect(await press({ ...approve, person: BEN })).toMatchObject({
        kind: 'card',
        change: { status: { state: 'pending' }, approvals: [{ by: BEN }] },
      });
    }
    expect(world.sent).toEqual([]);
    const person = aPerson({ objectId: objectIdOf(3) });
    expect(await press({ ...approve, person })).toMatchObject({ change: { status: { state: 'applied', by: person } } });
  });

  test('is not enough where the rule asks for more by now', async () => {
    const stricter = { ...world.decider(), settings: { approvals: 'risk', approvers: 2 } } as const;
    const click = { person: BEN, verdict: 'approve', typed: '00ab' } as const;
    expect(await press(click, stricter)).toMatchObject(told('More administrators have to approve that now'));
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
    await press({ ...click, verdict: 'reject' }, stricter);
    expect(await stateOf()).toBe('rejected');
  });

  test('approves nothing that is stored otherwise than it was proposed', async () => {
    world.store.contradictions = () => Promise.resolve(['proposal.plan']);
    expect(await press({ person: BEN, verdict: 'approve', typed: '00ab' })).toMatchObject({
      change: { status: { state: 'stopped', stop: { kind: 'notAsProposed' } } },
    });
  });

  test('rejects it all the same', async () => {
    world.onlyAdministrators(BEN);
    await press({ person: BEN, verdict: 'reject' });
    expect(await stateOf()).toBe('rejected');
  });

  /** The first look at a role waits until it is told to go on. */
  function slowly() {
    const activeOf = world.roles.activeOf.bind(world.roles);
    const first: { go: () => void; looks: number } = { go: () => undefined, looks: 0 };
    world.roles.activeOf = async (...asked) => {
      first.looks += 1;
      if (first.looks === 1) await new Promise<void>((resolve) => (first.go = resolve));
      return activeOf(...asked);
    };
    return first;
  }
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  const start = async (decider: Decider, click: Partial<Click>, late = false): Promise<ClickAnswer> =>
    answerOf(
      await decide(
        decider,
        { changeId: changeIdOf(1), verdict: 'approve', typed: '00ab', reason: null, card: null, person: BEN, ...click },
        (work) => (late ? Promise.resolve() : work.then(() => undefined)),
      ),
    );

  test('who clicks again while their role is looked up starts no second look', async () => {
    const decider = world.decider();
    const first = slowly();
    const one = start(decider, {});
    await tick();
    expect(await start(decider, {})).toMatchObject(told('looking up your role'));
    expect(first.looks).toBe(1);
    first.go();
    await one;
    await world.rest();
    expect(await stateOf()).toBe('applied');
    expect(decider.checking.size).toBe(0);
  });

  test.each([
    ['somebody else', { person: { ...BEN, objectId: ADA.objectId.replace(/1$/, '3') as typeof BEN.objectId } }],
    ['with another verdict', { verdict: 'reject' }],
  ] as const)('holds up no click meanwhile of %s', async (_, other) => {
    const decider = world.decider();
    const first = slowly();
    const one = start(decider, {});
    await tick();
    const two = await start(decider, other);
    expect(two).toMatchObject({ kind: 'card' });
    first.go();
    await one;
    await world.rest();
  });

  test('who was told no may click again', async () => {
    const decider = world.decider();
    world.roles.active = noTo(unreadable());
    await press(APPROVE, decider);
    expect(decider.checking.size).toBe(0);
  });

  test('for whom Teams waited no longer is told to wait, and the log knows', async () => {
    const first = slowly();
    const answer = await start(world.decider(), { card: CARD }, true);
    expect(answer).toMatchObject(told('looking up your role'));
    expect(world.logged).toMatchObject([{ event: 'click.late', changeId: changeIdOf(1), objectId: BEN.objectId }]);
    first.go();
    await world.rest();
    expect(await stateOf()).toBe('applied');
    // The card says so; nobody is told besides.
    expect(world.said.map(({ kind }) => kind)).not.toContain('notice');
  });

  test('for whom Teams waited no longer and who may not is told so in words', async () => {
    world.onlyAdministrators(ADA);
    await press({ ...APPROVE, card: CARD }, world.decider(), true);
    expect(world.said).toMatchObject([{ kind: 'notice', notice: saying('Security Administrator') }]);
  });

  test('who was answered is not told again', async () => {
    world.onlyAdministrators(ADA);
    await press({ ...APPROVE, card: CARD });
    expect(world.said).toEqual([]);
  });

  test('who has passed when Teams waits no longer sees the card', async () => {
    const decider = world.decider();
    let end: () => void = () => undefined;
    const applier = { apply: () => new Promise<void>((resolve) => (end = resolve)) };
    const answer = await decide(
      { ...decider, applier },
      { changeId: changeIdOf(1), reason: null, card: null, ...APPROVE },
      async () => {
        await tick();
        await tick();
      },
    );
    expect(answerOf(answer)).toMatchObject({
      kind: 'card',
      change: { status: { state: 'applying', phase: 'verifying' } },
    });
    end();
    await world.rest();
  });

  test('whose role is read too late, because its time is over by then, expires it', async () => {
    const active = world.roles.active.bind(world.roles);
    world.roles.active = (...asked) => {
      world.now += 16 * MINUTE;
      return active(...asked);
    };
    await press(APPROVE);
    expect([await stateOf(), world.sent]).toEqual(['expired', []]);
  });

  test('is not taken for a yes where the program made a mistake', async () => {
    world.roles.active = noTo(MISTAKE);
    await expect(press(APPROVE)).rejects.toBe(MISTAKE);
    expect([await stateOf(), world.sent]).toEqual(['pending', []]);
  });

  test('is told of the mistake in words where Teams waited no longer, and the log has it', async () => {
    world.roles.active = noTo(MISTAKE);
    expect(await press({ ...APPROVE, card: CARD }, world.decider(), true)).toMatchObject({ kind: 'told' });
    expect([await stateOf(), world.sent, world.said.length, world.failures]).toEqual(['pending', [], 1, []]);
    expect(world.logged.find(({ event }) => event === 'click.failed')).toMatchObject({
      changeId: changeIdOf(1),
      reference: expect.any(String) as string,
    });
  });
});

describe('many clicks of somebody else', () => {
  beforeEach(() => world.stored({ approval: 'secondPerson' }));

  test('look up their role three times at once', async () => {
    let asked = 0;
    const { roles } = world;
    const activeOf = roles.activeOf.bind(roles);
    const answers: (() => void)[] = [];
    roles.activeOf = async (...what) => {
      asked += 1;
      await new Promise<void>((resolve) => answers.push(resolve));
      return activeOf(...what);
    };
    const decider = world.decider();
    const clicks = (['looking', 'approve', 'reject', 'cancel'] as const).map((verdict) =>
      decide(
        decider,
        { changeId: changeIdOf(1), verdict, typed: null, reason: null, person: BEN, card: null },
        async (work) => {
          await work;
        },
      ),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(3);
    while (answers.length > 0) {
      answers.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(clicks);
    expect(asked).toBeGreaterThan(3);
  });

  test('are told where too many wait, which is no refusal that anybody looked at', async () => {
    world.roles.activeOf = noTo(MISTAKE);
    const clicks: Decider['clicks'] = {
      take: (_, __, otherwise) => Promise.resolve(otherwise({ kind: 'tooManyAtOnce', waiting: 600 })),
    };
    world.store.noteRefusal = noTo(MISTAKE);
    expect(await press({ person: BEN, verdict: 'approve' }, { ...world.decider(), clicks })).toMatchObject(
      told('You have asked for a lot at once'),
    );
    expect([await stateOf(), world.logged]).toEqual(['pending', []]);
  });
});
