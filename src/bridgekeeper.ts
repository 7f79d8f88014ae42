import { createBot } from './app/bot.ts';
import { limitedBot } from './app/hearing/limited-bot.ts';
import type { Budgets } from './app/hearing/limits.ts';
import { figures } from './app/running/figures.ts';
import {
  NO_TELEMETRY,
  type AppIdentity,
  type Clock,
  type Leadership,
  type Log,
  type Ports,
  type Telemetry,
} from './app/ports.ts';
import { seenLately } from './app/seen-lately.ts';
import { noteRule } from './app/telling/tell-rule.ts';
import type { Cloud } from './cloud.ts';
import type { ApprovalRule } from './domain/change/approval.ts';
import type { UnansweredRule } from './domain/recertify/recertification.ts';
import type { PrivateAnswers } from './domain/replies/private-answers.ts';
import type { TenantId } from './domain/ids.ts';
import { createGraphClient } from './graph/client.ts';
import { graphAuditLog } from './graph/audit.ts';
import { claimsOf } from './graph/granted.ts';
import { graphDirectory } from './graph/directory.ts';
import { otherSettings } from './graph/other-settings.ts';
import { ownDomains } from './graph/own-domains.ts';
import { permissionWatch } from './graph/permission-watch.ts';
import { graphRoles } from './graph/roles.ts';
import { graphVisitors } from './graph/visitors.ts';
import { graphTenants } from './graph/tenants.ts';
import { sharePointFiles } from './files/files.ts';
import { ownSharePoint } from './files/own-sharepoint.ts';
import { backgroundWork } from './runtime/background.ts';
import { randomIds } from './runtime/ids.ts';
import { startTicker, type Ticker } from './runtime/ticker.ts';
import { signedWebhook } from './runtime/webhook.ts';
import type { StoreAddress } from './store/address.ts';
import { openStore } from './store/open-store.ts';
import { listen } from './teams/server.ts';
import { createTeams } from './teams/teams.ts';
import { tracedStore } from './telemetry/traced-store.ts';

/** What differs between production, the demo and the tests; everything else is the same wiring. */
export type Outside = {
  readonly cloud: Cloud;
  readonly appId: string;
  readonly tenantId: TenantId;
  readonly identity: AppIdentity;
  readonly store: StoreAddress;
  readonly confirmWithinMilliseconds: number;
  /** Whether Graph beta may be used. */
  readonly preview: boolean;
  /** Whether guests of the tenant may use the bot. */
  readonly allowGuests: boolean;
  readonly approvals: ApprovalRule;
  /** How many others must approve what opens the tenant, where others decide. */
  readonly approvers: number;
  /** How an answer for one person alone reaches them where others read along; left out: in their own chat. */
  readonly privateAnswers?: PrivateAnswers;
  /** Until when the certificate of `identity` is valid, in milliseconds since 1970; left out: it has none. */
  readonly certificateEnds?: number;
  /** As RECERTIFY_DAYS, RECERTIFY_UNANSWERED and SYNC_BURST; left out: once a year, people are told, and 50. */
  readonly recertifyDays?: number;
  readonly recertifyUnanswered?: UnansweredRule;
  readonly syncBurst?: number;
  /** Whether the store is gone at the next start; left out: it is not. */
  readonly forgets?: boolean;
  /** A program outside that is told of what happens, and the secret shared with it; null: none. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly port: number;
  /** The address to listen on; left out: all. */
  readonly host?: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: nobody watches from outside. */
  readonly telemetry?: Telemetry;
  /** How often time is looked at, in milliseconds; 0: only `tick` does. */
  readonly tickEveryMs?: number;
  /** How often the policies are compared, in milliseconds; 0: only `watch` does. */
  readonly watchEveryMs: number;
  readonly connectorWithinMs?: number;
  /** How much people may ask; left out: far more than they do. */
  readonly limits?: Budgets;
  readonly graph?: { readonly attemptWithinMs?: number; readonly retryDelaySeconds?: number };
};

export interface Bridgekeeper {
  readonly port: number;
  /** Whether it is the one of those that share its store that looks after what nobody asks for. */
  leads(): boolean;
  tick(): Promise<void>;
  /** Compares the policies once. */
  watch(): Promise<void>;
  /** What stands in for what the bot has not done lately, so that it is known whether it is ready. */
  attest(): Promise<void>;
  /** Takes no new requests, finishes what is in flight or leaves it to be settled at the next start, and lets go of the store. */
  stop(withinMs: number): Promise<void>;
}

const TICK_EVERY_MS = 1_000;
/** What changed while the bot was down is to be found soon, but the first message need not wait for it. */
const FIRST_LOOK_AFTER_MS = 1_000;
/** How often the store and Graph are tried, in milliseconds, so that nobody who asks whether the bot is ready need do it. */
const TRY_STORE_EVERY_MS = 5_000;
const TRY_GRAPH_EVERY_MS = 60_000;

let loadedCards: Promise<typeof import('./cards/cards.ts')> | undefined;
/**
 * Loads the cards, with the SDK that reads their templates: the first that is drawn needs them, the start does not. Once:
 * Node looks for a module anew at each import, which takes as long as drawing a card.
 */
const cards = (): Promise<typeof import('./cards/cards.ts')> => (loadedCards ??= import('./cards/cards.ts'));

