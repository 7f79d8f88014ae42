import { join } from 'node:path';
import process from 'node:process';
import { readOptions, type Options } from './demo/options.ts';
import { APP_ID, startWorld } from './demo/world.ts';
import { faultOf } from './simulator/faults/faults.ts';
import type { GraphSimulator } from './simulator/graph.ts';
import { organizations, people } from './simulator/seed/seed.ts';
import { CAST, playgroundConfig } from './simulator/teams/playground-config.ts';
import { startPlayground, type Playground } from './simulator/teams/playground.ts';

/** The demo: the bot in its pretend world, and Microsoft's Agents Playground instead of Teams. */

const FOLDER = join(process.cwd(), 'data', 'demo');
const PORTAL_USER = 'eli';
const STOP_WITHIN_MS = 3_000;

function welcome(playground: Playground, { you, faults }: Options): void {
  const { key, role } = CAST[you];
  const wrong = faults.map((name) => `${faultOf(name).does}\n`).join('');
  console.log(`
Bridgekeeper is up, with a pretend tenant (${organizations.woodgrove.displayName}) behind it.

  Open   ${playground.url}

You are ${people[key].displayName}: ${role}.
${wrong}Type there:

  list partners
  show fabrikam.com
  enable sync for fabrikam.com because project Falcon starts on Monday

To be told what others change, type in a channel:   @Bridgekeeper notify here
Then press Enter here: ${people[PORTAL_USER].displayName} switches Fabrikam's user sync in the portal, past the bot.

To be somebody else: npm run demo -- --as ${Object.keys(CAST)
    .filter((name) => name !== you)
    .join('|')}
To see what can go wrong around the bot: npm run demo -- --fault
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

async function start(options: Options): Promise<void> {
  const { you, port } = options;
  const world = await startWorld({ ...options, folder: FOLDER });
  const { bot, channel, graph } = world;
  const playground = await startPlayground({
    port,
    endpoint: channel.endpoint,
    serviceUrl: channel.serviceUrl,
    config: playgroundConfig(APP_ID, you),
    environment: process.env,
    folder: FOLDER,
  });
  channel.connect({ bot: `http://127.0.0.1:${bot.port}/api/messages`, playground: playground.url });
  welcome(playground, options);
  process.stdin.on('data', () => {
    switchInPortal(graph);
  });
  const stop = (): void => {
    void Promise.allSettled([playground.stop(), world.stop(STOP_WITHIN_MS)]).then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const asked = readOptions(process.argv.slice(2));
if (asked.kind === 'say') {
  (asked.isWrong ? console.error : console.log)(asked.text);
  process.exit(asked.isWrong ? 1 : 0);
}
try {
  await start(asked.options);
} catch (error) {
  console.error(`The demo could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
