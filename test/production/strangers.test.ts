import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { request as ask } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { BODY_LIMITS } from '../../src/teams/body.ts';
import { until } from './chat.ts';
import { inWorld, type World } from './world.ts';

/** Whoever on the network is no friend: requests that never end, without a token, with a false one, with a right one. */

const MB = 1024 * 1024;
const UNFINISHED = 1_500;
/** Of connections without a valid token. */
const MOST_UNKNOWN = 1_000;
const MOST_MB = 100;
/** What a process keeps of code that has run and of connections that were there. */
const MOST_LEFT_MB = 10;
/** Teams waits some 15 s for a turn. */
const ANSWERED_WITHIN_MS = 20_000;

const HEAD = 'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n';
const BODY_BYTES = 100 * 1024;

const bearer = (token: string): string => `Authorization: Bearer ${token}\r\n`;
const begun = (authorization: string): string =>
  `${HEAD}${authorization}Content-Length: ${2 * BODY_BYTES}\r\n\r\n${'x'.repeat(BODY_BYTES)}`;

/** Claims to be Teams', and the signature is another one. */
function forged(world: World): string {
  const [header = '', payload = '', signature = ''] = world.chat.token().split('.');
  return `${header}.${payload}.${signature.split('').reverse().join('')}`;
}

type Connection = { readonly socket: Socket; readonly said: () => string; readonly isClosed: () => boolean };

/** Sends this much and goes no further. */
async function begin(world: World, sent: string): Promise<Connection> {
  const { hostname, port } = new URL(world.bot.url);
  let said = '';
  const socket = connect(Number(port), hostname);
  socket.on('data', (data) => (said += data.toString())).on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(sent);
  return { socket, said: () => said, isClosed: () => socket.closed };
}

