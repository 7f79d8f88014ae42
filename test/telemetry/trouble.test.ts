import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Log } from '../../src/app/ports.ts';
import { telemetryFindings } from '../../src/doctor/telemetry.ts';
import { createLog } from '../../src/runtime/log.ts';
import { startTelemetry, type RunningTelemetry } from '../../src/telemetry/otlp.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';

const NAMES = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_TIMEOUT'] as const;
const QUICK = { OTEL_BSP_SCHEDULE_DELAY: '10', OTEL_METRIC_EXPORT_INTERVAL: '50' };

/** How often somebody came. */
let connections: number;
let logged: Record<string, unknown>[];
let log: Log;
const events = () => logged.map(({ event }) => event);
const rejected: unknown[] = [];
const note = (error: unknown) => void rejected.push(error);

const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));
beforeEach(() => {
  // What a test left behind may go on to the log of that test.
  const lines: Record<string, unknown>[] = [];
  logged = lines;
  log = createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  connections = 0;
  rejected.length = 0;
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
});
afterEach(() => {
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  for (const name of NAMES) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
});

/** How long whoever does not answer is waited for, and whoever does, on a machine that does much else. */
const IMPATIENT_MS = 300;
const PATIENT_MS = 30_000;

/** The exporters read where they send to from the process's own environment. */
async function telling(url: string, protocol = 'http/json', waitMs = PATIENT_MS): Promise<RunningTelemetry> {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = url;
  process.env['OTEL_EXPORTER_OTLP_PROTOCOL'] = protocol;
  process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = String(waitMs);
  const telemetry = await startTelemetry({ ...process.env, ...QUICK }, log);
  onTestFinished(() => telemetry.end(10));
  telemetry.observe(() => Promise.resolve([{ name: 'bridgekeeper.leader', value: 1 }]));
  return telemetry;
}

/** A server that does whatever it likes with a connection. */
async function anybody(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    connections += 1;
    socket.on('error', () => undefined);
    answer(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Whoever hangs up on a request that is still being sent takes the answer away with it. */
const onceAsked = (socket: Socket, answer: () => void): void => {
  let asked = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    asked += chunk;
    const head = asked.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(asked)?.[1] ?? 0);
    if (head >= 0 && asked.length >= head + 4 + length) answer();
  });
};
const reply = (text: string) => (socket: Socket) => {
  onceAsked(socket, () => socket.end(text));
};
const http = (status: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 3_000 && !condition(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(condition()).toBe(true);
}

/** Much work, of which each is told. */
async function work(telemetry: RunningTelemetry, times: number): Promise<number> {
  let done = 0;
  for (let number = 0; number < times; number += 1) {
    await telemetry.span({ name: 'look', of: 'own' }, async () => {
      await telemetry.span({ name: 'store open', of: 'part' }, () => Promise.resolve((done += 1)));
    });
    telemetry.count('bridgekeeper.turns', { 'bridgekeeper.turn.kind': 'message' });
  }
  return done;
}

const REFUSES: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['closes each connection', (socket) => void socket.destroy()],
  ['answers with 500', reply(http('500 Oh', 'no'))],
  [
    'answers with 503 and a long time to wait',
    reply('HTTP/1.1 503 Busy\r\nRetry-After: 9999\r\nContent-Length: 0\r\n\r\n'),
  ],
  ['leads elsewhere', reply('HTTP/1.1 308 There\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n')],
  ['does not speak HTTP', reply('\u0000\u0001 PRI * HTTP/2.0 what?\r\n\r\n')],
  ['never answers', () => undefined],
  ['answers with more than anybody reads', reply(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(6_000_000)}`)],
];

describe.each(['http/json', 'http/protobuf'])('over %s, whoever takes the data', (protocol) => {
  test.each(REFUSES)('%s: nothing waits for it, and the log has it once for each kind', async (_, answer) => {
    const telemetry = await telling(await anybody(answer), protocol, IMPATIENT_MS);
    expect(await work(telemetry, 3_000)).toBe(3_000);
    await until(() => events().length >= 2);
    const tries = connections + 6;
    for (let round = 0; connections < tries && round < 3_000; round += 1) {
      await work(telemetry, 10);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(connections).toBeGreaterThanOrEqual(tries);
    const startedAt = performance.now();
    await telemetry.end(50);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const [one, other] = ['traces', 'metrics'].map((what) => logged.filter((line) => line['what'] === what));
    expect(one?.length).toBe(1);
    expect(other?.length).toBe(1);
    for (const line of logged) {
      expect(line).toMatchObject({ event: 'telemetry.unsent', level: 'warn' });
      expect(JSON.stringify(line).length).toBeLessThan(500);
    }
    expect(rejected).toEqual([]);
  });

  test('answers with something else than OTLP: it took it, and that is enough', async () => {
    const telemetry = await telling(await anybody(reply(http('200 OK', '<html>not at all'))), protocol);
    await work(telemetry, 100);
    await telemetry.end(PATIENT_MS);
    expect(logged).toEqual([]);
    expect(rejected).toEqual([]);
  });
});

test('nobody is there, then somebody is: that is said, too', async () => {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  let isThere = false;
  const url = await anybody((socket) => {
    onceAsked(socket, () => socket.end(isThere ? http('200 OK', '{}') : http('404 No', '')));
  });
  const telemetry = await telling(url);
  await work(telemetry, 10);
  await until(() => events().includes('telemetry.unsent'));
  isThere = true;
  await work(telemetry, 10);
  await until(() => events().includes('telemetry.sent'));
  expect(logged.find(({ event }) => event === 'telemetry.unsent')).toMatchObject({ why: 'HTTP 404' });
});

describe('the doctor', () => {
  test('says nothing where nobody is to watch', async () => {
    expect(await telemetryFindings(false, process.env)).toEqual([]);
  });

  test('says that it is taken', async () => {
    const receiver = await startOtlpReceiver();
    onTestFinished(() => receiver.close());
    await telling(receiver.url);
    const says = [`${receiver.url}/ takes what the bot sends.`];
    expect(await telemetryFindings(true, process.env)).toEqual([{ about: 'Telemetry', state: 'good', says }]);
  });

  test.each([
    ['a path that nobody serves', async () => `${(await startClosing()).url}/v1/traces`, 'HTTP 404'],
    ['a port at which nobody listens', () => Promise.resolve('http://127.0.0.1:9'), 'ECONNREFUSED'],
    ['something that does not speak HTTP', () => anybody(reply('\u0000\u0001what?\r\n\r\n')), 'Parse Error'],
  ])('names %s, and why it is no good; a key in the address is not shown', async (_, where, why) => {
    const url = await where();
    await telling(`${url}?key=hunter2`);
    const [finding] = await telemetryFindings(true, process.env);
    expect(finding?.state).toBe('warning');
    expect(finding?.says.join()).toContain(why);
    expect(finding?.says.join()).toContain(new URL(url).host);
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });
});

async function startClosing() {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  return receiver;
}
