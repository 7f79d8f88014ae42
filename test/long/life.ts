import { copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBot } from '../../src/app/bot.ts';
import type { Bot } from '../../src/app/bot-interface.ts';
import { seenLately } from '../../src/app/seen-lately.ts';
import { ChannelError, NO_TELEMETRY, type Channel, type Ports, type Settings } from '../../src/app/ports.ts';
import type { ConversationReference, PostedMessage } from '../../src/domain/telling/conversation.ts';
import type { TenantId } from '../../src/domain/ids.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { createGraphClient } from '../../src/graph/client.ts';
import { sharePointFiles } from '../../src/files/files.ts';
import { graphAuditLog } from '../../src/graph/audit.ts';
import { graphDirectory } from '../../src/graph/directory.ts';
import { graphRoles } from '../../src/graph/roles.ts';
import { graphTenants } from '../../src/graph/tenants.ts';
import { backgroundWork } from '../../src/runtime/background.ts';
import type { ChannelKind, Roster } from '../../src/domain/telling/readers.ts';
import { randomIds } from '../../src/runtime/ids.ts';
import { createLog } from '../../src/runtime/log.ts';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite-store.ts';
import { putNewStore } from '../support/new-store.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

/** What a life needs of the settings. @param more what is its own */
export const livesBy = (homeTenant: string, more: Readonly<Record<string, unknown>>): Settings =>
  ({
    homeTenant,
    confirmWithinMilliseconds: 15 * 60_000,
    preview: false,
    approvals: 'self',
    approvers: 1,
    certificateEnds: null,
    ...more,
  }) as never;

const refused = (): Promise<never> => Promise.reject(new ChannelError('notAllowed'));

/** Where people read: what stands on each message now. It outlives the bot. */
export class Wall implements Channel {
  readonly anywhere = null;
  readonly messages: { readonly posted: PostedMessage; reply: Reply }[] = [];
  readonly chatWith = refused;
  readonly whisper = refused;
  readonly offerFile = refused;
  readonly showFile = refused;
  /** What stands in the file that somebody attaches. */
  attached = '';

  post(conversation: ConversationReference, reply: Reply): Promise<PostedMessage> {
    const posted = { conversation, messageId: String(this.messages.length + 1) };
    this.messages.push({ posted, reply });
    return Promise.resolve(posted);
  }

  typing(): Promise<void> {
    return Promise.resolve();
  }

  readers(): Promise<Roster> {
    return Promise.resolve({ guests: 0, strangers: 0, ours: [] });
  }

  kindOf(): Promise<ChannelKind> {
    return Promise.resolve('standard');
  }

  announce(conversation: ConversationReference, reply: Reply): Promise<PostedMessage> {
    return this.post(conversation, reply);
  }

  update(message: PostedMessage, reply: Reply): Promise<{ readonly mayArriveAgain: boolean }> {
    const shown = this.messages.find(({ posted }) => posted.messageId === message.messageId);
    if (shown !== undefined) shown.reply = reply;
    return Promise.resolve({ mayArriveAgain: false });
  }

  /** What its cards of changes show, oldest first. */
  get states(): readonly string[] {
    return this.messages.flatMap(({ reply }) => (reply.kind === 'change' ? [reply.change.status.state] : []));
  }
}

/** Time that passes when somebody sleeps, and never while nobody does. */
export class Time {
  #now = Date.UTC(2026, 0, 5, 9, 0);

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  get now(): number {
    return this.#now;
  }
}

/**
 * The call to a port at which the process dies: before it is made, or when it is done and nobody has heard of it.
 * `downMs`: after so long the next one begins; left out: at once.
 */
export type Death = { readonly call: number; readonly when: 'before' | 'after'; readonly downMs?: number };

const NOBODY = { is: { count: 0, isWhole: true } } as const;

/**
 * Plays a death before each of these calls, or before every `step`th, and after every third of those: what one leaves behind
 * is what the next one finds, but for calls that are made at the same time. @returns how many that were
 */
