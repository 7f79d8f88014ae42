import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ChannelError, StoreError, type ChannelProblem } from '../../../../src/app/ports.ts';
import { presenter, type Presenter } from '../../../../src/app/telling/cards/present.ts';
import type { Change } from '../../../../src/domain/change/change.ts';
import { aConversation, aMessage, after, anEntry, MINUTE, NOW } from '../../../builders.ts';
import { ADA, World } from '../../world.ts';

let world: World;
let cards: Presenter;
let change: Change;
/** What Teams says to the next updates; those after them it takes. */
let answers: (ChannelProblem | 'lost before')[];
/** What was sent, whatever became of it. */
let updates: string[];
beforeEach(async () => {
  world = new World();
  cards = presenter(world.ports);
  answers = [];
  updates = [];
  world.ports.channel.update = (_, reply) => {
    updates.push(reply.kind === 'change' ? reply.change.status.state : reply.kind);
    const answer = answers.shift();
    if (answer === undefined || answer === 'lost before')
      return Promise.resolve({ mayArriveAgain: answer !== undefined });
    return Promise.reject(new ChannelError(answer));
  };
  change = await world.stored();
  const own = await world.store.ownCopy(change.proposal.id);
  if (own === undefined) throw new Error('no card');
  await world.store.recordDrawn(own.id, { message: aMessage(), revision: 1 });
});

const reject = () => world.moved(change, { kind: 'rejected', by: ADA, at: NOW, reason: null });
async function passes(milliseconds: number): Promise<void> {
  world.now += milliseconds;
  await cards.drawAll();
  await world.rest();
}

describe('an update that may arrive again', () => {
  test('is drawn over when it has, or never will', async () => {
    await reject();
    answers = ['lost before'];
    await passes(0);
    expect(updates).toEqual(['rejected']);
    await passes(MINUTE - 1);
    expect(updates).toHaveLength(1);
    await passes(1);
    expect(updates).toEqual(['rejected', 'rejected']);
    await passes(10 * MINUTE);
    expect(updates).toHaveLength(2);
  });

  test('although a later one was well', async () => {
    change = await world.moved(change, { kind: 'claimed', by: ADA, at: NOW });
    answers = ['uncertain'];
    await passes(0);
    await world.moved(change, { kind: 'writeStarted', at: NOW });
    await passes(2_000);
    await passes(MINUTE);
    expect(updates).toEqual(['applying', 'applying', 'applying']);
  });

  test.each(['uncertain', 'notDelivered'] as const)(
    'is drawn over later where that is %s at first',
    async (problem) => {
      await reject();
      answers = ['lost before', problem];
      await passes(0);
      await passes(MINUTE);
      await passes(MINUTE);
      expect(updates).toHaveLength(3);
      await passes(10 * MINUTE);
      expect(updates).toHaveLength(3);
    },
  );

  test.each(['messageGone', 'notAllowed', 'notAccepted'] as const)(
    'is left alone where that is %s',
    async (problem) => {
      await reject();
      answers = ['lost before', problem];
      await passes(0);
      await passes(MINUTE);
      for (let minute = 0; minute < 10; minute += 1) await passes(MINUTE);
      expect([updates.length, world.said]).toEqual([2, []]);
    },
  );

  test('is drawn over later where the store fails at first', async () => {
    await reject();
    answers = ['lost before'];
    await passes(0);
    const copy = vi.spyOn(world.store, 'copy').mockRejectedValue(new StoreError('notWritable', 'full'));
    await passes(MINUTE);
    copy.mockRestore();
    await passes(10 * MINUTE);
    expect(updates).toHaveLength(2);
    await passes(10 * MINUTE);
    expect(updates).toHaveLength(2);
  });

  test('is not drawn over by one more at the same time', async () => {
    await reject();
    answers = ['lost before'];
    await passes(0);
    world.now += MINUTE;
    await Promise.all([cards.drawAll(), cards.drawAll()]);
    await world.rest();
    expect(updates).toHaveLength(2);
  });
});

test('an update that was well is not drawn again', async () => {
  await reject();
  await passes(0);
  await passes(10 * MINUTE);
  expect(updates).toEqual(['rejected']);
});

test('one that was surely not delivered is drawn until it is, and no more', async () => {
  await reject();
  answers = ['notDelivered'];
  await passes(0);
  await passes(2_000);
  await passes(10 * MINUTE);
  expect(updates).toEqual(['rejected', 'rejected']);
});

test('one that is never answered is drawn ever more seldom', async () => {
  await reject();
  answers = Array<ChannelProblem>(1_000).fill('uncertain');
  for (let minute = 0; minute < 60; minute += 1) await passes(MINUTE);
  expect(updates.length).toBeLessThan(20);
});

test('a notice that was posted and not noted is not posted again, although its first update is not answered', async () => {
  const rejected = { kind: 'rejected', by: ADA, at: NOW, reason: null } as const;
  const ended = after(change, rejected);
  await world.store.advance(ended, anEntry(ended, rejected), { notices: [aConversation()] });
  const noted = vi.spyOn(world.store, 'recordDrawn').mockRejectedValue(new StoreError('notWritable', 'full'));
  await passes(0);
  noted.mockRestore();
  answers = Array<ChannelProblem>(2).fill('uncertain');
  for (let minute = 0; minute < 10; minute += 1) await passes(MINUTE);
  const [own, notice] = await world.store.copies(change.proposal.id);
  expect([own?.message, notice?.message?.messageId]).toEqual([aMessage(), '1']);
});
