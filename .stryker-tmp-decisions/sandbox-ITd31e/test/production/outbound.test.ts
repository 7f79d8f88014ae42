// @ts-nocheck
import { describe, expect, test } from 'vitest';
import { until } from './chat.ts';
import { inWorld } from './world.ts';

/** Nobody: who is led there is noticed by what it tried to connect to. */
const ELSEWHERE = 'https://attacker.example';
const REFUSED = 'refused to speak to attacker.example';

describe.concurrent('a document or an answer that leads elsewhere is not followed', { timeout: 120_000 }, () => {
  test(
    'to tokens: the app’s secret does not leave',
    inWorld(async (world) => {
      world.microsoft.tokens.leadTo(`${ELSEWHERE}/oauth2/v2.0/token`);
      await world.start();
      expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(503);
      expect(world.bot.strangers).toEqual([]);
    }),
  );

  test(
    'to the keys of the Bot Framework: no token is believed',
    inWorld(
      async (world) => {
        await world.start();
        expect((await world.chat.post(world.chat.message('eli', 'help'))).status).toBe(401);
        await until(() => world.bot.stdout.includes(REFUSED), 'why, in the log');
        expect(world.bot.strangers).toEqual([]);
      },
      { keysAt: `${ELSEWHERE}/keys` },
    ),
  );
});
