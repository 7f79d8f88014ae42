import { once } from 'node:events';
import { createServer, type Server as NodeServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../src/runtime/log.ts';
import { bodyReader, type Body } from '../../src/teams/body.ts';
import { boundConnections } from '../../src/teams/connections.ts';
import { listen, type HttpServer, type Messages } from '../../src/teams/server.ts';

const PATIENCE = { headersMs: 200, requestMs: 500, lookEveryMs: 20 };
/** Far from the limits, and from the 30 s after which Node alone would look. */
const HANGS_UP_WITHIN_MS = 20_000;

type Answering = (body: unknown) => Promise<{ readonly status: number; readonly body?: unknown }>;
/** Believes every token. */
const toAnybody = (answer: Answering): Messages => ({ identify: () => Promise.resolve(answer) });

const log: Record<string, unknown>[] = [];
const logs = createLog('info', { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) });
let server: HttpServer;
let turns: unknown[];

beforeEach(async () => {
  log.length = 0;
  turns = [];
  server = await listen(
    {
      messages: toAnybody((body) => {
        turns.push(body);
        return Promise.resolve({ status: 200 });
      }),
      ready: () => Promise.resolve(),
      log: logs,
      patience: PATIENCE,
    },
    0,
    '127.0.0.1',
  );
});
afterEach(() => server.close(100));

/** Sends this much and then nothing more. Resolves when the server hangs up. */
const hungUp = (sent: string): Promise<{ readonly ms: number; readonly answer: string }> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let answer = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(sent));
    socket.setTimeout(HANGS_UP_WITHIN_MS, () => socket.destroy(new Error(`still connected after: ${sent}`)));
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve({ ms: performance.now() - startedAt, answer });
    });
  });

const HEAD = 'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n';

describe('whoever sends slowly is hung up on', () => {
  test.each([
    ['nothing', ''],
    ['half a request line', 'POST /api/mess'],
    ['headers that never end', HEAD],
    ['a body that never ends', `${HEAD}Content-Length: 1000\r\n\r\n{"type":`],
    [
      'a wish for another protocol',
      `${HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 1000\r\n\r\n{"type":`,
    ],
    ['chunks that never end', `${HEAD}Transfer-Encoding: chunked\r\n\r\n4\r\n{"ty\r\n`],
  ])('%s: 408 and no turn', async (_, sent) => {
    const { answer } = await hungUp(sent);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer.split('\r\n\r\n')[1] ?? '').toBe('');
    expect(turns).toEqual([]);
  });

  test('two hundred of them at once keep nobody else out', async () => {
    // Of whom nothing was read yet, on a busy machine, the connection is reset without an answer.
    const slow = Array.from({ length: 200 }, () => hungUp(HEAD).catch(() => ({ answer: 'HTTP/1.1 408 unread' })));
    const quick = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"type":"message"}',
    });
    expect(quick.status).toBe(200);
    expect(turns).toEqual([{ type: 'message' }]);
    for (const { answer } of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('the log of a refused request', () => {
  const refusedAs = async (path: string, init: RequestInit): Promise<number> => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', ...init });
    expect(await response.text()).toBe('');
    return response.status;
  };

  test('is one line, without what the caller wrote', async () => {
    expect(await refusedAs('/api/messages?token=hunter2', { body: 'hunter2' })).toBe(415);
    expect(log).toMatchObject([{ event: 'http.refused', status: 415 }]);
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });

  test('is one line for a body that is no JSON, too', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await refusedAs('/api/messages', { headers, body: '{"hunter2' })).toBe(400);
    expect(log).toMatchObject([{ event: 'http.refused', status: 400 }]);
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });
});

test('what is refused again and again is one line, and one more that counts the rest', async () => {
  const answers = Array.from({ length: 30 }, () =>
    fetch(`http://127.0.0.1:${server.port}/api/messages`, { method: 'POST', body: 'x' }),
  );
  expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([415]));
  expect(log).toMatchObject([{ event: 'http.refused', status: 415 }]);
  await server.close(100);
  expect(log).toMatchObject([{ event: 'http.refused' }, { event: 'http.refused', status: 415, count: 29 }]);
});

/** Another server, whose every turn is this one. */
const serving = (answer: Answering): Promise<HttpServer> =>
  listen({ messages: toAnybody(answer), ready: () => Promise.resolve(), log: logs }, 0, '127.0.0.1');

test('a turn that fails is a bare 500, whatever the error says; why stands in the log', async () => {
  const error = Object.assign(new Error('hunter2'), { statusCode: 404, body: { secret: 'hunter2' } });
  const failing = await serving(() => Promise.reject(error));
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: '{}' };
  const response = await fetch(`http://127.0.0.1:${failing.port}/api/messages`, init);
  expect([response.status, await response.text()]).toEqual([500, '']);
  expect(log).toMatchObject([{ event: 'http.failed', error: { message: 'hunter2' } }]);
  await failing.close(100);
});

