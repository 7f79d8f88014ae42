import { afterEach, beforeEach, expect, test } from 'vitest';
import { organizations } from '../../src/simulator/seed.ts';
import { createTokenIssuer } from '../../src/simulator/token-issuer.ts';
import { APP_ID } from './chat.ts';
import { World } from './world.ts';

const { fabrikam } = organizations;

let world: World;
beforeEach(async () => {
  world = await World.withBot();
});
afterEach(() => world.end());

const status = async (path: string): Promise<number> => (await fetch(`${world.bot.url}${path}`)).status;

test('a process that is up says so, and that the store and Graph can be used', async () => {
  expect(await status('/healthz')).toBe(200);
  expect(await status('/readyz')).toBe(200);
  expect(await status('/')).toBe(404);
  expect(world.bot.stderr).toBe('');
  console.log(world.bot.contacts, world.microsoft.tokens.requests);
});

test('help is answered through the connector, with a token of the app for the Bot Framework', async () => {
  const answer = await world.chat.ask('eli', 'help').catch((e) => { console.log(world.bot.stdout, world.bot.stderr, world.bot.contacts); throw e; });
  console.log(world.bot.contacts, world.microsoft.tokens.requests, world.microsoft.teams.calls, answer.id, fabrikam, APP_ID, createTokenIssuer);
});
