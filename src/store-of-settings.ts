import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import process from 'node:process';
import { StoreError } from './app/ports.ts';
import { readConfig, readStore } from './config/config.ts';
import type { Environment } from './config/credential.ts';
import { createLog } from './runtime/log.ts';
import { storeAddress, tokensOf, type StoreAddress, type Tokens } from './store/address.ts';

/** The store that the settings name, for tools that need no other setting. */
export function storeOfSettings(
  environment: Environment,
): { readonly ok: true; readonly store: StoreAddress } | { readonly ok: false; readonly problem: string } {
  const read = readStore(environment, readText);
  return read.ok ? { ok: true, store: storeAddress(read.store, ownTokens(environment)) } : read;
}

const readText = (path: string): string => readFileSync(path, 'utf8');

/** Tokens of the bot's own identity, which is made when the first one is wanted. */
function ownTokens(environment: Environment): Tokens {
  let made: Promise<Tokens> | undefined;
  const tokens = (): Promise<Tokens> => (made ??= readTokens(environment));
  return {
    token: async () => (await tokens()).token(),
    renew: async (refused) => (await tokens()).renew(refused),
  };
}

/** The bot's own identity needs the settings that say who the bot is. */
async function readTokens(environment: Environment): Promise<Tokens> {
  const started = { environment, flags: process.execArgv, debuggedAt: inspector.url() };
  const read = readConfig(environment, readText, started);
  if (!read.ok) {
    const why = read.problems.map((problem) => `- ${problem}`).join('\n');
    throw new StoreError('cannotOpen', `STORE_AUTH=entra needs the settings that say who the bot is:\n${why}`);
  }
  const { credential, cloud } = read.config;
  const { appIdentity } = await import('./identity/app-identity.ts');
  const { createCredential } = await import('./identity/credential.ts');
  const refused = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  };
  const identity = appIdentity(() => createCredential(credential, cloud, refused), { log: createLog('silent') });
  return tokensOf(identity, cloud.postgres);
}
