import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWorld } from '../../src/demo/world.ts';

test('several of the bot share a PostgreSQL server; the one that leads ends, and another one leads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-demo-'));
  const world = await startWorld({
    folder,
    faults: [],
    approvals: 'self',
    approvers: 1,
    replicas: 3,
    environment: process.env,
  });
  try {
    const first = world.bot;
    expect(first.leads()).toBe(true);
    await world.restart();
    expect(first.leads()).toBe(false);
    while (!world.bot.leads()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.bot).not.toBe(first);
  } finally {
    await world.stop(3_000);
    rmSync(folder, { recursive: true, force: true });
  }
});