/** A question of somebody's in Teams, on a connection of its own. @returns milliseconds until it is answered */
async function delivery(world: World): Promise<number> {
  const before = world.microsoft.teams.messages.length;
  const startedAt = performance.now();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${world.chat.token()}` };
  const request = ask(`${world.bot.url}/api/messages`, { method: 'POST', agent: false, headers });
  request.end(JSON.stringify(world.chat.message('dana', 'show fabrikam.com')));
  const [response] = (await once(request, 'response')) as [{ readonly statusCode: number; resume(): void }];
  response.resume();
  expect(response.statusCode).toBe(200);
  await until(() => world.microsoft.teams.messages.length > before, 'an answer in Teams');
  return performance.now() - startedAt;
}

/** Opens so many of them, while somebody in Teams asks something now and then. */
async function besiege(world: World, sent: () => string): Promise<readonly Connection[]> {
  const open: Connection[] = [];
  for (let count = 1; count <= UNFINISHED; count += 1) {
    open.push(await begin(world, sent()));
    if (count % 300 === 0) expect(await delivery(world)).toBeLessThan(ANSWERED_WITHIN_MS);
  }
  return open;
}

const statuses = (open: readonly Connection[]): readonly string[] => [
  ...new Set(open.map(({ said }) => said().slice('HTTP/1.1 '.length, 'HTTP/1.1 '.length + 3))),
];

describe('1,500 unfinished requests', { timeout: 180_000 }, () => {
  const oldestAreClosed = (open: readonly Connection[]): void => {
    expect(open.slice(0, UNFINISHED - MOST_UNKNOWN - 50).every(({ isClosed }) => isClosed())).toBe(true);
    expect(open.slice(100 - MOST_UNKNOWN).some(({ isClosed }) => isClosed())).toBe(false);
  };
  const turnedAway = (open: readonly Connection[]): void => {
    expect(statuses(open)).toEqual(['401']);
  };
  /** On a slow machine the first ones have had their ten seconds by then, and others have their room. */
  const bounded = (open: readonly Connection[]): void => {
    const answers = statuses(open);
    expect(answers).toContain('503');
    expect(answers.filter((status) => !['', '408', '503'].includes(status))).toEqual([]);
    const waiting = open.filter(({ said }) => said() === '');
    expect(waiting.length * BODY_BYTES).toBeLessThanOrEqual(BODY_LIMITS.together);
  };

  test.each<[string, (world: World) => string, (open: readonly Connection[]) => void]>([
    ['of headers that never end', () => `${HEAD}X: `, oldestAreClosed],
    ['with a token that is none, and half a body', () => begun(bearer('a.b.c')), turnedAway],
    ['with a forged token, and half a body', (world) => begun(bearer(forged(world))), turnedAway],
    ['with a right token, and half a body', (world) => begun(bearer(world.chat.token())), bounded],
  ])('%s cost less than 100 MB, which come back, and Teams gets in', async (_, sent, look) => {
    await inWorld(async (world) => {
      await world.start();
      await delivery(world);
      const before = await world.bot.memory();
      // What is not given back would be taken once more by the second siege.
      for (const siege of ['first', 'second']) {
        const open = await besiege(world, () => sent(world));
        // The answers to the last of them may still be under way.
        await vi.waitFor(() => {
          look(open);
        }, ANSWERED_WITHIN_MS);
        const cost = Math.max(world.bot.resident, (await world.bot.memory()).resident) - before.resident;
        for (const { socket } of open) socket.destroy();
        await pause(1_500);
        const left = (await world.bot.memory()).used - before.used;
        expect(cost / MB, `in the ${siege} siege`).toBeLessThan(MOST_MB);
        expect(left / MB, `after the ${siege} siege`).toBeLessThan(MOST_LEFT_MB);
      }
    })();
  });
});

describe.concurrent('at the door', { timeout: 120_000 }, () => {
  const answered = (connection: Connection, withinMs?: number) =>
    until(() => connection.said() !== '', 'an answer', withinMs);

  test(
    'a token is refused before a byte of the body is there: none, a forged one, one without an end',
    inWorld(async (world) => {
      await world.start();
      await delivery(world);
      const tokens = ['', bearer(forged(world)), bearer(world.chat.token({ exp: undefined }))];
      for (const token of tokens) {
        const connection = await begin(world, `${HEAD}${token}Content-Length: 1000\r\n\r\n`);
        await answered(connection, ANSWERED_WITHIN_MS);
        expect(connection.said()).toMatch(/^HTTP\/1\.1 401 /);
      }
    }),
  );

  test(
    'a body has ten seconds, and 256 KB',
    inWorld(async (world) => {
      await world.start();
      const right = bearer(world.chat.token());
      const tooMuch = await begin(world, `${HEAD}${right}Content-Length: ${256 * 1024 + 1}\r\n\r\n`);
      await answered(tooMuch, ANSWERED_WITHIN_MS);
      expect(tooMuch.said()).toMatch(/^HTTP\/1\.1 413 /);
      const startedAt = performance.now();
      const slow = await begin(world, `${HEAD}${right}Content-Length: ${256 * 1024}\r\n\r\n{`);
      const drip = setInterval(() => slow.socket.write(' '), 500);
      await answered(slow);
      clearInterval(drip);
      expect(slow.said()).toMatch(/^HTTP\/1\.1 408 /);
      const ms = performance.now() - startedAt;
      expect(ms).toBeGreaterThan(9_000);
      expect(ms).toBeLessThan(15_000);
    }),
  );

  test(
    'whether it is up and ready costs no request to anybody, however often it is asked',
    inWorld(async (world) => {
      await world.start();
      await delivery(world);
      await until(async () => (await fetch(`${world.bot.url}/readyz`)).status === 200, 'ready');
      const spent = (): number => world.microsoft.graph.requests.length + world.microsoft.tokens.requests.length;
      // What it reads by itself after its start is over.
      let before = -1;
      while (before !== spent()) {
        before = spent();
        await pause(2_000);
      }
      for (let time = 0; time < 300; time += 1) {
        const answers = await Promise.all(['healthz', 'readyz'].map((path) => fetch(`${world.bot.url}/${path}`)));
        expect(answers.map(({ status }) => status)).toEqual([200, 200]);
        await Promise.all(answers.map((answer) => answer.text()));
      }
      // What it reads by itself meanwhile, once a minute.
      expect(spent() - before).toBeLessThan(5);
    }),
  );

  test(
    'what is refused a thousand times is two lines of each kind, which count all',
    inWorld(async (world) => {
      await world.start();
      await delivery(world);
      const refused = async (init: RequestInit): Promise<void> => {
        const { status } = await fetch(`${world.bot.url}/api/messages`, { method: 'POST', ...init });
        expect([401, 415]).toContain(status);
      };
      const headers = { 'content-type': 'application/json' };
      const forgedToken = forged(world);
      for (let time = 0; time < 250; time += 1) {
        await refused({ body: 'x' });
        await refused({ headers });
        await refused({ headers: { ...headers, authorization: 'Bearer a.b.c' } });
        await refused({ headers: { ...headers, authorization: `Bearer ${forgedToken}` } });
      }
      world.bot.kill('SIGTERM');
      await world.bot.exit;
      const lines = [...world.bot.logged('http.turned'), ...world.bot.logged('http.refused')];
      expect(lines.length).toBeLessThanOrEqual(8);
      const all = lines.reduce((sum, { count = 1 }) => sum + Number(count), 0);
      expect(all).toBe(1_000);
    }),
  );
});
