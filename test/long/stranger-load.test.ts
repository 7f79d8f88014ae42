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
const ANSWERED_WITHIN_MS = 1_000;
const WRITTEN_WITHIN_MS = 5_000;
/** On a machine that does much else a click takes longer also while nobody writes: so often as long may one take. */
const TIMES_AS_CALM = 3;

const partner = (n: number) => `00000000-0000-4000-8000-0000000${String(n).padStart(5, '0')}`;

type Fared = { readonly answeredMs: number; readonly writtenMs: number };

/** Confirms, and waits until the write has reached Graph. */
async function confirm({ chat, microsoft: { graph } }: World, card: BotMessage, tenantId: string): Promise<Fared> {
  const startedAt = performance.now();
  const writes = () => graph.requests.filter(({ method, path }) => method === 'PATCH' && path.includes(tenantId));
  const answering = chat.press('ada', card, 'Confirm').then(({ status }) => {
    expect(status).toBe(200);
    return performance.now() - startedAt;
  });
  await until(() => writes().some(({ status }) => status === 204), 'the write');
  return { writtenMs: performance.now() - startedAt, answeredMs: await answering };
}

test(
  'an administrator’s Confirm is answered and written as if nobody else wrote',
  inWorld(
    async (world) => {
      const { chat, microsoft } = world;
      const { graph } = microsoft;
      await world.start();
      // Every third one synchronises already.
      const calmCard = await chat.ask('ada', `enable sync for ${partner(2)}`);
      const busyCard = await chat.ask('ada', `enable sync for ${partner(3)}`);
      const calm = await confirm(world, calmCard, partner(2));
      await chat.seen(calmCard, 'Applied');

      graph.clearRequests();
      const stranger = people.eli.id;
      const ofStranger = () => graph.requests.filter(({ path }) => path.endsWith(`/users/${stranger}`));
      const token = chat.token();
      const lines = Promise.allSettled(
        Array.from({ length: LINES }, (_, n) => {
          const line = n % 2 === 0 ? `show Partner ${String(n + 1).padStart(5, '0')}` : 'list partners';
          return chat.post(chat.message('eli', line), token).then(({ status }) => status);
        }),
      );
      await until(() => ofStranger().length > 5, 'the stranger’s lines are looked at');
      const busy = await confirm(world, busyCard, partner(3));
      const lookedAt = ofStranger().length;
      await chat.seen(busyCard, 'Applied');

      const limit = (limitMs: number, calmMs: number) => Math.max(limitMs, TIMES_AS_CALM * calmMs);
      expect(busy.answeredMs).toBeLessThan(limit(ANSWERED_WITHIN_MS, calm.answeredMs));
      expect(busy.writtenMs).toBeLessThan(limit(WRITTEN_WITHIN_MS, calm.writtenMs));
      // It did not wait for them: most were not looked at by then.
      expect(lookedAt).toBeLessThan(LINES / 2);
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
