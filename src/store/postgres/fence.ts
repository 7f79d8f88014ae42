import * as z from 'zod/v4-mini';
import { StoreError, type Right } from '../../app/ports.ts';
import type { PoolClient } from './connect.ts';
import { SCHEMA_VERSION } from '../sqlite/migrations.ts';
import { holder, IS_ALONE, LEASE, TIMES_ALONE } from './lease.ts';

/**
 * Who writes: a process of those that share the store, which others know by its calls, since so many tools had it to
 * themselves; or a tool that has.
 */
export type Writer =
  { readonly caller: string; readonly timesAlone: string } | { /** Of its lease. */ readonly epoch: number };

export const overtaken = (): StoreError =>
  new StoreError('overtaken', 'Another process may have taken over, because this one was not heard of for too long.');

export const passedOver = (): StoreError =>
  new StoreError(
    'inUse',
    'A tool had the store to itself while this process was not heard of: what it knows may be archived, or go on elsewhere. Restart it, with the STORE that is used now.',
  );

/** What each transaction that reads asks for first: one that writes is refused by the server itself where it only reads. */
export const STANDBY = 'SELECT pg_is_in_recovery() AS standby';
const reading = z.object({ rows: z.tuple([z.object({ standby: z.boolean() })]) });

/** Throws StoreError where the server that took writes no longer does: what it has may be older than what another one has. */
export function demandNoStandby(begun: unknown): void {
  if (reading.safeParse(lastOf(begun)).data?.rows[0].standby === false) return;
  throw new StoreError('away', 'The server of the store is a standby by now, which only reads.');
}

/** What each transaction that writes asks for first, in the statement that stands last in its beginning. */
export const STANDING = `SELECT epoch, holder, ${IS_ALONE} AS alone, ${TIMES_ALONE} AS times,
  (SELECT version FROM store_schema) AS version FROM lease`;
const standing = z.object({
  rows: z.tuple([
    z.object({ epoch: z.number(), holder: z.string(), alone: z.boolean(), times: z.string(), version: z.number() }),
  ]),
});
const told = z.array(z.unknown());
/** @param begun what each of the statements at the beginning of a transaction came to */
const lastOf = (begun: unknown): unknown => told.safeParse(begun).data?.at(-1);

const RENEW = `UPDATE holds SET until = clock_timestamp() + ${LEASE} WHERE what = $1 AND token = $2`;

/**
 * Throws StoreError where another process has the store to itself by now or had it meanwhile, has brought it up to date for
 * a newer version, or has taken over what this is written for. The row of the journal's head is locked by then, or that of
 * the lease where a leader writes no journal, so nobody takes over before the transaction ends.
 */
export async function demandStanding(
  client: Pick<PoolClient, 'query'>,
  begun: unknown,
  writer: Writer,
  rights: readonly Right[],
): Promise<void> {
  const found = standing.safeParse(lastOf(begun)).data?.rows[0];
  if (found === undefined)
    throw new StoreError('damaged', 'The store does not say who leads. Put a backup in its place.');
  if ('epoch' in writer ? writer.epoch !== found.epoch : found.alone) {
    throw new StoreError(
      'inUse',
      'A tool has the store to itself, which has to be alone with it. Wait until it has ended.',
    );
  }
  if (!('epoch' in writer) && writer.timesAlone !== found.times) throw passedOver();
  if (found.version > SCHEMA_VERSION) {
    throw new StoreError(
      'newer',
      `A newer version of the bot has brought the store up to date (schema ${found.version}; this one knows ${SCHEMA_VERSION}). Run that version.`,
    );
  }
  for (const right of rights) {
    if (right.kind === 'term') {
      if (right.epoch !== found.epoch || found.holder !== holder()) throw overtaken();
      continue;
    }
    const since = performance.now();
    const { rowCount } = await client.query(RENEW, [right.what, right.token]);
    if (rowCount !== 1) throw overtaken();
    right.renewed(since);
  }
}
