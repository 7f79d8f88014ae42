import { describe, expect, test } from 'vitest';
import { until } from './chat.ts';
import { inHaste, inWorld, type World } from './world.ts';

/** The SDKs' own patience is longer than what an orchestrator grants. */
const STOPS_WITHIN_MS = 10_000;
/** An effect may come late, so not having come is said late too. */
const SETTLED_WITHIN_MS = 150_000;

/** A change that was confirmed, and whose PATCH reached Graph and is never answered. */
async function inTheMiddle(world: World, kind: 'hang-before' | 'hang-after') {
  const card = await world.chat.ask('ada', 'enable sync for fabrikam.com');
  world.microsoft.graph.fail({ kind, method: 'PATCH' });
  const click = world.chat.press('ada', card, 'Confirm').catch(() => undefined);
  await until(() => world.writes().length > 0, 'a PATCH');
  return { card, click };
}

async function stopped(world: World, signal: 'SIGTERM' | 'SIGINT'): Promise<number> {
  const startedAt = performance.now();
  world.bot.kill(signal);
  expect(await world.bot.exit).toEqual({ code: 0, signal: null });
  return performance.now() - startedAt;
}

describe.concurrent('a signal', { timeout: 240_000 }, () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends a process that has nothing to do at once, with exit code 0',
    (signal) =>
      inWorld(async (world) => {
        await world.start();
        await world.chat.ask('eli', 'help');
        expect(await stopped(world, signal)).toBeLessThan(STOPS_WITHIN_MS);
        expect(world.bot.logged('stopped')).toMatchObject([{ done: true }]);
        expect(world.bot.stderr).toBe('');
      })(),
  );

  test.each([
    ['hang-after', 'Applied'],
    ['hang-before', 'Not applied'],
  ] as const)(
    'SIGTERM while a PATCH hangs (%s): exit code 0 in time; the next process settles it: %s',
    (kind, outcome) =>
      inHaste(async (world) => {
        await world.start();
        const { card, click } = await inTheMiddle(world, kind);
        expect(await stopped(world, 'SIGTERM')).toBeLessThan(STOPS_WITHIN_MS);
        await click;
        await world.start();
        await world.chat.seen(card, outcome, SETTLED_WITHIN_MS);
        expect(world.writes()).toHaveLength(1);
        expect(world.microsoft.teams.messages).toHaveLength(1);
      })(),
  );

  test.each([
    ['hang-after', 'Applied'],
    ['hang-before', 'Not applied'],
  ] as const)('SIGKILL during a PATCH (%s): the next process settles it without another write: %s', (kind, outcome) =>
    inHaste(async (world) => {
      await world.start();
      const { card, click } = await inTheMiddle(world, kind);
      world.bot.kill('SIGKILL');
      expect(await world.bot.exit).toEqual({ code: null, signal: 'SIGKILL' });
      await click;
      await world.start();
      await world.chat.seen(card, outcome, SETTLED_WITHIN_MS);
      expect(world.writes()).toHaveLength(1);
      expect(world.microsoft.teams.messages).toHaveLength(1);
    })(),
  );

  test(
    'SIGTERM after whoever read the log has gone: exit code 0 at once',
    inHaste(async (world) => {
      await world.start();
      await until(() => world.bot.logged('started').length > 0, 'started');
      world.bot.stopReading();
      expect(await stopped(world, 'SIGTERM')).toBeLessThan(STOPS_WITHIN_MS);
    }),
  );

  test(
    'SIGTERM while a question waits for Graph: exit code 0 in time',
    inHaste(async (world) => {
      await world.start();
      world.microsoft.graph.fail({ kind: 'hang-before' });
      const asked = world.chat.post(world.chat.message('dana', 'show fabrikam.com')).catch(() => undefined);
      await until(() => world.microsoft.graph.requests.length > 0, 'a request to Graph');
      expect(await stopped(world, 'SIGTERM')).toBeLessThan(STOPS_WITHIN_MS);
      await asked;
    }),
  );
});
