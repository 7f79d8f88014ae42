import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseTenantId } from '../../src/domain/ids.ts';
import type { TenantInformation } from '../../src/domain/partners/tenant.ts';
import { startGraph, type GraphSimulator } from '../../src/simulator/graph.ts';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { APP_ID, Chat, until, type Who } from '../../test/production/chat.ts';
import { startFakeTeams, type BotMessage, type FakeTeams } from '../../test/support/fake-teams.ts';
import { tenantIdOf } from '../../test/builders.ts';
import { BotChild, type Metered, type Program } from './bot-child.ts';
import { builtBot } from './programs.ts';
import { fillStore } from './full-store.ts';

/** Graph is quiet when nothing was asked for so long. */
const QUIET_MS = 700;
/** So often each look; only the first one after a start is measured. */
const SELDOM_MS = 24 * 60 * 60_000;

/** The audit log is read all the time. */
const isAskedFor = ({ path }: { readonly path: string }): boolean => !path.includes('/auditLogs/');
const isOfList = ({ path }: { readonly path: string }): boolean => path.endsWith('/crossTenantAccessPolicy/partners');

const NOT_METERED: Metered = { longestStopMs: 0, peak: 0 };

/** What one thing cost; where it was not metered, no stop and no memory. */
export type Cost = Metered & { readonly requests: number; readonly ms: number; readonly mainMs: number };

/** A bot in a process of its own, with very many partners behind it. */
export class Crowd {
  readonly graph: GraphSimulator;
  readonly chat: Chat;
  readonly #teams: FakeTeams;
  readonly #program: Program;
  readonly #folder: string;
  readonly #isMetered: boolean;
  #bot: BotChild | undefined;

  private constructor(
    graph: GraphSimulator,
    teams: FakeTeams,
    program: Program,
    { folder, isMetered }: { readonly folder: string; readonly isMetered: boolean },
  ) {
    this.graph = graph;
    this.#teams = teams;
    this.#program = program;
    this.#folder = folder;
    this.#isMetered = isMetered;
    this.chat = new Chat(() => this.bot.url, teams, teams.serviceUrl);
  }

  /** @param isMetered whether the bot looks at its stops and its memory all the time, which it works for as for some turns */
  static async gather(partners: number, latencyMs: number, isMetered: boolean): Promise<Crowd> {
    const graph = await startGraph({ tenant: manyPartners(partners), latencyMs });
    const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-crowd-'));
    const program = await builtBot(join(folder, 'build'));
    return new Crowd(graph, await startFakeTeams(), program, { folder, isMetered });
  }

  get bot(): BotChild {
    if (this.#bot === undefined) throw new Error('no bot is running');
    return this.#bot;
  }

  get storePath(): string {
    return join(this.#folder, 'store.db');
  }

  /** As if all names had been read a moment ago. */
  async knowNames(): Promise<void> {
    const store = openSqliteStore(this.storePath);
    const readAt = Date.now();
    const tenants = [this.graph.tenant.home, ...this.graph.tenant.world.values()].flatMap(
      ({ tenantId: id, displayName, defaultDomainName }): readonly TenantInformation[] => {
        const tenantId = parseTenantId(id);
        return tenantId === undefined ? [] : [{ tenantId, displayName, defaultDomainName }];
      },
    );
    await store.keepNames(tenants.map((tenant) => ({ tenant, readAt })));
    store.close();
  }

  /** So many changes have ended. */
  fill(changes: number): void {
    fillStore(this.storePath, changes);
  }

  /** The id of a partner that has a history then. */
  readonly withHistory = tenantIdOf(1);

  async start(watches: boolean): Promise<void> {
    await this.#bot?.stop();
    this.graph.clearRequests();
    this.#bot = await BotChild.start(this.#program, {
      openIdMetadata: this.#teams.openIdMetadata,
      issuer: this.#teams.issuer.issuer,
      appId: APP_ID,
      folder: this.#folder,
      graph: this.graph.url,
      watchEveryMs: watches ? SELDOM_MS : 0,
    });
  }

  /** What it costs until the work is done. */
  async cost(work: () => Promise<unknown>): Promise<Cost> {
    this.graph.clearRequests();
    return this.#measured(work);
  }

  #meter(): Promise<Metered> {
    return this.#isMetered ? this.bot.meter() : Promise.resolve(NOT_METERED);
  }

  async #measured(work: () => Promise<unknown>): Promise<Cost> {
    await this.#meter();
    const [before, startedAt] = [await this.bot.mainMs(), performance.now()];
    await work();
    const ms = performance.now() - startedAt;
    const requests = this.graph.requests.filter(isAskedFor).length;
    return { ...(await this.#meter()), requests, ms, mainMs: (await this.bot.mainMs()) - before };
  }

  /** As `cost`, from the first request of the first look of another process on, and how much memory there was then. */
  async firstLook(work: () => Promise<unknown>): Promise<Cost & { readonly idle: number }> {
    await this.start(true);
    // What a start warms is not what a look costs.
    await until(() => this.graph.requests.some(isOfList), 'a look');
    const { rss: idle } = await this.bot.memory();
    return { ...(await this.#measured(work)), idle };
  }

  /** What the bot said last. */
  get last(): BotMessage | undefined {
    return this.#teams.messages.at(-1);
  }

  /** Somebody presses Confirm of a change; resolves when that is answered. */
  async click(who: Who, changeId: string): Promise<void> {
    const value = { action: { type: 'Action.Execute', verb: 'confirm', data: { changeId } }, trigger: 'manual' };
    const response = await this.chat.post({
      ...this.chat.message(who, ''),
      text: undefined,
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '1',
      value,
    });
    await response.arrayBuffer();
  }

  /** Somebody else allows so many partners user sync, or forbids it, past the bot. */
  change(count: number): void {
    for (const partner of [...this.graph.tenant.partners.values()].slice(0, count)) {
      const inbound = partner.identitySynchronization?.userSyncInbound;
      if (inbound) inbound.isSyncAllowed = inbound.isSyncAllowed !== true;
    }
  }

  /** Waits until the bot asks Graph nothing. */
  async quiet(): Promise<void> {
    let before = -1;
    const count = (): number => this.graph.requests.filter(isAskedFor).length;
    while (before !== count()) {
      before = count();
      await pause(QUIET_MS);
    }
  }

  async disperse(): Promise<void> {
    await this.#bot?.stop();
    await this.graph.close();
    await this.#teams.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