/** A ticker that does not wait for its time where another process has left it something to do. */
function wakened(ticker: Ticker, leadership: Leadership, by: readonly ('leads' | 'written')[]): Ticker {
  leadership.hear((what) => {
    if (by.includes(what)) ticker.wake();
  });
  return ticker;
}

/** Wires the adapters to the use cases and starts to serve. Rejects with a sentence when the store or the port cannot be had. */
export async function startBridgekeeper(outside: Outside): Promise<Bridgekeeper> {
  const { cloud, appId, tenantId, identity, clock, log, telemetry = NO_TELEMETRY } = outside;
  if (outside.approvals === 'self' && outside.approvers > 1) {
    log.warn('approvers.unused', { approvers: outside.approvers });
  }
  if (outside.forgets === true) log.warn('store.forgets');
  const opened = await openStore(outside.store, { log });
  const store = tracedStore(opened, typeof outside.store === 'string' ? 'sqlite' : 'postgresql', telemetry);
  const background = backgroundWork(log);
  const graph = createGraphClient({ origin: cloud.graph, identity, log, telemetry, ...outside.graph });
  const tenants = graphTenants(graph);
  const seen = seenLately({ clock, store, background, log });
  const teams = createTeams({
    cloud,
    registration: { appId, tenantId },
    identity,
    render: async (reply, at, seen) => (await cards()).renderReply(await bot.warned(reply), at, cloud.portal, seen),
    clock,
    ids: randomIds,
    log,
    background,
    telemetry,
    seenIn: (place) => seen.in(place),
    ...(outside.connectorWithinMs === undefined ? {} : { connectorWithinMs: outside.connectorWithinMs }),
  });
  const isOwnDomain = ownDomains(tenants, tenantId, clock);
  const webhook = outside.webhook === null ? null : signedWebhook(outside.webhook);
  if (webhook !== null) await store.beginTelling();
  const ports: Ports = {
    webhook,
    directory: graphDirectory(graph, { preview: outside.preview, home: tenantId }),
    tenants,
    roles: graphRoles(graph, { allowGuests: outside.allowGuests, isOwnDomain }),
    visitors: graphVisitors(graph, clock),
    seen,
    store,
    channel: teams.channel,
    files: sharePointFiles(ownSharePoint(cloud.sharePoint, isOwnDomain), otherSettings),
    auditLog: graphAuditLog(
      graph,
      { appId, servicePrincipalId: async () => claimsOf(await identity.token(cloud.graph))?.oid },
      tenantId,
    ),
    clock,
    ids: randomIds,
    log,
    background,
    telemetry,
  };
  const bot = createBot(ports, {
    homeTenant: tenantId,
    confirmWithinMilliseconds: outside.confirmWithinMilliseconds,
    preview: outside.preview,
    approvals: outside.approvals,
    approvers: outside.approvers,
    appId,
    certificateEnds: outside.certificateEnds ?? null,
    recertifyDays: outside.recertifyDays ?? 365,
    recertifyUnanswered: outside.recertifyUnanswered ?? 'tell',
    syncBurst: outside.syncBurst ?? 50,
    watchEveryMs: outside.watchEveryMs,
    privateAnswers: outside.privateAnswers ?? 'chat',
    forgets: outside.forgets ?? false,
  });
  try {
    await noteRule(ports, { rule: outside.approvals, approvers: outside.approvers });
    const server = await listen(
      {
        messages: teams.messages(limitedBot(bot, ports, outside.limits)),
        ready: () => bot.ready(),
        log,
      },
      outside.port,
      outside.host,
    );
    const everyMs = outside.tickEveryMs ?? TICK_EVERY_MS;
    const permissions = permissionWatch(cloud.graph, identity, clock, log);
    const tick = async (): Promise<void> => {
      // Nobody waits for it: Entra may take its time.
      void permissions.look();
      await bot.tick();
    };
    void permissions.look();
    const tickers =
      everyMs === 0
        ? []
        : [
            wakened(startTicker(tick, everyMs, log), store.leadership, ['leads', 'written']),
            startTicker(() => bot.tryStore(), TRY_STORE_EVERY_MS, log),
            startTicker(() => bot.tryGraph(), TRY_GRAPH_EVERY_MS, log),
          ];
    const watch =
      outside.watchEveryMs === 0
        ? undefined
        : wakened(
            startTicker(() => bot.watch(), outside.watchEveryMs, log, FIRST_LOOK_AFTER_MS),
            store.leadership,
            ['leads'],
          );
    telemetry.observe(() => figures(ports));
    log.info('started', { port: server.port });
    background.start('cards', async () => {
      await (await cards()).readTemplates();
    });
    return {
      port: server.port,
      leads: () => store.leadership.leads(),
      tick,
      watch: () => bot.watch(),
      attest: async () => {
        await Promise.all([bot.tryStore(), bot.tryGraph()]);
      },
      stop: async (withinMs) => {
        const deadline = Date.now() + withinMs;
        const left = (): number => Math.max(0, deadline - Date.now());
        await Promise.all([server.close(left()), watch?.stop(left()), ...tickers.map((ticker) => ticker.stop(left()))]);
        teams.end();
        const done = await background.settled(left());
        await opened.close();
        log.info('stopped', { done });
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
