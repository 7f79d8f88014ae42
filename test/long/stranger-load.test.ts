import { expect, test } from 'vitest';
import { manyPartners, people } from '../../src/simulator/seed/seed.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { until } from '../production/chat.ts';
import { inWorld, type World } from '../production/world.ts';

/**
 * The production process, a Graph that takes its time, and 300 lines at once of a member without a role. What must hold is
 * how an administrator's Confirm fares meanwhile.
 */

const PARTNERS = 300;
const LINES = 300;
const LATENCY_MS = 100;
/**
 * How many of the stranger's lines may be looked at before the click is answered, and before its write. Counted, not timed: a
 * machine that does much else is slower at both.
 */
const BEFORE_ANSWER = 30;
const BEFORE_WRITE = 60;

const partner = (n: number) => `00000000-0000-4000-8000-0000000${String(n).padStart(5, '0')}`;

/** Of how many lines the person who wrote them was looked up, by the time the click was answered and its write had reached Graph. */
type Fared = { readonly answered: number; readonly written: number };

async function confirm({ chat, microsoft: { graph } }: World, card: BotMessage, tenantId: string): Promise<Fared> {
  const writes = () => graph.requests.filter(({ method, path }) => method === 'PATCH' && path.includes(tenantId));
  const before = linesOf(graph, people.eli.id).length;
  const since = () => linesOf(graph, people.eli.id).length - before;
  const answering = chat.press('ada', card, 'Confirm').then(({ status }) => {
    expect(status).toBe(200);
    return since();
  });
  await until(() => writes().some(({ status }) => status === 204), 'the write');
  return { written: since(), answered: await answering };
}

/** The lookups of a person: one for each of their lines that is looked at. */
const linesOf = (graph: World['microsoft']['graph'], person: string) =>
  graph.requests.filter(({ path }) => path.endsWith(`/users/${person}`));

test(
  'an administrator’s Confirm is answered and written as if nobody else wrote',
  inWorld(
    async (world) => {
      const { chat, microsoft } = world;
      const { graph } = microsoft;
      await world.start();
      // Every third one synchronises already.
      const card = await chat.ask('ada', `enable sync for ${partner(3)}`);
      graph.clearRequests();
      const ofStranger = () => linesOf(graph, people.eli.id);
      const token = chat.token();
      const lines = Promise.allSettled(
        Array.from({ length: LINES }, (_, n) => {
          const line = n % 2 === 0 ? `show Partner ${String(n + 1).padStart(5, '0')}` : 'list partners';
          return chat.post(chat.message('eli', line), token).then(({ status }) => status);
        }),
      );
      await until(() => ofStranger().length > 5, 'the stranger’s lines are looked at');
      const { answered, written } = await confirm(world, card, partner(3));
      await chat.seen(card, 'Applied');

      // It did not wait for them: most were not looked at by then.
      expect(answered).toBeLessThan(BEFORE_ANSWER);
      expect(written).toBeLessThan(BEFORE_WRITE);
      // Of the stranger three lines are looked at at a time, and nothing is read but what they may.
      const atOnce = ofStranger().map(
        ({ startedAt }) =>
          ofStranger().filter((one) => one.startedAt <= startedAt && (one.endedAt ?? Infinity) > startedAt).length,
      );
      expect(Math.max(...atOnce)).toBeLessThanOrEqual(3);
      expect(graph.requests.filter(({ path }) => /\/(partners|crossTenantPartners)$/.test(path))).toEqual([]);
      expect(graph.requests.filter(({ path }) => path.includes('findTenantInformation'))).toEqual([]);
      expect((await lines).filter((line) => line.status === 'rejected' || line.value !== 200)).toEqual([]);
    },
    { tenant: manyPartners(PARTNERS), latencyMs: LATENCY_MS },
  ),
);
