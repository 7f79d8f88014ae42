import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseTenantId } from '../../src/domain/ids.ts';
import type { TenantInformation } from '../../src/domain/partners/tenant.ts';
import { startGraph, type GraphSimulator } from '../../src/simulator/graph.ts';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { APP_ID, Chat } from '../../test/production/chat.ts';
import { startFakeTeams, type FakeTeams } from '../../test/support/fake-teams.ts';
import { BotChild, type Metered } from './bot-child.ts';

/** Graph is quiet when nothing was asked for so long. */
const QUIET_MS = 700;
/** So often each look; only the first one after a start is measured. */
const SELDOM_MS = 24 * 60 * 60_000;

/** What one thing cost. */
export type Cost = Metered & { readonly requests: number; readonly ms: number };

/** A bot in a process of its own, with very many partners behind it. */
export class Crowd {
  readonly graph: GraphSimulator;
  readonly chat: Chat;
  readonly #teams: FakeTeams;
  readonly #folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-crowd-'));
  #bot: BotChild | undefined;

  private constructor(graph: GraphSimulator, teams: FakeTeams) {
    this.graph = graph;
    this.#teams = teams;
    this.chat = new Chat(() => this.bot.url, teams, teams.serviceUrl);
  }

  static async gather(partners: number, latencyMs: number): Promise<Crowd> {
    const graph = await startGraph({ tenant: manyPartners(partners), latencyMs });
    return new Crowd(graph, await startFakeTeams());
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

  async start(watches: boolean): Promise<void> {
    await this.#bot?.stop();
    this.#bot = await BotChild.start('./whole-bot.ts', {
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
    await this.bot.meter();
    this.graph.clearRequests();
    const startedAt = performance.now();
    await work();
    const ms = performance.now() - startedAt;
    const requests = this.graph.requests.length;
    return { ...(await this.bot.meter()), requests, ms };
  }

  /** Waits until the bot asks Graph nothing. */
  async quiet(): Promise<void> {
    let before = -1;
    while (before !== this.graph.requests.length) {
      before = this.graph.requests.length;
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
