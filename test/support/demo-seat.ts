import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_ID, startWorld, type World } from '../../src/demo/world.ts';
import type { FaultName } from '../../src/simulator/faults/faults.ts';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import { buttonsOf, wordsOf } from './cards.ts';
import { lived } from './lived.ts';

type Card = Readonly<Record<string, unknown>>;
type Activity = Readonly<Record<string, unknown>>;
type Message = { readonly id: string; readonly cards: Card[] };

/** Somebody at the demo, with a page in front of them that shows what the Playground would. Time passes as they say. */
export type Seat = {
  readonly world: World;
  /** What the bot said, in order; each with all that it showed. */
  readonly messages: readonly Message[];
  /** What reached the bot, in order. */
  readonly reached: readonly Activity[];
  /** What people read there now, all of it. */
  read(): string;
  /** Writes a line. @returns the HTTP status of the bot's answer to Teams */
  say(text: string): Promise<number>;
  /** Presses a button of that message; of the last one that has it, where none is named. */
  press(title: string, message?: Message): Promise<string>;
  /** Time passes. */
  pass(minutes: number): Promise<void>;
  until(condition: () => boolean, what: string): Promise<void>;
  log(): string;
  leave(): Promise<void>;
};

export async function sitDown(...faults: readonly FaultName[]): Promise<Seat> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-demo-'));
  const skew = { ms: 0 };
  const timers: { readonly at: number; readonly happens: () => void }[] = [];
  const now = (): number => Date.now() + skew.ms;
  const world = await startWorld({
    folder,
    faults,
    approvals: 'self',
    approvers: 1,
    replicas: 1,
    pace: {
      bot: {
        clock: {
          now,
          elapsed: () => performance.now() + skew.ms,
          sleep: async (ms) => {
            skew.ms += ms;
            await lived(Math.min(ms / 20, 50));
          },
        },
        tickEveryMs: 0,
        watchEveryMs: 0,
        graph: { retryDelaySeconds: 0.01 },
      },
      graph: { latencyMs: 0, auditDelayMs: 0, sleep: (ms) => lived(ms / 50) },
      later: (ms, happens) => void timers.push({ at: now() + ms, happens }),
    },
  });
  const page = await startPage();
  const door = await startDoor(`http://127.0.0.1:${world.bot.port}/api/messages`);
  const { channel } = world;
  channel.connect({ bot: door.url, playground: page.url });

  const post = (activity: object): Promise<Response> =>
    fetch(channel.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl: channel.serviceUrl,
        from: { id: '29:ada', name: people.ada.displayName, aadObjectId: people.ada.id },
        recipient: { id: `28:${APP_ID}`, name: 'Bridgekeeper' },
        conversation: {
          id: 'a:personal-ada',
          conversationType: 'personal',
          tenantId: organizations.woodgrove.tenantId,
        },
        ...activity,
      }),
    });

  const pass = async (minutes: number): Promise<void> => {
    skew.ms += minutes * 60_000;
    for (const timer of timers.splice(0)) {
      if (timer.at <= now()) timer.happens();
      else timers.push(timer);
    }
    await world.bot.tick();
  };

  return {
    world,
    messages: page.messages,
    reached: door.reached,
    read: () => page.messages.map(({ cards }) => wordsOf(cards.at(-1))).join('\n'),
    say: async (text) => (await post({ type: 'message', text })).status,
    press: async (title, named) => {
      const has = (message: Message) => buttonsOf(message.cards.at(-1)).find((one) => one.title === title);
      const message = named ?? page.messages.findLast(has);
      const button = message && has(message);
      if (message === undefined || button === undefined) throw new Error(`no button ${title}`);
      const answer = await post({
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: message.id,
        value: { action: { type: 'Action.Execute', ...button }, trigger: 'manual' },
      });
      return answer.text();
    },
    pass,
    until: async (condition, what) => {
      for (let tries = 0; tries < 400; tries += 1) {
        if (condition()) return;
        await pass(1 / 600);
        await lived(5);
      }
      throw new Error(`never: ${what}`);
    },
    log: () => readFileSync(join(folder, 'bridgekeeper.log'), 'utf8'),
    leave: async () => {
      await world.stop(50);
      await Promise.all([page.close(), door.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Answer = { readonly status: number; readonly body: string };

/** A server of this machine. */
async function serve(answer: (request: IncomingMessage, body: string) => Promise<Answer>) {
  const server = createServer((request, response) => {
    void (async () => {
      const { status, body } = await answer(request, await textOf(request));
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Stands before the bot and sees what comes. */
async function startDoor(bot: string) {
  const reached: Activity[] = [];
  const server = await serve(async ({ headers }, body) => {
    reached.push(JSON.parse(body) as Activity);
    const { authorization = '' } = headers;
    const answer = await fetch(bot, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    });
    return { status: answer.status, body: await answer.text() };
  });
  return { ...server, reached };
}

/** Keeps what the bot posts, as the Playground's page does. */
async function startPage() {
  const messages: Message[] = [];
  const server = await serve(({ method, url = '' }, body) => {
    const id = decodeURIComponent(/activities\/([^/?]+)/.exec(url)?.[1] ?? '');
    const card = cardIn(body);
    const known = method === 'PUT' ? messages.find((message) => message.id === id) : undefined;
    const message = known ?? { id: `m-${messages.length}`, cards: [] };
    if (card !== undefined) {
      message.cards.push(card);
      if (known === undefined) messages.push(message);
    }
    return Promise.resolve({ status: 200, body: JSON.stringify({ id: message.id }) });
  });
  return { ...server, messages };
}

async function textOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function cardIn(body: string): Card | undefined {
  if (body === '') return undefined;
  const { attachments } = JSON.parse(body) as { attachments?: readonly { readonly content: Card }[] };
  return attachments?.[0]?.content;
}
