import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await World.withBot();
});
afterEach(() => world.end());

const IDLE_MS = 4_000;

test('at the start and while nobody speaks to it, the process contacts no host at all', async () => {
  await pause(IDLE_MS);
  expect((await fetch(`${world.bot.url}/healthz`)).status).toBe(200);
  expect(world.bot.contacts).toEqual([]);
  expect(world.bot.stderr).toBe('');
});

test('asked whether it is ready, it asks Graph and for the token that Graph wants, and nobody else', async () => {
  expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(200);
  await pause(1_000);
  expect(world.bot.contacts).toEqual(['graph.microsoft.com:443', 'login.microsoftonline.com:443']);
  expect(world.microsoft.tokens.requests.map(({ form }) => form['scope'])).toEqual([
    'https://graph.microsoft.com/.default',
  ]);
});

test('a certificate that no known authority signed is not accepted from anybody', async () => {
  await world.start({ NODE_EXTRA_CA_CERTS: '', STORE: `sqlite:${world.folder}/another.db` });
  expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(503);
  expect((await world.chat.post(world.chat.message('eli', 'help'))).status).toBeGreaterThanOrEqual(400);
  expect(world.microsoft.tokens.requests).toEqual([]);
  expect(world.microsoft.graph.requests).toEqual([]);
});
