import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenIssuer, type TokenIssuer } from '../../src/simulator/sign-in/token-issuer.ts';
import { lived } from './lived.ts';

/** A card as the bot sent it. */
export type Card = Readonly<Record<string, unknown>>;

/** A message of the bot's in a conversation, with every content it has had; the last one is what people see. */
export type BotMessage = {
  readonly id: string;
  readonly conversationId: string;
  /** Whom Teams shows it alone, by its own id of them; left out: everybody there. */
  readonly onlyFor?: string;
  /** What its toast says. */
  readonly summary: string;
  readonly cards: Card[];
};

export type ConnectorCall = {
  readonly method: string;
  readonly path: string;
  /** What it was for; of a new thread the channel. */
  readonly conversationId: string;
  readonly authorization: string;
  /** By the clock that Teams was given; milliseconds. */
  readonly at: number;
};

/**
 * A number: that status, and nothing is done; nor is it by `hang`, `reset` and `page` (something in between answers 200
 * with HTML). By all others it is done. A function: what happens when it is done, before anybody is told.
 */
export type ConnectorFault =
  | 'hang'
  | 'reset'
  | 'page'
  | 'hang-after'
  | 'reset-after'
  | 'half-body'
  | 'silent-body'
  | 'slow'
  | number
  | { readonly status: number; readonly retryAfterSeconds: number }
  /** It is done, and answered as if it had failed. */
  | { readonly status: number; readonly arrives: true }
  /** With Teams' own word for it. */
  | { readonly status: number; readonly code: string }
  | (() => void);

const SLOW_MS = 300;

/** Making a key takes a tenth of a second, and each of a thousand stories needs one. */
const issuers = new Map<string, TokenIssuer>();

function issuerOf(name: string): TokenIssuer {
  const known = issuers.get(name) ?? createTokenIssuer(name);
  issuers.set(name, known);
  return known;
}

/**
 * Teams' side of the bot: the connector that the bot posts to, and the Bot Framework's keys. Real HTTP on this machine,
 * so that the bot's own client, time-outs and token checks are part of every story.
 */
export interface FakeTeams {
  readonly url: string;
  readonly serviceUrl: string;
  /** An address of its own: the SDK remembers keys by address for as long as a process lives, and ports come again. */
  readonly openIdMetadata: string;
  readonly issuer: TokenIssuer;
  /** How often somebody read the keys. */
  keysRead(): number;
  readonly messages: readonly BotMessage[];
  /** Where the bot was seen typing, and how many messages there were by then. */
  readonly typings: readonly { readonly conversationId: string; readonly before: number }[];
  /** Every call: what the bot did, in order. */
  readonly calls: readonly ConnectorCall[];
  /** Somebody installs the app for themselves and writes nothing: from now on the bot can open this chat with them. */
  install(objectId: string, conversationId: string): void;
  /** Who is in a conversation, as Teams lists its members; nobody, where nothing is said. */
  roster(conversationId: string, members: readonly object[]): void;
  /** What a team's list of channels has, by channel; `null`: it is listed without a kind. A channel somebody writes from is listed. */
  channel(team: string, channel: string, kind?: string | null): void;
  /** Whether Teams takes messages that only one person can see; it does until told otherwise. */
  targeted(takes: boolean): void;
  /** The next calls with this method, to this conversation or its threads if one is named, fail so. */
  fail(method: 'GET' | 'POST' | 'PUT', fault: ConnectorFault, times?: number, conversationId?: string): void;
  /** No planned fault happens any more. */
  mend(): void;
  /** Lets go of everything that was recorded; what was posted is gone from Teams, too. */
  forget(): void;
  close(): Promise<void>;
}

/**
 * @param issuedBy `iss` of the tokens that come with requests to the bot; other clouds have others
 * @param now milliseconds, for the record of calls
 */