describe('while it stops', () => {
  let finish: (answer: { readonly status: number }) => void;
  let turn: Promise<void>;
  let stopping: HttpServer;
  beforeEach(async () => {
    const answered = new Promise<{ readonly status: number }>((resolve) => (finish = resolve));
    let begun: () => void = () => undefined;
    turn = new Promise<void>((resolve) => (begun = resolve));
    stopping = await serving(() => {
      begun();
      return answered;
    });
  });

  const A_TURN = `${HEAD}Content-Length: 2\r\n\r\n{}`;
  /** Sends this much on a connection that is to stay. */
  const send = (sent: string) => {
    let answers = '';
    const socket = connect(stopping.port, '127.0.0.1');
    socket.on('data', (data) => (answers += data.toString()));
    socket.write(sent);
    const hungUp = new Promise<string>((resolve) => {
      socket.once('close', () => {
        resolve(answers);
      });
    });
    return { socket, hungUp };
  };

  test('it is not ready, for whoever had begun to ask', async () => {
    const { socket, hungUp } = send('GET /readyz HTTP/1.1\r\n');
    // What was sent before this is answered has been read.
    await fetch(`http://127.0.0.1:${stopping.port}/healthz`);
    const stopped = stopping.close(HANGS_UP_WITHIN_MS);
    socket.write('Host: bot\r\n\r\n');
    await stopped;
    expect(await hungUp).toMatch(/^HTTP\/1\.1 503 /);
  });

  test('it finishes what it was asked, and hangs up then: Node would keep the connection for some seconds', async () => {
    const { hungUp } = send(A_TURN);
    await turn;
    const stopped = stopping.close(HANGS_UP_WITHIN_MS);
    finish({ status: 200 });
    await stopped;
    expect(await hungUp).toMatch(/^HTTP\/1\.1 200 [^]*\r\nConnection: close\r\n/);
  });

  test('it does not wait for whoever wished for another protocol, and was answered in this one', async () => {
    const wish = 'GET /healthz HTTP/1.1\r\nHost: bot\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const { socket, hungUp } = send(wish);
    await once(socket, 'data');
    await stopping.close(HANGS_UP_WITHIN_MS);
    expect(await hungUp).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('it waits for a turn that does not end only as long as it may', async () => {
    const { hungUp } = send(A_TURN);
    await turn;
    await stopping.close(50);
    expect(await hungUp).toBe('');
  });
});

/** Lets it listen until the test ends. */
async function portOf(http: NodeServer): Promise<number> {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.close();
    http.closeAllConnections();
  });
  return (http.address() as AddressInfo).port;
}

describe('bodies', () => {
  const limits = { most: 100, withinMs: 300, together: 250 };
  /** A server that does nothing but read bodies. */
  async function reading() {
    const read = bodyReader(limits);
    const seen: Body[] = [];
    const http = createServer((request, response) => {
      void read(request).then((body) => {
        seen.push(body);
        response.end();
      });
    });
    const port = await portOf(http);
    const send = (head: string, body: string) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`);
      return socket;
    };
    const until = async (count: number) => {
      while (seen.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
      return seen;
    };
    return { send, until };
  }
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

  test.each<[string, string, string, Body]>([
    ['JSON', 'Content-Length: 7', '{"a":1}', { kind: 'read', json: { a: 1 } }],
    ['no JSON', 'Content-Length: 3', '{"a', { kind: 'refused', status: 400 }],
    ['nothing', 'Content-Length: 0', '', { kind: 'refused', status: 400 }],
    ['too much, as it says', 'Content-Length: 101', '', { kind: 'refused', status: 413 }],
    ['too much, as it comes', 'Transfer-Encoding: chunked', chunk('x'.repeat(101)), { kind: 'refused', status: 413 }],
    ['too slow', 'Content-Length: 10', '{', { kind: 'refused', status: 408 }],
  ])('%s', async (_, head, body, expected) => {
    const { send, until } = await reading();
    send(head, body);
    expect(await until(1)).toEqual([expected]);
  });

  test('all together have a limit, and what has ended counts no more', async () => {
    const { send, until } = await reading();
    const open = [1, 2].map(() => send('Content-Length: 100', 'x'.repeat(99)));
    send('Transfer-Encoding: chunked', chunk('x'.repeat(60)));
    expect(await until(1)).toEqual([{ kind: 'refused', status: 503 }]);
    for (const socket of open) socket.destroy();
    await until(3);
    send('Content-Length: 2', '{}');
    expect((await until(4))[3]).toEqual({ kind: 'read', json: {} });
  });
});

describe('whoever asks first whether to send a body', () => {
  const ASKS = `${HEAD}Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n`;
  const asking = async (identify: Messages['identify']) => {
    const careful = await listen(
      { messages: { identify }, ready: () => Promise.resolve(), log: logs, patience: PATIENCE },
      0,
      '127.0.0.1',
    );
    onTestFinished(() => careful.close(100));
    const socket = connect(careful.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let heard = '';
    socket.on('error', () => undefined);
    socket.on('data', (data) => (heard += data.toString()));
    socket.write(`${ASKS}\r\n`);
    const until = async (text: RegExp): Promise<string> => {
      await expect.poll(() => heard, { timeout: HANGS_UP_WITHIN_MS }).toMatch(text);
      return heard;
    };
    return { socket, until };
  };

  test('is refused without it where the token is not valid', async () => {
    const { until } = await asking(() => Promise.resolve(401));
    expect(await until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('is told to once the token is known', async () => {
    const { socket, until } = await asking(() => Promise.resolve(() => Promise.resolve({ status: 200 })));
    expect(await until(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('{}');
    await until(/HTTP\/1\.1 200 /);
  });
});

test('of too many connections without a valid token the oldest is closed, and none with one', async () => {
  const http = createServer();
  const connections = boundConnections(http, 3);
  const accepted: Socket[] = [];
  http.on('connection', (socket: Socket) => accepted.push(socket));
  const port = await portOf(http);
  const open = async () => {
    const socket = connect(port, '127.0.0.1').resume();
    socket.on('error', () => undefined);
    const before = accepted.length;
    while (accepted.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    return socket;
  };
  const trusted = await open();
  const [known] = accepted;
  if (known !== undefined) connections.trust(known);
  const strangers = [await open(), await open(), await open()];
  const [oldest] = strangers;
  const closed = new Promise((resolve) => oldest?.once('close', resolve));
  const last = await open();
  await closed;
  expect([trusted, ...strangers.slice(1), last].map(({ closed }) => closed)).toEqual([false, false, false, false]);
});
