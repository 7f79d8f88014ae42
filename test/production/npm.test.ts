import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { inWorld, type World } from './world.ts';

const started = (world: World) =>
  world.launch({ ...world.environment, npm_config_cache: `${world.folder}/npm` }, {}, 'start', 'npm').started();

/**
 * An end of what npm started is seen as the end of what it writes to: npm alone ending is not enough. Not in haste: on a
 * busy machine what is still going on when it ends needs its seconds whole.
 */
describe.skipIf(process.platform === 'win32')('a signal to npm start', { timeout: 120_000 }, () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s to npm alone, as to the first process of a container', (signal) =>
    inWorld(async (world) => {
      const bot = await started(world);
      bot.kill(signal);
      expect(await bot.exit).toEqual({ code: 0, signal: null });
      expect(bot.logged('stopped')).toMatchObject([{ done: true }]);
      expect(bot.stderr).toBe('');
    })(),
  );

  test(
    'SIGTERM to npm and all that it started, as a service manager does',
    inWorld(async (world) => {
      const bot = await started(world);
      bot.killGroup('SIGTERM');
      expect(await bot.exit).toEqual({ code: 0, signal: null });
      expect(bot.logged('stopped')).toMatchObject([{ done: true }]);
      expect(bot.stderr).toBe('');
    }),
  );
});
