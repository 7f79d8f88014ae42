import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../docs/documents.ts';
import { ENVIRONMENT, said, TAKEN, words } from '../deploy/dockerfile.ts';
import type { Image } from './bot-process.ts';
import { inWorld } from './world.ts';

/**
 * What is in the image, without an engine that could make one: what its last stage takes lies in a folder by itself, and is
 * started as the image says, on this Node in place of the image's.
 */
function imageIn(folder: string): string {
  const image = join(folder, 'image');
  for (const { from, to } of TAKEN) {
    const file = to.endsWith('/') ? join(image, to, from.split('/').at(-1) ?? '') : join(image, to);
    cpSync(join(ROOT, from), file, { recursive: true });
  }
  return image;
}

/** As a read-only root is, for everybody but root. */
function lock(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(name.parentPath, name.name), name.isDirectory() ? 0o555 : 0o444);
  }
  chmodSync(folder, 0o555);
}

/** The health check of the image, on this machine's Node. @returns its exit code */
const health = (port: string): number | null => {
  const [, ...args] = words(said('HEALTHCHECK')[0]);
  return spawnSync(process.execPath, args, { env: { PORT: port } }).status;
};

const inImage = (cwd: string): Image => ({
  cwd,
  args: { start: words(said('CMD')[0]), doctor: ['src/launch.mjs', 'src/doctor.ts'] },
});

const { GLIBC_TUNABLES = '', NODE_ENV = '' } = ENVIRONMENT;
const tuned = { GLIBC_TUNABLES, NODE_ENV };

// Its source was left at home, so there is something to start only where there is a build.
describe.runIf(process.env['RUNS'] === 'build')('what is in the image', () => {
  test(
    'is enough to start, and its health check sees that it is up',
    inWorld(async (world) => {
      const image = imageIn(world.folder);
      expect(readdirSync(join(image, 'src')).toSorted()).toEqual(['built.mjs', 'launch.mjs']);
      lock(image);
      const bot = await world.launch({ ...world.environment, ...tuned }, {}, 'start', inImage(image)).started();
      expect(bot.log[0]).toMatchObject({ event: 'starting', runs: 'build' });
      const { port } = new URL(bot.url);
      expect(health(port)).toBe(0);
      bot.kill('SIGTERM');
      expect(await bot.exit).toEqual({ code: 0, signal: null });
      expect(health(port)).toBe(1);
    }),
  );

  test(
    'has the doctor in it',
    inWorld(async (world) => {
      const image = imageIn(world.folder);
      const doctor = world.launch(world.environment, {}, 'doctor', inImage(image));
      await doctor.exit;
      expect(doctor.stdout).toContain('Settings');
      expect(doctor.stderr).toBe('');
    }),
  );
});
