import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { toAnybody, type Given, type Proof, type WriteProof } from '../../src/app/authorize.ts';
import { answering, nothing, useCase, useCaseReading, type UseCase } from '../../src/app/use-case.ts';
import type { UseCases } from '../../src/app/use-cases.ts';
import type { ClickAnswer, Decided } from '../../src/app/changing/click.ts';
import { decide } from '../../src/app/changing/decide.ts';
import { write } from '../../src/app/changing/write.ts';
import { handle } from '../../src/app/hearing/handle.ts';
import { decideDrift } from '../../src/app/watching/decide-drift.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { aConversation } from '../builders.ts';
import { saying } from '../support/saying.ts';
import { ADA, BEN, MISTAKE, noTo, unreadable, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
const OPEN: Reply = { kind: 'open', changes: [], page: 1, pages: 1, total: 0 };
const REFUSED = { kind: 'notice', notice: saying('Security Administrator') };

describe('what was read beside the role', () => {
  const answered: unknown[] = [];
  const reading = (early: () => Promise<string>) =>
    useCaseReading(world.ports, 'unsubscribe', {
      early,
      answer: (proof, { command }, read) => {
        answered.push([proof.person, proof.access, command, read]);
        return proof.give(OPEN);
      },
    });
  const ask = (useCase: UseCase<'unsubscribe'>, person = ADA) =>
    world.ask(useCase, 'change', { kind: 'unsubscribe' }, { person, command: 'stop' });
  beforeEach(() => {
    answered.length = 0;
  });

  test('is handed on with the proof, once the role is there', async () => {
    expect(await ask(reading(() => Promise.resolve('read')))).toEqual(OPEN);
    expect(answered).toEqual([[ADA, 'change', 'stop', 'read']]);
  });

  /** What was asked for, and what had come by then, while somebody asks. */
  const orderOf = async (person = ADA): Promise<{ readonly order: readonly string[]; readonly reply: Reply }> => {
    const order: string[] = [];
    const active = world.roles.active.bind(world.roles);
    world.roles.active = async (...asked) => {
      order.push('role asked');
      const facts = await active(...asked);
      order.push('role known');
      return facts;
    };
    const early = () => {
      order.push('read');
      return Promise.resolve('read');
    };
    try {
      return { reply: await ask(reading(early), person), order };
    } finally {
      world.roles.active = active;
    }
  };
  const AT_ONCE = ['role asked', 'read', 'role known'];
  const ROLE_FIRST = ['role asked', 'role known', 'read'];
  const ROLE_ONLY = ['role asked', 'role known'];

  test('is read without waiting for the role of whoever was seen with it in the last ten minutes', async () => {
    expect((await orderOf()).order).toEqual(ROLE_FIRST);
    expect((await orderOf()).order).toEqual(AT_ONCE);
    expect((await orderOf(BEN)).order).toEqual(ROLE_FIRST);
    world.now += 10 * 60_000 - 1;
    expect((await orderOf()).order).toEqual(AT_ONCE);
    world.now += 10 * 60_000;
    expect((await orderOf()).order).toEqual(ROLE_FIRST);
  });

  test('is not read for somebody without the role, however often they ask', async () => {
    world.onlyAdministrators(BEN);
    expect(await orderOf()).toMatchObject({ order: ROLE_ONLY, reply: REFUSED });
    expect(await orderOf()).toMatchObject({ order: ROLE_ONLY, reply: REFUSED });
    expect(answered).toEqual([]);
  });

  test('comes to nothing where the role has ended since, and is read no more after that', async () => {
    await orderOf();
    world.onlyAdministrators(BEN);
    answered.length = 0;
    expect(await orderOf()).toMatchObject({ order: AT_ONCE, reply: REFUSED });
    expect(await orderOf()).toMatchObject({ order: ROLE_ONLY, reply: REFUSED });
    expect(answered).toEqual([]);
  });

  test('is not read where the role cannot be', async () => {
    world.roles.active = noTo(unreadable());
    const early = () => {
      throw MISTAKE;
    };
    await expect(ask(reading(early))).rejects.toThrow('directory: serverError');
  });

  test.each(['known', 'unknown'])('fails after the role of somebody %s: first that, then the refusal', async (who) => {
    const seen = (): void => {
      world.ports.seen.note(ADA.objectId, 'change', who === 'known');
    };
    const failing = reading(noTo(MISTAKE));
    seen();
    await expect(ask(failing)).rejects.toBe(MISTAKE);
    world.onlyAdministrators(BEN);
    seen();
    expect(await ask(failing)).toMatchObject(REFUSED);
    world.roles.active = noTo(unreadable({ subject: 'role' }));
    seen();
    await expect(ask(failing)).rejects.toMatchObject({ problem: { subject: 'role' } });
    expect(answered).toEqual([]);
  });
});

test('what can be asked for nowhere there is told before anybody is looked up', async () => {
  world.roles.active = noTo(MISTAKE);
  const alone = useCase(
    world.ports,
    'subscribe',
    (proof) => proof.give(OPEN),
    ({ conversation }) => (conversation.conversationType === 'personal' ? { kind: 'personalChat' } : undefined),
  );
  const ask = (conversation = aConversation()) =>
    world.ask(alone, 'change', { kind: 'subscribe', topic: null }, { conversation });
  expect(await ask(aConversation({ conversationType: 'personal' }))).toEqual({
    kind: 'notice',
    notice: { kind: 'refused', refusal: { kind: 'personalChat' } },
  });
  await expect(ask()).rejects.toBe(MISTAKE);
});

test('a no of a use case is given out like anything else', async () => {
  const proof = await world.proof(ADA, 'read');
  expect(proof.refuse({ kind: 'changeUnknown' }).value).toEqual({
    kind: 'notice',
    notice: { kind: 'refused', refusal: { kind: 'changeUnknown' } },
  });
});

/** None of this is run: each line that must not compile is one that the compiler has to complain of. */
describe('the compiler refuses', () => {
  const never = (_: () => unknown): void => undefined;

  test('a use case that takes no proof', () => {
    // @ts-expect-error: a reply is no answer
    never(() => useCase(world.ports, 'listOpen', () => OPEN));
    // @ts-expect-error: an answer is not made by hand
    never(() => useCase(world.ports, 'listOpen', () => ({ value: OPEN })));
    // @ts-expect-error: nor what answers a click that reads the role
    never(() => answering(world.ports, ADA, 'change', { early: nothing, answer: () => OPEN }));
    // @ts-expect-error: nor is it answered as what is harmless to anybody
    never(() => toAnybody({ kind: 'subscriptionLost', where: 'channel', by: ADA }));
    // @ts-expect-error: nor a no that tells of a change
    never(() => toAnybody({ kind: 'refused', refusal: { kind: 'notRequester', requester: ADA } }));
    // What does it, made by hand, could answer nothing else.
    expectTypeOf<() => Promise<Reply>>().not.toExtend<UseCase<'listOpen'>['run']>();
    expectTypeOf(decideDrift).returns.resolves.toEqualTypeOf<Given<Reply>>();
    // Nor does a click show a change, or say more of one than whose it is.
    expectTypeOf<ClickAnswer>().not.toExtend<Decided>();
    expectTypeOf<Extract<ClickAnswer, { kind: 'told' }>>().not.toExtend<Decided>();
    expectTypeOf(decide).returns.resolves.toEqualTypeOf<Decided>();
    expectTypeOf(handle).returns.resolves.toEqualTypeOf<Given<Reply>>();
    expectTypeOf<Reply>().not.toExtend<Given<Reply>>();
    expectTypeOf<{ readonly value: Reply }>().not.toExtend<Given<Reply>>();
  });

  test('a use case that needs more than its command asks for', () => {
    const needs = (proof: Proof<'change'>): Given<Reply> => proof.give(OPEN);
    never(() => useCase(world.ports, 'closeReview', needs));
    // @ts-expect-error: the command asks for a reading role
    never(() => useCase(world.ports, 'listOpen', needs));
    // @ts-expect-error: the command asks for nothing
    never(() => useCase(world.ports, 'help', needs));
    // @ts-expect-error: not everybody who withdraws a change asked for it
    never(() => useCase(world.ports, 'withdraw', (proof) => proof.give(proof.basis.proposal)));
    expectTypeOf<Proof<'read'>>().not.toExtend<Proof<'change'>>();
    expectTypeOf<Proof<'requester'>>().not.toExtend<Proof<'change'>>();
  });

  test('a table in which a request has no use case, or one of another', () => {
    expectTypeOf<Omit<UseCases, 'listOpen'>>().not.toExtend<UseCases>();
    expectTypeOf<UseCase<'listDrift'>>().not.toExtend<UseCase<'listOpen'>>();
    expectTypeOf<UseCase<'checkNow'>>().not.toExtend<UseCase<'listOpen'>>();
  });

  test('a proof, or an answer, that is made by hand or taken apart', () => {
    type Seen<Whole> = { readonly [Key in keyof Whole]: Whole[Key] };
    expectTypeOf<Seen<Proof<'change'>>>().not.toExtend<Proof<'change'>>();
    expectTypeOf<Seen<Given<Reply>>>().not.toExtend<Given<Reply>>();
    // What writes takes one.
    expectTypeOf(write).parameter(2).toEqualTypeOf<WriteProof>();
  });
});
