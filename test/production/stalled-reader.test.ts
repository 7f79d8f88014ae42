import { describe, expect, test } from 'vitest';
import { until } from './chat.ts';
import { inWorld, type World } from './world.ts';

/** Each answer of Graph's is a line of more than 200 bytes; the pipe and whoever reads it hold less than 400 kB. */
const GRAPH_LINES = 1_600;
/** Far more than the second that a reader is waited for, on a machine that does something else as well. */
const ANSWERS_WITHIN_MS = 20_000;
const STOPS_WITHIN_MS = 10_000;

/** Has the bot log far more than a pipe holds, while nobody reads it. */
async function stall(world: World): Promise<() => void> {
  await world.start();
  const readAgain = world.bot.stallReading();
  while (world.microsoft.graph.requests.length < GRAPH_LINES) {
    const asked = performance.now();
    const answers = Array.from({ length: 8 }, () => world.chat.post(world.chat.message('ada', 'list partners')));
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(performance.now() - asked).toBeLessThan(ANSWERS_WITHIN_MS);
  }
  return readAgain;
}

describe.concurrent('while nobody reads the log', { timeout: 120_000 }, () => {
  test(
    'people are answered; what was lost of the log is counted in it when somebody reads again',
    inWorld(
      async (world) => {
        const readAgain = await stall(world);
        expect((await fetch(`${world.bot.url}/healthz`)).status).toBe(200);
        readAgain();
        const lost = (): boolean => world.bot.stdout.includes('log.dropped');
        await until(() => world.bot.stdout.endsWith('\n'), 'the rest of what was written');
        await world.chat.post(world.chat.message('ada', 'help'));
        await until(lost, 'how much was lost');
        const [dropped] = world.bot.logged('log.dropped');
        expect(Number(dropped?.['lines'])).toBeGreaterThan(0);
      },
      { pageSize: 1 },
    ),
  );

  test(
    'SIGTERM is heard: exit code 0 in time',
    inWorld(
      async (world) => {
        await stall(world);
        const startedAt = performance.now();
        world.bot.kill('SIGTERM');
        expect(await world.bot.exit).toEqual({ code: 0, signal: null });
        expect(performance.now() - startedAt).toBeLessThan(STOPS_WITHIN_MS);
      },
      { pageSize: 1 },
    ),
  );
});
