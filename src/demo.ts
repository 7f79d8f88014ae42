import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startBridgekeeper, type Bridgekeeper } from './bridgekeeper.ts';
import { APPROVAL_RULES, MOST_APPROVERS, type ApprovalRule } from './domain/change/approval.ts';
import { parseTenantId } from './domain/ids.ts';
import { systemClock } from './runtime/clock.ts';
import { createLog } from './runtime/log.ts';
import { startChannelService } from './simulator/teams/channel-service.ts';
import { startGraph, type GraphSimulator } from './simulator/graph.ts';
import { CAST, isCastName, playgroundConfig, type CastName } from './simulator/teams/playground-config.ts';
import { startPlayground, type Playground } from './simulator/teams/playground.ts';
import { believableTenant, organizations, people } from './simulator/seed/seed.ts';
import { onlyToken } from './identity/only-token.ts';

/** The same bot as in production, around it a pretend tenant and Microsoft's Agents Playground instead of Teams. */

const APP_ID = '6f1d2c3b-4a59-4e68-9f70-8b1c2d3e4f50';
const FOLDER = join(process.cwd(), 'data', 'demo');
const PLAYGROUND_PORT = 56150;
/** Graph is never as quick as a simulator; this much makes the demo feel real, in milliseconds. */
const GRAPH_LATENCY_MS = 120;
const WATCH_EVERY_MS = 5_000;
/** The audit log takes minutes in truth. */
const AUDIT_DELAY_MS = 15_000;
const PORTAL_USER = 'eli';
const CONFIRM_WITHIN_MS = 15 * 60_000;
const STOP_WITHIN_MS = 3_000;

function usage(problem: string): never {
  console.error(
    `${problem}\n\nUsage: npm run demo -- [--as NAME] [--port PORT] [--approvals RULE] [--approvers COUNT]`,
  );
  console.error(`NAME is who you are: ${Object.keys(CAST).join(', ')}`);
  console.error(`RULE says who decides a change: ${APPROVAL_RULES.join(', ')}`);
  console.error(`COUNT says how many others approve what opens the tenant: 1 to ${MOST_APPROVERS}`);
  process.exit(1);
}

type Options = {
  readonly you: CastName;
  readonly port: number;
  readonly approvals: ApprovalRule;
  readonly approvers: number;
};

function options(): Options {
  try {
    const { values } = parseArgs({
      options: {
        as: { type: 'string', default: 'admin' },
        port: { type: 'string', default: String(PLAYGROUND_PORT) },
        approvals: { type: 'string', default: 'self' },
        approvers: { type: 'string', default: '1' },
      },
    });
    if (!isCastName(values.as)) usage(`There is no ${values.as} in the demo.`);
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) usage(`${values.port} is no port.`);
    const approvals = APPROVAL_RULES.find((rule) => rule === values.approvals);
    if (approvals === undefined) usage(`There is no rule ${values.approvals}.`);
    const approvers = Number(values.approvers);
    if (!Number.isInteger(approvers) || approvers < 1 || approvers > MOST_APPROVERS) {
      usage(`${values.approvers} is not how many others can approve.`);
    }
    return { you: values.as, port, approvals, approvers };
  } catch (error) {
    usage(error instanceof Error ? error.message : 'I cannot read the options.');
  }
}

async function startBot(
  graphUrl: string,
  channel: { issuer: string; openIdMetadata: string },
  { approvals, approvers }: Pick<Options, 'approvals' | 'approvers'>,
): Promise<Bridgekeeper> {
  const tenantId = parseTenantId(organizations.woodgrove.tenantId);
  if (tenantId === undefined) throw new Error('the simulated tenant has no id');
  return startBridgekeeper({
    cloud: {
      graph: graphUrl,
      authority: 'https://login.microsoftonline.com',
      botFramework: {
        tokenIssuer: channel.issuer,
        openIdMetadata: channel.openIdMetadata,
        connectorResource: 'https://api.botframework.com',
        oAuthUrl: 'https://token.botframework.com',
        serviceHosts: ['127.0.0.1'],
        plainHttp: true,
      },
    },
    appId: APP_ID,
    tenantId,
    identity: onlyToken(() => Promise.resolve('demo')),
    storePath: join(FOLDER, 'bridgekeeper.db'),
    confirmWithinMilliseconds: CONFIRM_WITHIN_MS,
    preview: true,
    allowGuests: false,
    approvals,
    approvers,
    webhook: null,
    watchEveryMs: WATCH_EVERY_MS,
    port: 0,
    host: '127.0.0.1',
    clock: systemClock,
    log: createLog('info', createWriteStream(join(FOLDER, 'bridgekeeper.log'))),
  });
}

function welcome(playground: Playground, you: CastName): void {
  const { key, role } = CAST[you];
  console.log(`
Bridgekeeper is up, with a pretend tenant (${organizations.woodgrove.displayName}) behind it.

  Open   ${playground.url}

You are ${people[key].displayName}: ${role}.
Type there:

  list partners
  show fabrikam.com
  enable sync for fabrikam.com because project Falcon starts on Monday

To be told what others change, type in a channel:   @Bridgekeeper notify here
Then press Enter here: ${people[PORTAL_USER].displayName} switches Fabrikam's user sync in the portal, past the bot.

To be somebody else: npm run demo -- --as ${Object.keys(CAST)
    .filter((name) => name !== you)
    .join('|')}
The bot's log: data/demo/bridgekeeper.log          Ctrl+C ends the demo.
`);
}

/** Somebody works in the Entra admin center instead of asking the bot. */
function switchInPortal(graph: GraphSimulator): void {
  const { id, displayName, userPrincipalName } = people[PORTAL_USER];
  const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
  graph.act(actor, organizations.fabrikam.tenantId, (partner) => {
    const policy = partner?.identitySynchronization;
    if (policy) policy.userSyncInbound = { isSyncAllowed: policy.userSyncInbound?.isSyncAllowed !== true };
    return partner;
  });
}

const { you, port, ...rule } = options();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
try {
  const graph = await startGraph({
    tenant: believableTenant(),
    latencyMs: GRAPH_LATENCY_MS,
    auditDelayMs: AUDIT_DELAY_MS,
    appId: APP_ID,
  });
  const channel = await startChannelService(APP_ID);
  const bot = await startBot(graph.url, channel, rule);
  const { endpoint, serviceUrl } = channel;
  const config = playgroundConfig(APP_ID, you);
  const playground = await startPlayground({
    port,
    endpoint,
    serviceUrl,
    config,
    environment: process.env,
    folder: FOLDER,
  });
  channel.connect({ bot: `http://127.0.0.1:${bot.port}/api/messages`, playground: playground.url });
  welcome(playground, you);
  process.stdin.on('data', () => {
    switchInPortal(graph);
  });
  const stop = (): void => {
    void Promise.allSettled([playground.stop(), bot.stop(STOP_WITHIN_MS), channel.close(), graph.close()]).then(() =>
      process.exit(0),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(`The demo could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
