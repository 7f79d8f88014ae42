import process from 'node:process';
import type { PostgresAddress } from '../address.ts';
import type { OpenedAlone } from '../engine.ts';
import { openLone } from './database.ts';
import { postgresEngine } from './engine.ts';
import { DEAD_BY_MS } from './lease.ts';
import { readingOf } from './reading.ts';
import { TOOL } from './transactions.ts';

export async function alone(address: PostgresAddress, isMade: boolean): Promise<OpenedAlone> {
  // One that was never used is not made by a look.
  if (!isMade) await (await readingOf(address)).close();
  const database = await openLone(address, { waitMs: DEAD_BY_MS });
  const forget = releasedAtSignals(database.lease.release);
  const close = async (): Promise<void> => {
    forget();
    await database.close();
  };
  return { engine: postgresEngine(database, TOOL), at: database.at, close };
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const leases = new Set<() => Promise<void>>();

/** Whoever ends a tool starts it again, or the bot: those would have to wait until it is not heard of any more. */
function releasedAtSignals(release: () => Promise<void>): () => void {
  if (leases.size === 0) for (const signal of SIGNALS) process.on(signal, end);
  leases.add(release);
  return () => {
    leases.delete(release);
    if (leases.size === 0) for (const signal of SIGNALS) process.off(signal, end);
  };
}

function end(signal: NodeJS.Signals): void {
  for (const one of SIGNALS) process.off(one, end);
  void Promise.allSettled([...leases].map((release) => release())).finally(() => process.kill(process.pid, signal));
}
