import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Said } from '../../../src/simulator/teams/frames.ts';
import { accountOf } from '../../../src/simulator/teams/playground-config.ts';
import { openSeats, type Seats } from '../../../src/simulator/teams/seats.ts';
import { Speakers } from '../../../src/simulator/teams/speakers.ts';
import { acceptStream, type Stream } from '../../../src/simulator/teams/window-stream.ts';

/** Two people around one Playground: here a server that answers as it does, and pages that only listen. */

const ADA = accountOf('admin');
const BEN = accountOf('group');
const CONFIG = {
  currentUser: { id: ADA.id },
  users: [{ id: BEN.id }, { id: '29:chen' }],
  personalChat: { id: 'a:ada', name: 'Personal Chat' },
  groupChats: [{ id: 'group', members: [BEN.id, '29:chen'] }],
  teams: [{ id: 'team', members: [BEN.id, '29:chen'] }],
};

type Told = { readonly action: string; readonly message?: { readonly messageId: string; readonly text?: string } };
const speakers = new Speakers();
/** What the Playground sent to the bot, as the bot gets it. */
let sent: Readonly<Record<string, unknown>>[] = [];
let stream: Stream;
let say: (said: Said) => void;
let seats: Seats;
let stop: () => Promise<void>;

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

beforeEach(async () => {
  sent = [];
  let messages = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const url = request.url ?? '';
      const body = await textOf(request);
      const answer = (value: unknown): void => void response.end(JSON.stringify(value));
      if (url === '/_internal/v1/config') answer({ config: CONFIG, internalConfig: { locale: 'en' } });
      else if (url === '/_connector/v3/conversations') {
        answer({ id: `a:${(JSON.parse(body) as typeof CONFIG & { members: [{ id: string }] }).members[0].id}` });
      } else if (url.endsWith('/messages')) {
        const { text } = JSON.parse(body) as { text: string };
        sent.push(speakers.attribute({ type: 'message', text, from: ADA }));
        messages += 1;
        answer({ messageId: `m${messages}`, timestamp: 1 });
      } else if (url.endsWith('/installation')) {
        sent.push(speakers.attribute({ type: 'installationUpdate', from: ADA }));
        answer({});
      } else answer({ asked: url, method: request.method, body });
    })();
  });
  server.on('upgrade', (request, socket) => (stream = acceptStream(request, socket)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  seats = await openSeats({
    people: [
      { who: 'admin', port: 0 },
      { who: 'group', port: 0 },
    ],
    channel: { speakers, onSaid: (listener) => (say = listener) },
    playground: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    botId: '28:bot',
  });
  stop = async () => {
    await seats.close();
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => stop());

const url = (index: number): string => seats.seats[index]?.url ?? '';
const post = (index: number, path: string, body: object = {}): Promise<Response> =>
  fetch(url(index) + path, { method: 'POST', body: JSON.stringify(body) });
const types = (index: number, conversation: string, text: string): Promise<Response> =>
  post(index, `/_conversation/v1/conversations/${conversation}/messages`, { text, from: { id: '29:x' } });

/** A page is opened, and shows what it is told as soon as it has drawn its first conversation. */
async function opens(index: number): Promise<Told[]> {
  const told: Told[] = [];
  const page = new WebSocket(`${url(index).replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  page.addEventListener('message', ({ data }) => void told.push(JSON.parse(String(data)) as Told));
  await new Promise((resolve) => {
    page.addEventListener('open', resolve);
  });
  await post(index, `/_debug/conversation/a:${[ADA, BEN][index]?.id ?? ''}/installation`);
  return told;
}

const texts = (told: readonly Told[]) => told.map(({ message }) => message?.text);
const fromPlayground = (message: object, actionConversationId = 'group', action = 'createMessage'): void => {
  stream.send(JSON.stringify({ action, actionConversationId, message: { from: { id: '28:bot' }, ...message } }));
};

test('each page is told that its person sits there, among the others', async () => {
  const [adas, bens] = await Promise.all(
    [0, 1].map(async (index) => (await fetch(`${url(index)}/_internal/v1/config`)).json()),
  );
  expect(adas).toMatchObject({ config: { currentUser: { id: ADA.id }, personalChat: { id: `a:${ADA.id}` } } });
  expect(bens).toEqual({
    config: {
      currentUser: { id: BEN.id },
      users: [{ id: ADA.id }, { id: '29:chen' }],
      personalChat: { id: `a:${BEN.id}`, name: 'Personal Chat' },
      groupChats: [{ id: 'group', members: [ADA.id, '29:chen'] }],
      teams: [{ id: 'team', members: [ADA.id, '29:chen'] }],
    },
    internalConfig: { locale: 'en' },
  });
});

test('what each types and opens is theirs, and what else a page asks for is passed on', async () => {
  await types(0, 'group', 'whoami');
  await types(1, 'group', 'whoami');
  await post(1, '/_debug/conversation/group/installation');
  expect(sent).toEqual([
    { type: 'message', text: 'whoami', from: ADA },
    { type: 'message', text: 'whoami', from: BEN },
    { type: 'installationUpdate', from: BEN },
  ]);
  const passed = await (await post(1, '/_conversation/v1/invoke', { name: 'x' })).json();
  expect(passed).toEqual({ asked: '/_conversation/v1/invoke', method: 'POST', body: '{"name":"x"}' });
});

test('a room is one: each reads the other’s lines, under their name, and the bot’s answers', async () => {
  const [adas, bens] = [await opens(0), await opens(1)];
  await types(0, 'group', '<at>Bridgekeeper</at> list partners');
  fromPlayground({ messageId: 'b1', text: 'fourteen' });
  await expect.poll(() => texts(bens)).toEqual(['Ada Osei: @Bridgekeeper list partners', 'fourteen']);
  await expect.poll(() => texts(adas)).toEqual(['fourteen']);
});

test('what is said to one alone is not told to the other, whatever the Playground does', async () => {
  const [adas, bens] = [await opens(0), await opens(1)];
  const chat = `a:${BEN.id}`;
  fromPlayground({ messageId: 'x', text: 'twice' }, chat);
  say({ how: 'createMessage', conversationId: chat, messageId: 'p1', activity: { type: 'message', text: 'secret' } });
  say({ how: 'updateMessage', conversationId: chat, messageId: 'p1', activity: { type: 'message', text: 'mended' } });
  stream.send(JSON.stringify({ action: 'typing', actionConversationId: chat }));
  say({ how: 'createMessage', conversationId: 'group', messageId: 'p2', activity: { type: 'message', text: 'no' } });
  await types(1, chat, 'mine');
  fromPlayground({ messageId: 'b1', text: 'to all' });
  await expect.poll(() => texts(bens)).toEqual(['secret', 'mended', undefined, 'to all']);
  await expect.poll(() => texts(adas)).toEqual(['to all']);
});

test('a page that is opened later shows all that was said, as it is now', async () => {
  await types(0, 'group', 'hello');
  fromPlayground({ messageId: 'b1', text: 'pending', postConversationId: 'post' });
  fromPlayground({ messageId: 'b1', text: 'applied' }, 'post', 'updateMessage');
  fromPlayground({ messageId: 'b2', text: 'x'.repeat(70_000) });
  fromPlayground({ messageId: 'none', text: 'of nobody' }, 'group', 'updateMessage');
  fromPlayground({ messageId: 'b3', text: 'y'.repeat(200) });
  const [early] = [await opens(1)];
  await expect
    .poll(() => texts(early).map((text) => text?.slice(0, 20)))
    .toEqual(['Ada Osei: hello', 'applied', 'x'.repeat(20), 'y'.repeat(20)]);
  expect(early[1]).toMatchObject({ action: 'createMessage', message: { postConversationId: 'post' } });
  const again = await opens(0);
  await expect.poll(() => texts(again)[0]).toBe('hello');
  expect(early).toHaveLength(4);
});

test('a port that is taken is an error that says so', async () => {
  const { port } = new URL(url(0));
  const people = [{ who: 'admin' as const, port: Number(port) }];
  const options = { channel: { speakers, onSaid: () => undefined }, playground: url(1), botId: '28:bot' };
  await expect(openSeats({ ...options, people })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
