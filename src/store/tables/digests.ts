import type { DatabaseSync } from 'node:sqlite';
import { MOST_SHOWN, type Digest, type DigestCounts } from '../../domain/drift/digest.ts';
import { opens } from '../../domain/change/approval.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { DigestId, DriftId } from '../../domain/ids.ts';
import { decode, encode } from '../body.ts';
import { digest as schema, type StoredDigest } from '../schema/digest.ts';
import { digestId } from '../schema/parts.ts';
import type { DriftsTable } from './drifts.ts';

/** Rows of `digests`, and which drifts are in them. Methods are synchronous and throw as node:sqlite does. */
export function digestsTable(sql: DatabaseSync, drifts: Pick<DriftsTable, 'ofDigest'>) {
  const byId = sql.prepare('SELECT id, body, revision FROM digests WHERE id = ?');
  const add = sql.prepare('INSERT INTO digests (id, body, revision) VALUES (?, ?, 1)');
  const raise = sql.prepare('UPDATE digests SET revision = revision + 1 WHERE id = ?');
  const put = sql.prepare('INSERT INTO digest_drifts (drift_id, digest_id, opens) VALUES (?, ?, ?)');
  const holding = sql.prepare('SELECT digest_id, opens FROM digest_drifts WHERE drift_id = ?');
  const count = sql.prepare(`
    SELECT count(*) AS rows,
      coalesce(sum(state = 'open'), 0) AS open,
      coalesce(sum(opens), 0) AS openings,
      coalesce(sum(opens AND state = 'open'), 0) AS open_openings
    FROM digest_drifts JOIN drifts ON drifts.id = drift_id WHERE digest_id = ?
  `);

  const counts = (id: DigestId): DigestCounts => {
    const row = count.get(id);
    return {
      all: Number(row?.['rows']),
      open: Number(row?.['open']),
      openings: Number(row?.['openings']),
      openOpenings: Number(row?.['open_openings']),
    };
  };

  const get = (id: DigestId): Digest | undefined => {
    const row = byId.get(id);
    if (row === undefined) return undefined;
    const stored = decode<StoredDigest>(schema, row['body'], `Digest ${id}`);
    return { ...stored, revision: Number(row['revision']), shown: drifts.ofDigest(id, MOST_SHOWN), counts: counts(id) };
  };

  return {
    get,

    /** @returns whether the digest is new */
    take: (digest: StoredDigest, found: readonly Drift[]): boolean => {
      const isNew = raise.run(digest.id).changes === 0;
      if (isNew) add.run(digest.id, encode<StoredDigest>(schema, digest, `Digest ${digest.id}`));
      for (const drift of found) put.run(drift.id, digest.id, opens(drift) ? 1 : 0);
      return isNew;
    },

    /**
     * A drift has moved on: the digest that it is in, with its new revision; undefined: it is in none, or none shows it.
     * @param isNaming whether only who made it is known now
     */
    raiseWith: (id: DriftId, isNaming: boolean): Digest | undefined => {
      const row = holding.get(id);
      if (row === undefined || (isNaming && row['opens'] === 0)) return undefined;
      const digest = digestId.parse(row['digest_id']);
      raise.run(digest);
      return get(digest);
    },
  };
}
