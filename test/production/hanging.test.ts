import { describe, expect, test } from 'vitest';
import { until } from './chat.ts';
import { GLOBAL } from './microsoft.ts';
import { World } from './world.ts';

/** Teams gives up on a turn after about 15 s. */
const TURN_MS = 8_000;
const CLEAR_WITHIN_MS = 15_000;

async function timed<Value>(work: Promise<Value>): Promise<{ value: Value; ms: number }> {
  const startedAt = performance.now();
  const value = await work;
  return { value, ms: performance.now() - startedAt };
}

const withWorld = (check: (world: World) => Promise<void>) => async () => {
  const world = await World.withBot();
  try {
    await check(world);
  } finally {
    await world.end();
  }
};

describe.concurrent('a service that never answers', { timeout: 60_000 }, () => {
  test(
    'the token endpoint, for Graph: a question is answered in words',
    withWorld(async (world) => {
      world.microsoft.tokens.hang(GLOBAL.graph);
      const { value: answer, ms } = await timed(world.chat.ask('dana', 'show fabrikam.com'));
      expect(world.chat.words(answer)).toMatch(/could not/i);
      expect(ms).toBeLessThan(CLEAR_WITHIN_MS);
      expect(world.microsoft.graph.requests).toEqual([]);
    }),
  );

  test(
    'the token endpoint, for Graph: a click gives the card back, with the reason, and nothing is written',
    withWorld(async (world) => {
      const card = await world.chat.ask('ada', 'enable sync for fabrikam.com');
      world.microsoft.graph.fail({ kind: 'status', status: 401 });
      const { ms } = await timed(world.chat.press('ada', card, 'Confirm'));
      expect(ms).toBeLessThan(3_000);
      await until(
        () => world.chat.words(card).match(/nothing (was|has)/i) !== null,
        () => world.chat.words(card),
        CLEAR_WITHIN_MS,
      );
      expect(world.writes()).toEqual([]);
    }),
  );

  test(
    'the token endpoint, for everything: not ready, but up, and turns end',
    withWorld(async (world) => {
      world.microsoft.tokens.hang('');
      const turn = timed(world.chat.post(world.chat.message('eli', 'help')));
      const ready = await timed(fetch(`${world.bot.url}/readyz`));
      expect(ready.value.status).toBe(503);
      expect(ready.ms).toBeLessThan(CLEAR_WITHIN_MS);
      expect((await fetch(`${world.bot.url}/healthz`)).status).toBe(200);
      expect((await turn).value.status).toBe(200);
      expect((await turn).ms).toBeLessThan(TURN_MS);
    }),
  );
});
