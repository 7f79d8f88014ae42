import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import process from 'node:process';
import { readConfig } from './config/config.ts';
import { runExport, type Sources } from './exporting/run.ts';
import { createGraphClient } from './graph/client.ts';
import { graphDirectory } from './graph/directory.ts';
import { graphTenants } from './graph/tenants.ts';
import { appIdentity } from './identity/app-identity.ts';
import { createCredential } from './identity/credential.ts';
import { systemClock } from './runtime/clock.ts';
import { createLog } from './runtime/log.ts';
import { storeAddress, tokensOf } from './store/address.ts';
import { endsKept } from './store/ends-kept.ts';

/** `npm run export`: prints the partners as they are, with the bot's own settings, also while it runs. */

const sources = (): Promise<Sources> => {
  const started = { environment: process.env, flags: process.execArgv, debuggedAt: inspector.url() };
  const read = readConfig(process.env, (path) => readFileSync(path, 'utf8'), started);
  if (!read.ok) throw new Error(`the settings are not right.\n${read.problems.map((one) => `- ${one}`).join('\n')}`);
  const { cloud, credential, preview, store, tenantId } = read.config;
  const log = createLog('silent');
  const refused = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  };
  const identity = appIdentity(() => createCredential(credential, cloud, refused), { log });
  const client = createGraphClient({ origin: cloud.graph, identity, log });
  const at = storeAddress(store, tokensOf(identity, cloud.postgres));
  return Promise.resolve({
    home: tenantId,
    directory: graphDirectory(client, { preview }),
    tenants: graphTenants(client),
    kept: () => endsKept(at),
    now: () => systemClock.now(),
  });
};

const { code, text } = await runExport(process.argv.slice(2), sources);
(code === 0 ? process.stdout : process.stderr).write(text, () => process.exit(code));