export async function startFakeTeams(
  issuedBy = 'https://api.botframework.com',
  now: () => number = Date.now,
): Promise<FakeTeams> {
  const issuer = issuerOf(issuedBy);
  const openIdPath = `/openid/${randomUUID()}`;
  const messages: BotMessage[] = [];
  const typings: { conversationId: string; before: number }[] = [];
  let posted = 0;
  let keysRead = 0;
  let takesTargeted = true;
  const calls: ConnectorCall[] = [];
  /** Conversation ids by object id. */
  const installed = new Map<string, string>();
  /** Members by conversation id. */
  const rosters = new Map<string, readonly object[]>();
  /** Kinds by channel, by team. */
  const teams = new Map<string, Map<string, string | null>>();
  const faults: { method: string; fault: ConnectorFault; conversationId: string }[] = [];

  const server: Server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '';
      const body = await bodyOf(request);
      if (path === openIdPath) {
        json(200, issuer.metadata(`${url()}/keys`));
        return;
      }
      if (path === '/keys') {
        keysRead += 1;
        json(200, issuer.keys());
        return;
      }
      const method = request.method ?? '';
      const asked = /^\/v3\/conversations\/([^/]+)\/pagedmembers/.exec(path);
      if (method === 'GET' && asked !== null) {
        const place = decodeURIComponent(asked[1] ?? '');
        const index = faults.findIndex((planned) => planned.method === 'GET' && place === planned.conversationId);
        const [planned] = index < 0 ? [] : faults.splice(index, 1);
        if (typeof planned?.fault === 'number') json(planned.fault, { error: { code: 'Planned', message: 'planned' } });
        else json(200, { members: rosters.get(place) ?? [] });
        return;
      }
      const team = /^\/v3\/teams\/([^/]+)\/conversations$/.exec(path);
      if (method === 'GET' && team !== null) {
        const id = decodeURIComponent(team[1] ?? '');
        const index = faults.findIndex((planned) => planned.method === 'GET' && id === planned.conversationId);
        const [planned] = index < 0 ? [] : faults.splice(index, 1);
        const listed = [...(teams.get(id) ?? [])].map(([channel, kind]) => ({
          id: channel,
          name: channel === id ? null : 'A channel',
          ...(kind === null ? {} : { type: kind }),
        }));
        if (typeof planned?.fault === 'number') json(planned.fault, { error: { code: 'Planned', message: 'planned' } });
        else if (!teams.has(id)) json(404, { error: { code: 'TeamNotFound', message: 'no such team' } });
        else json(200, { conversations: listed });
        return;
      }
      const isNewThread = method === 'POST' && path === '/v3/conversations';
      const found = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+?))?(\?isTargetedActivity=true)?$/.exec(path);
      if (found !== null && method === 'POST' && body.startsWith('{"type":"typing"')) {
        typings.push({ conversationId: decodeURIComponent(found[1] ?? ''), before: messages.length });
        json(200, {});
        return;
      }
      const isTargeted = found?.[3] !== undefined;
      const member = isNewThread ? memberOf(body) : undefined;
      const conversationId = isNewThread ? (member ?? channelOf(body)) : decodeURIComponent(found?.[1] ?? '');
      calls.push({ method, path, conversationId, authorization: request.headers.authorization ?? '', at: now() });
      const index = faults.findIndex(
        (planned) =>
          planned.method === method &&
          conversationId.startsWith(planned.conversationId) &&
          // Opening a chat is no post: only a fault that names the person is for it.
          (member === undefined || planned.conversationId !== ''),
      );
      const [planned] = index < 0 ? [] : faults.splice(index, 1);
      if (planned?.fault === 'hang') return;
      if (planned?.fault === 'reset') {
        request.socket.destroy();
        return;
      }
      if (planned?.fault === 'page') {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>Sign in to this network</html>');
        return;
      }
      if (typeof planned?.fault === 'number') {
        json(planned.fault, { error: { code: 'Planned', message: 'planned' } });
        return;
      }
      if (typeof planned?.fault === 'object' && !('arrives' in planned.fault)) {
        const { fault: refusal } = planned;
        if ('retryAfterSeconds' in refusal) response.setHeader('retry-after', refusal.retryAfterSeconds);
        json(refusal.status, { error: { code: 'code' in refusal ? refusal.code : 'Planned', message: 'planned' } });
        return;
      }
      if (member !== undefined) {
        const id = installed.get(member);
        if (id === undefined) json(403, { error: { code: 'Forbidden', message: 'the app is not installed for them' } });
        else json(201, { id });
        return;
      }
      if (isNewThread) {
        const id = `message-${++posted}`;
        const { activity } = JSON.parse(body) as { activity: object };
        const thread = `${conversationId};messageid=${id}`;
        messages.push({ id, conversationId: thread, summary: summaryOf(activity), cards: [cardOf(activity)] });
        await done({ id: thread, activityId: id, serviceUrl: `${url()}/` });
        return;
      }
      if (found === null) {
        json(404, { error: { code: 'NotFound', message: path } });
        return;
      }
      if (method === 'PUT') {
        const message = messages.find((known) => known.id === decodeURIComponent(found[2] ?? ''));
        // One that only somebody can see is known to requests of its own kind alone.
        if (message === undefined || isTargeted !== (message.onlyFor !== undefined)) {
          json(404, { error: { code: 'ActivityNotFound', message: 'gone' } });
          return;
        }
        message.cards.push(cardOf(JSON.parse(body)));
        await done({ id: message.id });
        return;
      }
      const activity: unknown = JSON.parse(body);
      const onlyFor = isTargeted ? recipientOf(activity) : undefined;
      if (isTargeted) {
        const refusal = whyNotTargeted(conversationId, onlyFor, found[2] !== undefined);
        if (refusal !== undefined) {
          json(refusal.status, { error: { code: refusal.code, message: 'not as a targeted message' } });
          return;
        }
      }
      const id = `message-${++posted}`;
      const message = {
        id,
        conversationId,
        ...(onlyFor !== undefined && { onlyFor }),
        summary: summaryOf(activity),
        cards: [cardOf(activity)],
      };
      messages.push(message);
      await done({ id: message.id });

      /** Tells what was done, or goes wrong only now. */
      async function done(value: object): Promise<void> {
        const fault = planned?.fault;
        if (fault === 'hang-after') return;
        if (fault === 'reset-after') {
          request.socket.destroy();
          return;
        }
        if (fault === 'half-body' || fault === 'silent-body') {
          const text = JSON.stringify(value);
          response.writeHead(201, { 'content-type': 'application/json', 'content-length': text.length });
          response.write(text.slice(0, 4), () => {
            if (fault === 'half-body') request.socket.destroy();
          });
          return;
        }
        if (fault === 'slow') await lived(SLOW_MS);
        if (typeof fault === 'object' && 'arrives' in fault) {
          json(fault.status, { error: { code: 'Planned', message: 'planned' } });
          return;
        }
        if (typeof fault === 'function') fault();
        json(method === 'PUT' ? 200 : 201, value);
      }

      /** Teams: targeted messages are for one member of a group chat or channel, and no replies. */
      function whyNotTargeted(place: string, account: string | undefined, isReply: boolean) {
        const members = rosters.get(place.replace(/;.*$/s, ''));
        if (!takesTargeted) return { status: 403, code: 'Forbidden' };
        if (account === undefined || isReply || !place.startsWith('19:')) return { status: 400, code: 'BadArgument' };
        const isMember = members?.some((one) => (one as { id?: string }).id === account) ?? true;
        return isMember ? undefined : { status: 400, code: 'BadArgument' };
      }

      function json(status: number, value: object): void {
        // Not chained: restify, loaded in the same process, makes writeHead return nothing.
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = (): string => `http://127.0.0.1:${port}`;
  return {
    url: url(),
    serviceUrl: `${url()}/`,
    openIdMetadata: `${url()}${openIdPath}`,
    issuer,
    keysRead: () => keysRead,
    messages,
    typings,
    calls,
    install: (objectId, conversationId) => void installed.set(objectId, conversationId),
    roster: (conversationId, members) => void rosters.set(conversationId, members),
    channel: (team, channel, kind) => {
      const known = teams.get(team) ?? new Map<string, string | null>();
      teams.set(team, known);
      if (kind !== undefined || !known.has(channel)) known.set(channel, kind === undefined ? 'standard' : kind);
    },
    targeted: (takes) => {
      takesTargeted = takes;
    },
    fail: (method, fault, times = 1, conversationId = '') => {
      for (let n = 0; n < times; n += 1) faults.push({ method, fault, conversationId });
    },
    mend: () => {
      faults.length = 0;
    },
    forget: () => {
      messages.length = 0;
      calls.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function cardOf(activity: unknown): Card {
  return (activity as { attachments?: { content: Card }[] }).attachments?.[0]?.content ?? {};
}

/** Teams' own id of the one whom an activity is for. */
function recipientOf(activity: unknown): string | undefined {
  return (activity as { recipient?: { id?: string } }).recipient?.id;
}

function summaryOf(activity: unknown): string {
  return (activity as { summary?: string }).summary ?? '';
}

/** With whom alone a conversation is to be created; undefined: it is none of two. */
function memberOf(body: string): string | undefined {
  const { isGroup, members } = JSON.parse(body) as { isGroup?: boolean; members?: { id: string }[] };
  return isGroup === false && members?.length === 1 ? members[0]?.id : undefined;
}

/** The channel in which a conversation is to be created; Teams creates none without. */
function channelOf(body: string): string {
  const { channelData } = JSON.parse(body) as { channelData?: { channel?: { id?: string } } };
  return channelData?.channel?.id ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
