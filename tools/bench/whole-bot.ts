import { join } from 'node:path';
import { parseTenantId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLog } from '../../src/runtime/log.ts';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { readSettings, serve } from './child-side.ts';
import { loopbackCloud } from './cloud.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

/** A process with the whole bot, as in production but for its addresses. */

// As `src/main.ts` does it: a build has what it compiled before of all but an entrance.
const { startBridgekeeper } = await import('../../src/bridgekeeper.ts');

const { openIdMetadata, issuer, appId, folder, graph, watchEveryMs } = readSettings();
const tenantId = parseTenantId(organizations.woodgrove.tenantId);
if (tenantId === undefined) throw new Error('the simulated tenant has no id');
const ENDLESS = { atOnce: 1e9, everyMs: 1 };
const bot = await startBridgekeeper({
  cloud: loopbackCloud(graph, { openIdMetadata, issuer }),
  appId,
  tenantId,
  identity: onlyToken(() => Promise.resolve('bench')),
  store: join(folder, 'store.db'),
  preview: false,
  allowGuests: false,
  approvals: 'self',
  approvers: 1,
  webhook: null,
  watchEveryMs,
  confirmWithinMilliseconds: 15 * 60_000,
  port: 0,
  host: '127.0.0.1',
  clock: systemClock,
  log: createLog('silent'),
  // One person says more here than anybody may.
  limits: { messages: { person: ENDLESS, conversation: ENDLESS }, clicks: { person: ENDLESS, conversation: ENDLESS } },
});
serve(bot.port);