export async function dieAtEach(calls: number, play: (death: Death) => Promise<unknown>, step = 1): Promise<number> {
  let deaths = 0;
  for (let call = 1; call <= calls; call += step) {
    for (const when of ['before', 'after'] as const) {
      if (when === 'after' && call % 3 !== 0 && call !== calls) continue;
      try {
        await play({ call, when });
        deaths += 1;
      } catch (error) {
        throw new Error(`killed ${when} call ${call} of ${calls}`, { cause: error });
      }
    }
  }
  return deaths;
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'bridgekeeper-life-'));

/** A store in which nothing was written yet, for the first life. */
export function newStore(): string {
  const path = join(folder(), 'store.db');
  putNewStore(path);
  return path;
}

const never = new Promise<never>(() => undefined);

/** One run of the bot, on a store of its own, that may end at any call to the outside and then does nothing any more. */
export class Life {
  readonly bot: Bot;
  readonly store: SqliteStore;
  /** Resolves when it has died. */
  readonly died: Promise<void>;
  calls = 0;
  #isDead = false;
  #die: () => void = () => undefined;
  readonly #path: string;
  readonly #death: Death | undefined;

  constructor(
    graphUrl: string,
    wall: Wall,
    time: Time,
    settings: Settings,
    path: string,
    death?: Death,
    home?: TenantId,
  ) {
    this.#path = path;
    this.#death = death;
    this.died = new Promise((resolve) => (this.#die = resolve));
    const log = createLog('silent', { write: () => undefined });
    const graph = createGraphClient({
      origin: graphUrl,
      identity: onlyToken(() => Promise.resolve('a-token')),
      log,
      retryDelaySeconds: 0.01,
    });
    this.store = openSqliteStore(path);
    const clock: Ports['clock'] = {
      now: () => time.now,
      elapsed: () => time.now,
      sleep: async (milliseconds) => {
        if (this.#isDead) await never;
        time.pass(milliseconds);
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
    const background = backgroundWork(log);
    const ports: Ports = {
      directory: this.#mortal(graphDirectory(graph, { preview: false, ...(home !== undefined && { home }) })),
      tenants: this.#mortal(graphTenants(graph)),
      visitors: {
        of: () => Promise.reject(new Error('nobody asks who is here')),
        related: () => Promise.resolve(null),
        here: () => Promise.resolve({ synced: NOBODY, privileged: NOBODY }),
      },
      roles: this.#mortal(graphRoles(graph, { allowGuests: false, isOwnDomain: () => Promise.resolve(true) })),
      auditLog: this.#mortal(
        graphAuditLog(
          graph,
          { appId: settings.appId, servicePrincipalId: () => Promise.resolve(undefined) },
          settings.homeTenant,
        ),
      ),
      telemetry: NO_TELEMETRY,
      seen: seenLately({ clock, store: this.store, background, log }),
      store: this.#mortal(this.store),
      channel: this.#mortal<Channel>(wall),
      files: {
        ...sharePointFiles(
          () => Promise.resolve(false),
          () => [],
        ),
        download: () => Promise.resolve(wall.attached),
      },
      clock,
      ids: randomIds,
      log,
      background,
      webhook: null,
    };
    this.bot = createBot(ports, settings);
  }

  /** What was on the disk when it died, as the store of the next life. */
  heritage(): string {
    const path = join(folder(), 'store.db');
    for (const end of ['', '-wal']) {
      if (existsSync(`${this.#path}${end}`)) copyFileSync(`${this.#path}${end}`, `${path}${end}`);
    }
    return path;
  }

  end(): void {
    this.#isDead = true;
    this.store.close();
  }

  #mortal<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => this.#call(() => Reflect.apply(method, target, args) as Promise<unknown>);
      },
    });
  }

  async #call(work: () => Promise<unknown>): Promise<unknown> {
    if (this.#hasDied()) return never;
    this.calls += 1;
    const { call, when } = this.#death ?? {};
    const isLast = this.calls === call;
    if (isLast && when === 'before') return this.#dead();
    const result = await work();
    if (isLast) return this.#dead();
    // Another call may have been the last one meanwhile.
    return this.#hasDied() ? never : result;
  }

  #hasDied(): boolean {
    return this.#isDead;
  }

  #dead(): Promise<never> {
    this.#isDead = true;
    this.#die();
    return never;
  }
}
