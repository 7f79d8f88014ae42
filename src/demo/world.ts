import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bridgekeeper, Outside } from '../bridgekeeper.ts';
import { parseTenantId } from '../domain/ids.ts';
import { appIdentity } from '../identity/app-identity.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { faultOf, type FaultName } from '../simulator/faults/faults.ts';
import { startGraph, type GraphOptions, type GraphSimulator } from '../simulator/graph.ts';
import { believableTenant, organizations } from '../simulator/seed/seed.ts';
import { startSignIn } from '../simulator/sign-in/credential.ts';
import { startChannelService, type ChannelService } from '../simulator/teams/channel-service.ts';
import { leading, startBots } from './bots.ts';

/** The same bot as in production, around it a pretend tenant and a pretend Bot Framework. What people see is not here. */

export const APP_ID = '6f1d2c3b-4a59-4e68-9f70-8b1c2d3e4f50';
/** Graph is never as quick as a simulator; this much makes the demo feel real, in milliseconds. */
const GRAPH_LATENCY_MS = 120;
const WATCH_EVERY_MS = 5_000;
/** The audit log takes minutes in truth. */
const AUDIT_DELAY_MS = 15_000;
const CONFIRM_WITHIN_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export type WorldOptions = Pick<Outside, 'approvals' | 'approvers'> & {
  /** Where the store and the log are; what is there goes. */
  readonly folder: string;
  /** What is to go wrong around the bot. */
  readonly faults: readonly FaultName[];
  /** How many of the bot there are; more than one share a PostgreSQL server. */
  readonly replicas: number;
  /** Of this process: where more than one are asked for, a PostgreSQL server is started from it. Left out: an empty one. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How fast time passes; left out: as it does. */
  readonly pace?: {
    readonly bot: Partial<Pick<Outside, 'clock' | 'tickEveryMs' | 'watchEveryMs' | 'connectorWithinMs' | 'graph'>>;
    readonly graph: Pick<GraphOptions, 'latencyMs' | 'auditDelayMs' | 'sleep'>;
    readonly later: (ms: number, happens: () => void) => void;
  };
};

export type World = {
  /** The one that leads now. */
  readonly bot: Bridgekeeper;
  readonly graph: GraphSimulator;
  readonly channel: ChannelService;
  /** Ends the bot, of several the one that leads, and starts it anew, on the same store. */
  restart(): Promise<void>;
  /** So much time passes at once, so that what is open now can be confirmed no longer. */
  expire(): void;
  stop(withinMs: number): Promise<void>;
};

/** Rejects with a sentence when the bot cannot start. */
export async function startWorld({
  folder,
  faults,
  approvals,
  approvers,
  replicas,
  environment = {},
  pace,
}: WorldOptions): Promise<World> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const tenantId = parseTenantId(organizations.woodgrove.tenantId);
  if (tenantId === undefined) throw new Error('the simulated tenant has no id');
  let skew = 0;
  const clock = pace?.bot.clock ?? systemClock;
  const now = (): number => clock.now() + skew;
  const [graph, channel] = await Promise.all([
    startGraph({
      tenant: believableTenant(),
      latencyMs: GRAPH_LATENCY_MS,
      auditDelayMs: AUDIT_DELAY_MS,
      appId: APP_ID,
      ...pace?.graph,
      now: () => new Date(now()),
    }),
    startChannelService(APP_ID),
  ]);
  const signIn = startSignIn();
  const later = pace?.later ?? ((ms, happens) => void setTimeout(happens, ms).unref());
  const played = faults.map(faultOf);
  for (const { play } of played) play?.({ graph, channel, signIn, later });
  const [certificateDays] = played.flatMap((fault) => fault.certificateDays ?? []);
  const lines = createWriteStream(join(folder, 'bridgekeeper.log'));
  // Whoever leaves soon takes the folder away.
  await once(lines, 'open');
  const log = createLog('info', lines);
  const outside: Outside = {
    cloud: {
      graph: graph.url,
      authority: 'https://login.microsoftonline.com',
      firstService: null,
      postgres: 'https://ossrdbms-aad.database.windows.net',
      portal: 'https://entra.microsoft.com',
      sharePoint: { below: '.sharepoint.com', domains: '.onmicrosoft.com' },
      botFramework: {
        tokenIssuer: channel.issuer,
        openIdMetadata: channel.openIdMetadata,
        connectorResource: 'https://api.botframework.com',
        serviceHosts: ['127.0.0.1'],
        plainHttp: true,
      },
    },
    appId: APP_ID,
    tenantId,
    identity: appIdentity(() => signIn.credential(), { log }),
    store: join(folder, 'bridgekeeper.db'),
    confirmWithinMilliseconds: CONFIRM_WITHIN_MS,
    preview: true,
    allowGuests: false,
    approvals,
    approvers,
    ...(certificateDays !== undefined && { certificateEnds: Date.now() + certificateDays * DAY_MS }),
    webhook: null,
    watchEveryMs: WATCH_EVERY_MS,
    port: 0,
    host: '127.0.0.1',
    log,
    ...pace?.bot,
    clock: { ...clock, now },
  };
  const running = await startBots(replicas, outside, environment, (address) => {
    channel.connect({ bot: `${address}/api/messages` });
  });
  return {
    get bot() {
      return leading(running.bots);
    },
    graph,
    channel,
    restart: running.restart,
    expire: () => {
      skew += CONFIRM_WITHIN_MS;
    },
    stop: async (withinMs) => {
      await Promise.allSettled([running.end(withinMs), channel.close(), graph.close()]);
    },
  };
}
