import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { until } from './chat.ts';
import { GLOBAL } from './microsoft.ts';
import { inHaste, inWorld, type World } from './world.ts';

const GRAPH = `https://${GLOBAL.graph}`;
/** Teams gives up on a turn after about this long. */
const TURN_MS = 15_000;
/** A click must be answered much sooner: within a second, on a machine that does nothing else. */
const CLICK_MS = 6_000;

const tokensForGraph = ({ microsoft }: World) =>
  microsoft.tokens.requests.filter(({ form }) => form['scope']?.startsWith(GRAPH));

async function timed<Value>(work: Promise<Value>): Promise<{ readonly value: Value; readonly ms: number }> {
  const startedAt = performance.now();
  const value = await work;
  return { value, ms: performance.now() - startedAt };
}

describe.concurrent('a service that never answers', { timeout: 120_000 }, () => {
  test(
    'the token endpoint, for Graph: a question is answered once, in words',
    inHaste(async (world) => {
      world.microsoft.tokens.fail(GRAPH, 'hang');
      await world.start();
      await until(() => world.bot.logged('permissions.unread').length > 0, 'the first try, for itself');
      const before = tokensForGraph(world).length;
      const { value: answer, ms } = await timed(world.chat.ask('dana', 'show fabrikam.com'));
      expect(world.chat.words(answer)).toMatch(/could not/i);
      expect(ms).toBeLessThan(TURN_MS);
      expect(world.microsoft.graph.requests).toEqual([]);
      expect(tokensForGraph(world)).toHaveLength(before + 1);
    }),
  );

  test(
    'the token endpoint, for Graph, after a restart: a click is answered, and the card is given back with the reason',
    inHaste(async (world) => {
      await world.start();
      const card = await world.chat.ask('ada', 'enable sync for fabrikam.com');
      world.bot.kill('SIGKILL');
      await world.bot.exit;
      world.microsoft.tokens.fail(GRAPH, 'hang');
      await world.start();
      expect((await timed(world.chat.press('ada', card, 'Confirm'))).ms).toBeLessThan(CLICK_MS);
      await until(
        () => /could not/i.test(world.chat.words(card)),
        () => world.chat.words(card),
        4 * TURN_MS,
      );
      expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
      expect(world.writes()).toEqual([]);
    }),
  );

  test(
    'login.microsoftonline.com: not ready, but up, and a turn ends',
    inHaste(async (world) => {
      world.microsoft.silence(GLOBAL.login);
      await world.start();
      const turn = timed(world.chat.post(world.chat.message('eli', 'help')));
      const ready = await timed(fetch(`${world.bot.url}/readyz`));
      expect(ready.value.status).toBe(503);
      expect(ready.ms).toBeLessThan(TURN_MS);
      expect((await fetch(`${world.bot.url}/healthz`)).status).toBe(200);
      expect((await turn).value.status).toBe(200);
      expect((await turn).ms).toBeLessThan(TURN_MS);
    }),
  );

  test(
    'login.botframework.com: a turn is turned away, for nobody can check its token',
    inHaste(async (world) => {
      await world.start();
      world.microsoft.silence(GLOBAL.botLogin);
      const { value, ms } = await timed(world.chat.post(world.chat.message('eli', 'help')));
      expect(value.status).toBe(401);
      expect(ms).toBeLessThan(TURN_MS);
      await until(() => JSON.stringify(world.bot.logged('http.turned')).includes('keys'), 'why, in the log');
    }),
  );

  test(
    'Teams: an answer that it does not take is given up, and the bot goes on',
    inHaste(async (world) => {
      await world.start();
      world.microsoft.teams.fail('POST', 'hang');
      expect((await timed(world.chat.post(world.chat.message('eli', 'help')))).value.status).toBe(200);
      await until(() => world.bot.logged('connector.failed').length > 0, 'the end of the post', TURN_MS);
      expect(world.chat.words(await world.chat.ask('eli', 'help'))).toContain('What I can do for you');
    }),
  );

  test(
    'Graph: a question is answered once, in words',
    inHaste(async (world) => {
      await world.start();
      world.microsoft.silence(GLOBAL.graph);
      const { value: answer } = await timed(world.chat.ask('dana', 'show fabrikam.com'));
      expect(world.chat.words(answer)).toMatch(/could not/i);
    }),
  );
});

describe.concurrent('a caller who never ends a request', { timeout: 120_000 }, () => {
  const HEAD = 'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n';

  /** Resolves to how long it took until the bot hung up on whoever sent only this. */
  const hungUpOn = async (world: World, sent: string): Promise<number> => {
    const { hostname, port } = new URL(world.bot.url);
    const gone = new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(sent));
      socket.on('close', resolve).resume();
    });
    return (await timed(gone)).ms;
  };

  test(
    'is hung up on, long before Node would: 60 s for headers, 300 s for a body',
    inWorld(async (world) => {
      await world.start();
      const [headers, body] = await Promise.all([
        hungUpOn(world, HEAD),
        hungUpOn(world, `${HEAD}Content-Length: 1000\r\n\r\n{`),
      ]);
      expect(headers).toBeLessThan(50_000);
      expect(body).toBeLessThan(100_000);
    }),
  );
});
