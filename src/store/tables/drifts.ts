import { nextDrift, type Drift, type DriftEvent } from '../../domain/drift/drift.ts';
import type { DigestId, DriftId, TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import { all, one, run, type Query, type Row } from '../query.ts';
import type { JournalTable } from './journal.ts';
import { drift as driftSchema } from '../schema/drift.ts';
import { statement } from './statement.ts';

const BY_ID = statement('SELECT id, body FROM drifts WHERE id = ?1');
const ALL_OPEN = statement("SELECT id, body FROM drifts WHERE state = 'open' ORDER BY detected_at, rowid");
const OPEN_OF = statement("SELECT id, body FROM drifts WHERE state = 'open' AND tenant_id = ?1");
const NEWEST_OF = statement('SELECT id, body FROM drifts WHERE tenant_id = ?3 ORDER BY rowid DESC LIMIT ?1 OFFSET ?2');
const NEWEST = statement('SELECT id, body FROM drifts ORDER BY rowid DESC LIMIT ?1 OFFSET ?2');
const OPENINGS_OF = statement(`
  SELECT id, body FROM drifts JOIN digest_drifts ON drift_id = id
  WHERE digest_id = ?1 AND opens = 1 ORDER BY state = 'open' DESC, drifts.rowid LIMIT ?2
`);
const NAMELESS = statement(
  'SELECT id, revision FROM drifts WHERE explained = 0 AND detected_at >= ?1 ORDER BY detected_at, rowid',
);
const ENDING = statement('SELECT id, body FROM drifts WHERE ends_at IS NOT NULL ORDER BY ends_at, rowid');
const ENDING_OF = statement(
  'SELECT id, body FROM drifts WHERE tenant_id = ?1 AND ends_at IS NOT NULL ORDER BY ends_at, rowid',
);
const OWNERS = statement('SELECT DISTINCT tenant_id FROM drifts WHERE tenant_id BETWEEN ?1 AND ?2');
const ADD = statement('INSERT INTO drifts (id, body) VALUES (?1, ?2)');
const SWAP = statement('UPDATE drifts SET body = ?1 WHERE id = ?2 AND revision = ?3');

/** Rows of `drifts`, and what the journal says of them. */
export function driftsTable(journal: JournalTable) {
  /** Those of the last time, and what came since: they are asked for every other second, and may be hundreds for a day. */
  let unnamed = new Map<unknown, Drift>();

  return {
    *get(id: DriftId): Query<Drift | undefined> {
      return optional(yield* one(BY_ID, id));
    },
    *open(): Query<readonly Drift[]> {
      return (yield* all(ALL_OPEN)).map(read);
    },
    /** Those with an end that has not come. */
    *ending(tenantId: TenantId | null): Query<readonly Drift[]> {
      const rows: readonly Row[] = tenantId === null ? yield* all(ENDING) : yield* all(ENDING_OF, tenantId);
      return rows.map(read);
    },
    *openOf(tenantId: TenantId): Query<Drift | undefined> {
      return optional(yield* one(OPEN_OF, tenantId));
    },
    *last(tenantId: TenantId | null, limit: number, offset = 0): Query<readonly Drift[]> {
      const rows: readonly Row[] =
        tenantId === null ? yield* all(NEWEST, limit, offset) : yield* all(NEWEST_OF, limit, offset, tenantId);
      return rows.map(read);
    },
    /** Which of the tenants from the one id to the other have any, by their bytes. */
    *tenantsBetween(first: TenantId, last: TenantId): Query<readonly unknown[]> {
      return (yield* all(OWNERS, first, last)).map((row) => row['tenant_id']);
    },
    /** What opened something, of all that is in a digest: those that are open first. */
    *ofDigest(digest: DigestId, limit: number): Query<readonly Drift[]> {
      return (yield* all(OPENINGS_OF, digest, limit)).map(read);
    },
    *unnamed(since: Instant): Query<readonly Drift[]> {
      const now: [unknown, Drift][] = [];
      for (const { id, revision } of yield* all(NAMELESS, since)) {
        const known = unnamed.get(id);
        const isKnown = known !== undefined && known.revision === revision;
        now.push([id, isKnown ? known : read((yield* one(BY_ID, String(id))) ?? { id })]);
      }
      unnamed = new Map(now);
      return now.map(([, drift]) => drift);
    },

    *add(drift: Drift): Query<void> {
      yield* run(ADD, drift.id, write(drift));
      unnamed.set(drift.id, drift);
      yield* journal.appendOfDrift(drift, { kind: 'detected', drift, at: drift.detectedAt });
    },

    /** The drift as it is now stored; undefined: the event does not fit, or the stored revision is another one. */
    *move(drift: Drift, event: DriftEvent): Query<Drift | undefined> {
      const moved = nextDrift(drift, event);
      if (moved === undefined || (yield* run(SWAP, write(moved), drift.id, drift.revision)) !== 1) return undefined;
      yield* journal.appendOfDrift(moved, event);
      return moved;
    },
  };
}

export type DriftsTable = ReturnType<typeof driftsTable>;

const optional = (row: Row | undefined): Drift | undefined => (row === undefined ? undefined : read(row));
const read = (row: Row): Drift => decode<Drift>(driftSchema, row['body'], `Drift ${String(row['id'])}`);
const write = (drift: Drift): string => encode<Drift>(driftSchema, drift, `Drift ${drift.id}`);
