import type { DatabaseSync } from 'node:sqlite';
import { nextDrift, type Drift, type DriftEvent } from '../../domain/drift/drift.ts';
import type { DigestId, DriftId, TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import type { JournalTable } from './journal.ts';
import { drift as driftSchema } from '../schema/drift.ts';

/** Rows of `drifts`, and what the journal says of them. Methods are synchronous and throw as node:sqlite does. */
export function driftsTable(sql: DatabaseSync, journal: JournalTable) {
  const byId = sql.prepare('SELECT id, body FROM drifts WHERE id = ?');
  const allOpen = sql.prepare("SELECT id, body FROM drifts WHERE state = 'open' ORDER BY detected_at, rowid");
  const openOf = sql.prepare("SELECT id, body FROM drifts WHERE state = 'open' AND tenant_id = ?");
  const newestOf = sql.prepare('SELECT id, body FROM drifts WHERE tenant_id = ? ORDER BY rowid DESC LIMIT ?');
  const openingsOf = sql.prepare(`
    SELECT id, body FROM drifts JOIN digest_drifts ON drift_id = id
    WHERE digest_id = ? AND opens = 1 ORDER BY state = 'open' DESC, drifts.rowid LIMIT ?
  `);
  const nameless = sql.prepare(
    'SELECT id, revision FROM drifts WHERE explained = 0 AND detected_at >= ? ORDER BY detected_at, rowid',
  );
  /** Those of the last time: they are asked for every other second, and may be hundreds for a day. */
  let unnamed: ReadonlyMap<unknown, Drift> = new Map();
  const add = sql.prepare('INSERT INTO drifts (id, body) VALUES (?, ?)');
  const swap = sql.prepare('UPDATE drifts SET body = ? WHERE id = ? AND revision = ?');

  return {
    get: (id: DriftId): Drift | undefined => optional(byId.get(id)),
    open: (): readonly Drift[] => allOpen.all().map(read),
    openOf: (tenantId: TenantId): Drift | undefined => optional(openOf.get(tenantId)),
    last: (tenantId: TenantId, limit: number): readonly Drift[] => newestOf.all(tenantId, limit).map(read),
    /** What opened something, of all that is in a digest: those that are open first. */
    ofDigest: (digest: DigestId, limit: number): readonly Drift[] => openingsOf.all(digest, limit).map(read),
    unnamed: (since: Instant): readonly Drift[] => {
      const now = nameless.all(since).map(({ id, revision }): [unknown, Drift] => {
        const known = unnamed.get(id);
        return [id, known !== undefined && known.revision === revision ? known : read(byId.get(String(id)) ?? { id })];
      });
      unnamed = new Map(now);
      return now.map(([, drift]) => drift);
    },

    add: (drift: Drift): void => {
      add.run(drift.id, write(drift));
      journal.appendOfDrift(drift, { kind: 'detected', drift, at: drift.detectedAt });
    },

    /** The drift as it is now stored; undefined: the event does not fit, or the stored revision is another one. */
    move: (drift: Drift, event: DriftEvent): Drift | undefined => {
      const moved = nextDrift(drift, event);
      if (moved === undefined || swap.run(write(moved), drift.id, drift.revision).changes !== 1) return undefined;
      journal.appendOfDrift(moved, event);
      return moved;
    },
  };
}

export type DriftsTable = ReturnType<typeof driftsTable>;

type Row = Record<string, unknown>;

const optional = (row: Row | undefined): Drift | undefined => (row === undefined ? undefined : read(row));
const read = (row: Row): Drift => decode<Drift>(driftSchema, row['body'], `Drift ${String(row['id'])}`);
const write = (drift: Drift): string => encode<Drift>(driftSchema, drift, `Drift ${drift.id}`);
