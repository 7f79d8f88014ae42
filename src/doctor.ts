import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import process from 'node:process';
import { readConfig, type Config } from './config/config.ts';
import { SETTINGS } from './config/settings.ts';
import { certificateFindings } from './doctor/certificate.ts';
import { endpointFindings } from './doctor/endpoint.ts';
import { isWell, report, wordsOf, type Finding } from './doctor/finding.ts';
import { clockFinding, graphFinding } from './doctor/graph.ts';
import { hearingFinding } from './doctor/hearing.ts';
import { identityFinding, tokenFor } from './doctor/identity.ts';
import { permissionFinding } from './doctor/permissions.ts';
import { reachFinding } from './doctor/reach.ts';
import { settingsFinding } from './doctor/settings.ts';
import { storeFinding } from './doctor/store.ts';
import { telemetryFindings } from './doctor/telemetry.ts';
import { createGraphClient } from './graph/client.ts';
import { graphDirectory } from './graph/directory.ts';
import { ownDomains } from './graph/own-domains.ts';
import { graphRoles } from './graph/roles.ts';
import { graphTenants } from './graph/tenants.ts';
import { appIdentity } from './identity/app-identity.ts';
import { createCredential } from './identity/credential.ts';
import { systemClock } from './runtime/clock.ts';
import { createLog } from './runtime/log.ts';
import { storeAddress, tokensOf } from './store/address.ts';

/**
 * `npm run doctor`: looks at everything that the bot needs, with the bot's own settings, and says what to do. It changes
 * nothing, and may look while the bot runs. Exit code 0: nothing is wrong; 1: something is.
 */
async function lookAt(config: Config): Promise<readonly Finding[]> {
  const { allowGuests, cloud, credential, preview, tenantId } = config;
  const refused = (error: unknown): void => {
    process.stderr.write(`${wordsOf(error)}\n`);
  };
  const log = createLog('silent');
  const identity = appIdentity(() => createCredential(credential, cloud, refused), { log });
  const client = createGraphClient({ origin: cloud.graph, identity, log });
  const store = storeAddress(config.store, tokensOf(identity, cloud.postgres));
  const isOwnDomain = ownDomains(graphTenants(client), tenantId, systemClock);
  const [graph, teams] = await Promise.all([
    tokenFor(identity, cloud.graph),
    tokenFor(identity, cloud.botFramework.connectorResource),
  ]);
  return [
    identityFinding({ ...config, credential: credential.kind }, cloud, { graph, teams }),
    ...certificateFindings(config.certificateEnds, systemClock.now()),
    permissionFinding(graph, credential.kind),
    ...(await Promise.all([
      graphFinding(cloud.graph, graphDirectory(client, { preview }), graph),
      clockFinding(cloud.graph, () => systemClock.now()),
    ])),
    await storeFinding(store),
    await hearingFinding(store),
    await reachFinding(store, graphRoles(client, { allowGuests, isOwnDomain }), graph),
    ...(await endpointFindings(config.teamsApp, config.appId, systemClock.now())),
    ...(await telemetryFindings(config.telemetry, process.env)),
  ];
}

const started = { environment: process.env, flags: process.execArgv, debuggedAt: inspector.url() };
const read = readConfig(process.env, (path) => readFileSync(path, 'utf8'), started);
const settings = settingsFinding(SETTINGS, process.env, read.ok ? [] : read.problems);
const findings = [settings, ...(read.ok ? await lookAt(read.config) : [])];
process.stdout.write(report(findings));
process.exit(isWell(findings) ? 0 : 1);
