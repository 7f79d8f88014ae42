import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change/change.ts';
import type { PostedMessage } from '../../src/domain/telling/conversation.ts';
import { startGraph, type GraphSimulator } from '../../src/simulator/graph.ts';
import { believableTenant, people } from '../../src/simulator/seed/seed.ts';
import { ADA, CHAT, HOME, rest } from './ada.ts';
import { dieAtEach, Life, livesBy, newStore, Time, Wall, type Death } from './life.ts';

/**
 * A process that is killed at any call to the outside - before it, or when it is done and nobody heard of it - and
 * another one that finds what it left on the disk. In the end the change is made, once; every card says so, the channel
 * was told, and nobody had to ask twice.
 */

const CHANNEL = { ...CHAT, conversationId: '19:security@thread.tacv2', conversationType: 'channel' } as const;

let graph: GraphSimulator;
beforeAll(async () => {
  graph = await startGraph({ tenant: believableTenant() });
});
afterAll(() => graph.close());

type Scene = {
  readonly line: string;
  /** Puts the tenant back as it was before. */
  readonly reset: () => void;
  /** How many writes it takes. */
  readonly writes: number;
};
const SCENES: readonly Scene[] = [
  { line: 'enable sync for fabrikam.com', writes: 1, reset: () => undefined },
  { line: 'remove partner contoso.com', writes: 2, reset: () => undefined },
];

const writes = (from: number) =>
  graph.requests.slice(from).filter(({ method, effect }) => method !== 'GET' && effect).length;

/** Plays the scene with a death at this call; resolves to how many calls were made before it. */
async function play({ line, writes: wanted }: Scene, death: Death | undefined): Promise<number> {
  graph.tenant.partners.clear();
  for (const [id, partner] of believableTenant().partners) graph.tenant.partners.set(id, partner);
  const before = graph.requests.length;
  const wall = new Wall();
  const time = new Time();
  const settings = livesBy(HOME, { forgets: false, appId: 'bot' });
  let life = new Life(graph.url, wall, time, settings, newStore(), death);
  await life.store.subscribe({
    conversation: CHANNEL,
    topics: ['changes'],
    by: { objectId: people.ada.id, tenantId: HOME, displayName: 'Ada Osei' } as never,
    at: time.now,
    state: 'alive',
  });
  const message = {
    spoken: { kind: 'line', text: line, leftOut: [] } as const,
    sender: ADA,
    conversation: CHAT,
    channelKind: null,
    inPrivate: false,
    delivery: { conversationId: 'a:ada', activityId: '1' },
  };
  const first = life;
  let isAnswered = false;
  /** The same as one awaits it, unless the process dies meanwhile. */
  const orDead = async (work: Promise<unknown>): Promise<boolean> =>
    Promise.race([work.then(() => true), life.died.then(() => false)]);
  const revive = async (): Promise<void> => {
    const heir = new Life(graph.url, wall, time, settings, life.heritage());
    life = heir;
    // Teams sends a message again whose answer it never got; a click it does not send again.
    if (!isAnswered) await life.bot.say(message);
  };
  const cardOf = (): PostedMessage | undefined =>
    wall.messages.find(({ reply, posted }) => reply.kind === 'change' && posted.conversation === CHAT)?.posted ??
    wall.messages.find(({ reply }) => reply.kind === 'change')?.posted;
  const press = async (card = cardOf()) => {
    const shown = wall.messages.find(({ reply }) => reply.kind === 'change')?.reply;
    if (shown?.kind !== 'change') throw new Error('nothing to press');
    const { id } = shown.change.proposal;
    return life.bot.press({
      changeId: id,
      verdict: 'confirm',
      typed: null,
      reason: null,
      sender: ADA,
      card: card ?? null,
    });
  };

  isAnswered = await orDead(life.bot.say(message));
  if (!isAnswered) await revive();
  // A while after its end, so that every card is drawn.
  for (let tries = 0, quiet = 0; tries < 80 && quiet < 4; tries += 1) {
    const alive = life;
    const open = await alive.store.open();
    quiet = open.length === 0 && tries > 2 ? quiet + 1 : 0;
    if (open[0]?.status.state === 'pending' && wall.states.length > 0) {
      // A click that was taken is never asked for again.
      const journal = await alive.store.journal(open[0].proposal.id);
      expect(journal.map(({ event }) => event.kind)).not.toContain('claimed');
      if (!(await orDead(press()))) await revive();
    } else if (open.length > 0 && wall.states.length === 0) {
      // The card never came: asking again shows it.
      if (
        !(await orDead(life.bot.say({ ...message, delivery: { ...message.delivery, activityId: `again-${tries}` } })))
      ) {
        await revive();
      }
    }
    await rest();
    time.pass(5_000);
    if (!(await orDead(life.bot.tick()))) await revive();
    await Promise.race([rest(), life.died]);
    if (life === alive && life === first && death !== undefined && life.calls >= death.call) await revive();
  }
  await rest();

  const open = await life.store.open();
  const [change, ...more] = (await life.store.history(null, 10, 0)).changes;
  if (change === undefined) throw new Error('nothing was asked for');
  expect([open.length, more.length]).toEqual([0, 0]);
  const { state } = change.status;
  // What is said is what was done: all of it, nothing, or a part.
  expect([state, writes(before)]).toEqual(expectedOf(change, wanted));
  expect(wall.states).toContain(state);
  for (const { posted, reply } of wall.messages) {
    if (reply.kind !== 'change' || reply.change.status.state === state) continue;
    // A card whose posting nobody remembers is a second one at most; pressed, it becomes what the other one shows.
    expect(wall.states.filter((shown) => shown !== state)).toHaveLength(1);
    expect(await press(posted)).toMatchObject({ kind: 'card', change: { status: { state } } });
  }
  expect(wall.messages.some(({ posted }) => posted.conversation.conversationId === CHANNEL.conversationId)).toBe(true);
  const { calls } = first;
  first.end();
  if (life !== first) life.end();
  return calls;
}

function expectedOf({ status }: Change, all: number): readonly [state: string, writes: number] {
  if (status.state === 'applied') return ['applied', all];
  if (status.state !== 'failed') return ['applied or failed', all];
  switch (status.failure.kind) {
    case 'notApplied':
      return ['failed', 0];
    case 'partlyApplied':
      return ['failed', status.failure.done.length];
    case 'diverged':
      return ['never', 0];
  }
}

let deaths = 0;

describe.each(SCENES)('$line', (scene) => {
  test('killed at every call: made once, and told', { timeout: 20 * 60_000 }, async () => {
    const calls = await play(scene, undefined);
    expect(calls).toBeGreaterThan(20);
    deaths += await dieAtEach(calls, (death) => play(scene, death));
  });
});

test('that were two hundred deaths at least', () => {
  expect(deaths).toBeGreaterThanOrEqual(200);
});
