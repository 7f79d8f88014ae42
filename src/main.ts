import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { flushCompileCache } from 'node:module';
import process from 'node:process';
import { readConfig } from './config/config.ts';
import { systemClock } from './runtime/clock.ts';
import { speakInLog } from './runtime/console.ts';
import { createLog } from './runtime/log.ts';

/** Production: settings from the environment, Microsoft's own services, signals. */

/** Whoever stops a process grants it 10 s as a rule; the end itself takes some of it on a busy machine. */
const STOP_WITHIN_MS = 8_000;
/** What is left to be told outside then; whoever should take it may be down. */
const SEND_WITHIN_MS = 1_000;

function refuse(reason: string): never {
  process.stderr.write(`Bridgekeeper cannot start.\n${reason}\n`);
  process.exit(1);
}

// Without a listener Node lets a debugger in at this signal, later than anybody looks.
process.on('SIGUSR1', () => undefined);
const started = { environment: process.env, flags: process.execArgv, debuggedAt: inspector.url() };
const read = readConfig(process.env, (path) => readFileSync(path, 'utf8'), started);
if (!read.ok) {
  refuse(
    `${read.problems.map((problem) => `- ${problem}`).join('\n')}\nREADME.md, "Configuration", tells what each is for.`,
  );
}
const { config } = read;
const log = createLog(config.logLevel);
speakInLog(console, log);
log.info('starting', { runs: import.meta.url.endsWith('.ts') ? 'source' : 'build', node: process.version });

process.on('unhandledRejection', (error) => {
  log.error('process.unhandledRejection', error);
});
process.on('uncaughtException', (error) => {
  // The state on disk is whole at every moment, so ending is safer than going on with an unknown one in memory.
  log.error('process.uncaughtException', error);
  process.exit(1);
});

// The SDKs take a second to load: settings that are wrong are said before.
const { appIdentity } = await import('./identity/app-identity.ts');
const { startBridgekeeper } = await import('./bridgekeeper.ts');
const { storeAddress, tokensOf } = await import('./store/address.ts');
const refused = (error: unknown): void => {
  log.error('outbound.refused', error);
};
const credential = async () => {
  const { createCredential } = await import('./identity/credential.ts');
  return createCredential(config.credential, config.cloud, refused);
};
const identity = appIdentity(credential, { log });
const telemetry = config.telemetry ? await watched() : undefined;
const starting = startBridgekeeper({
  cloud: config.cloud,
  appId: config.appId,
  tenantId: config.tenantId,
  identity,
  store: storeAddress(config.store, tokensOf(identity, config.cloud.postgres)),
  forgets: config.forgets,
  confirmWithinMilliseconds: config.confirmWithinMilliseconds,
  preview: config.preview,
  allowGuests: config.allowGuests,
  approvals: config.approvals,
  approvers: config.approvers,
  privateAnswers: config.privateAnswers,
  recertifyDays: config.recertifyDays,
  recertifyUnanswered: config.recertifyUnanswered,
  syncBurst: config.syncBurst,
  ...(config.certificateEnds === null ? {} : { certificateEnds: config.certificateEnds }),
  webhook: config.webhook,
  watchEveryMs: config.watchEveryMs,
  port: config.port,
  clock: systemClock,
  log,
  ...(telemetry !== undefined && { telemetry }),
});

/** Loaded only where somebody watches. Nothing of it may keep the bot from starting. */
async function watched() {
  try {
    const { startTelemetry } = await import('./telemetry/otlp.ts');
    return await startTelemetry(process.env, log);
  } catch (error) {
    log.error('telemetry.failed', error);
    return undefined;
  }
}

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info('stopping', { signal });
  try {
    const bridgekeeper = await starting;
    await bridgekeeper.stop(STOP_WITHIN_MS);
    await telemetry?.end(SEND_WITHIN_MS);
    process.exit(0);
  } catch (error) {
    log.error('stop.failed', error);
    process.exit(1);
  }
}
// Before anybody can see that it has started: a signal at that moment must find somebody who listens.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));

try {
  await starting;
  // For the next start; nothing where the source runs.
  flushCompileCache();
} catch (error) {
  log.error('start.failed', error);
  refuse(`- ${error instanceof Error ? error.message : 'unknown reason'}`);
}
