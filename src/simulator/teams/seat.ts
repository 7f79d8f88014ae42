import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { z } from 'zod/v4-mini';
import { frameOfLine, line, taken } from './frames.ts';
import { accountOf, type CastName } from './playground-config.ts';
import type { Rooms } from './rooms.ts';
import { spokenBy, type Speakers } from './speakers.ts';
import { acceptStream } from './window-stream.ts';

/**
 * Where one person opens the Playground: all of them share one, which knows a single current user. Here its page is told
 * that this person is the one who sits there, and what they do is done in their name.
 */
export type Seat = { readonly who: CastName; readonly url: string; close(): Promise<void> };

type Options = {
  readonly who: CastName;
  /** 0: any free one. */
  readonly port: number;
  /** Where the Playground is. */
  readonly playground: string;
  /** Their chat with the bot. */
  readonly chat: string;
  readonly rooms: Rooms;
  readonly speakers: Speakers;
};

const SAY = /^\/_conversation\/v1\/conversations\/([^/]+)\/messages$/;
const INSTALLATION = /^\/_debug\/conversation\/([^/]+)\/installation$/;
const STREAM = '/_ws_conversation/v1/conversations/stream';

/** Rejects when the port is taken. */
export async function openSeat(options: Options): Promise<Seat> {
  const { who, port } = options;
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
  });
  // Closing the server leaves those alone.
  const streams = new Set<Duplex>();
  server.on('upgrade', (request, socket) => {
    streams.add(socket);
    socket.once('close', () => streams.delete(socket));
    upgrade(options, request, socket);
  });
  return {
    who,
    url: `http://localhost:${await listen(server, port)}`,
    close: () =>
      new Promise((resolve) => {
        for (const stream of streams) stream.destroy();
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function answer(options: Options, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { who, chat, rooms, speakers, playground } = options;
  const url = request.url ?? '/';
  const conversation = SAY.exec(url)?.[1];
  if (conversation !== undefined) {
    await say(options, decodeURIComponent(conversation), request, response);
  } else if (url === '/_internal/v1/config') {
    const shown = told.parse(await (await fetch(playground + url)).json());
    sendJson(response, 200, { ...shown, config: seenBy(who, chat, shown.config) });
  } else {
    const installed = INSTALLATION.exec(url)?.[1];
    if (installed !== undefined) {
      speakers.installs(who);
      // A page says that of the chat that it shows first as soon as it has drawn it.
      if (decodeURIComponent(installed) === chat) rooms.drawn(who);
    }
    await passOn(playground, request, response);
  }
}

/** A line goes to the bot in the person's name, and to the windows of the others. */
async function say(
  { who, rooms, playground }: Options,
  conversationId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const said = line.parse(JSON.parse(await textOf(request)));
  const answered = await fetch(playground + (request.url ?? ''), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...said, text: spokenBy(who, said.text) }),
  });
  const answer: unknown = await answered.json();
  if (answered.ok) rooms.tell(frameOfLine(conversationId, accountOf(who).id, said, taken.parse(answer)), who);
  sendJson(response, answered.status, answer);
}

const user = z.looseObject({ id: z.string() });
const config = z.looseObject({
  currentUser: user,
  users: z.array(user),
  personalChat: z.looseObject({}),
  groupChats: z.array(z.looseObject({})),
  teams: z.array(z.looseObject({})),
});
const told = z.looseObject({ config });

/** The Playground's configuration with this person as the one who sits there. */
function seenBy(who: CastName, chat: string, shown: z.infer<typeof config>): z.infer<typeof config> {
  const all = [shown.currentUser, ...shown.users];
  const you = all.find(({ id }) => id === accountOf(who).id) ?? shown.currentUser;
  const users = all.filter((user) => user !== you);
  const members = users.map(({ id }) => id);
  return {
    ...shown,
    currentUser: you,
    users,
    personalChat: { ...shown.personalChat, id: chat },
    groupChats: shown.groupChats.map((room) => ({ ...room, members })),
    teams: shown.teams.map((team) => ({ ...team, members })),
  };
}

async function passOn(playground: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url, headers } = request;
  await new Promise<void>((resolve, reject) => {
    const onward = ask(playground + (url ?? '/'), { method: method ?? 'GET', headers }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response).once('finish', resolve).once('error', reject);
    });
    onward.once('error', reject);
    request.pipe(onward);
  });
}

function upgrade({ who, rooms, playground }: Options, request: IncomingMessage, socket: Duplex): void {
  if (request.url === STREAM) {
    const stream = acceptStream(request, socket);
    stream.onEnd(
      rooms.add({
        who,
        send: (frame) => {
          stream.send(JSON.stringify(frame));
        },
      }),
    );
    return;
  }
  const onward = connect(Number(new URL(playground).port), 'localhost', () => {
    const lines = request.rawHeaders.flatMap((name, at, all) =>
      at % 2 === 0 ? [`${name}: ${all[at + 1] ?? ''}`] : [],
    );
    onward.write(`GET ${request.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    onward.pipe(socket).pipe(onward);
  });
  for (const [one, other] of [
    [onward, socket],
    [socket, onward],
  ] as const) {
    one.on('error', () => other.destroy());
    one.once('close', () => other.destroy());
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function textOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
