import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBridgekeeper, type Bridgekeeper } from '../../src/bridgekeeper.ts';
import { parseTenantId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLog } from '../../src/runtime/log.ts';
import { startGraph, type GraphSimulator, type SimulatedTenant } from '../../src/simulator/graph.ts';
import { APP_ID, Chat, HOME, until } from '../../test/production/chat.ts';
import { startFakeTeams, type FakeTeams } from '../../test/support/fake-teams.ts';
import { longestChain } from './chain.ts';
import { loopbackCloud } from './cloud.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

/** Slow enough that no request begins and ends by chance within another's life. */
const GRAPH_LATENCY_MS = 50;
const STOP_WITHIN_MS = 100;

/** A whole bot in this process, with a pretend tenant behind it and people in front of it; time is real. */
export class Stage {
  readonly graph: GraphSimulator;
  readonly chat: Chat;
  readonly #teams: FakeTeams;
  readonly #folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-bench-'));
  #bot: Bridgekeeper | undefined;

  private constructor(graph: GraphSimulator, teams: FakeTeams) {
    this.graph = graph;
    this.#teams = teams;
    this.chat = new Chat(() => `http://127.0.0.1:${this.#bot?.port ?? 0}`, teams, teams.serviceUrl);
  }

  static async set(tenant: SimulatedTenant): Promise<Stage> {
    const graph = await startGraph({ tenant, latencyMs: GRAPH_LATENCY_MS });
    const stage = new Stage(graph, await startFakeTeams());
    await stage.#start();
    return stage;
  }

  /** The same store, and a bot that remembers nothing else. */
  async restart(): Promise<void> {
    await this.#bot?.stop(STOP_WITHIN_MS);
    await this.#start();
  }

  /** Graph's round trips in sequence while the work is done. */
  async roundTrips(work: () => Promise<unknown>): Promise<number> {
    await this.#quiet();
    this.graph.clearRequests();
    await work();
    const chain = longestChain(this.graph.requests);
    await this.#quiet();
    return chain;
  }

  async clear(): Promise<void> {
    await this.#bot?.stop(STOP_WITHIN_MS);
    await this.graph.close();
    await this.#teams.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Nothing that was asked before is still to be answered. */
  async #quiet(): Promise<void> {
    await until(() => this.graph.requests.every(({ endedAt }) => endedAt !== undefined), 'quiet');
  }

  async #start(): Promise<void> {
    const tenantId = parseTenantId(HOME);
    if (tenantId === undefined) throw new Error('the simulated tenant has no id');
    this.#bot = await startBridgekeeper({
      cloud: loopbackCloud(this.graph.url, {
        openIdMetadata: this.#teams.openIdMetadata,
        issuer: this.#teams.issuer.issuer,
      }),
      appId: APP_ID,
      tenantId,
      identity: onlyToken(() => Promise.resolve('bench')),
      store: join(this.#folder, 'store.db'),
      preview: false,
      allowGuests: false,
      approvals: 'self',
      approvers: 1,
      webhook: null,
      watchEveryMs: 0,
      confirmWithinMilliseconds: 15 * 60_000,
      port: 0,
      host: '127.0.0.1',
      clock: systemClock,
      log: createLog('silent'),
    });
  }
}
