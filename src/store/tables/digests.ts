import { MOST_SHOWN, type Digest, type DigestCounts } from '../../domain/drift/digest.ts';
import { opens } from '../../domain/change/approval.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { DigestId, DriftId } from '../../domain/ids.ts';
import { decode, encode } from '../body.ts';
import { one, run, type Query } from '../query.ts';
import { digest as schema, type StoredDigest } from '../schema/digest.ts';
import { digestId } from '../schema/parts.ts';
import type { DriftsTable } from './drifts.ts';
import { statement } from './statement.ts';

const BY_ID = statement('SELECT id, body, revision FROM digests WHERE id = ?1');
const ADD = statement('INSERT INTO digests (id, body, revision) VALUES (?1, ?2, 1)');
const RAISE = statement('UPDATE digests SET revision = revision + 1 WHERE id = ?1');
const PUT = statement('INSERT INTO digest_drifts (drift_id, digest_id, opens) VALUES (?1, ?2, ?3)');
const HOLDING = statement('SELECT digest_id, opens FROM digest_drifts WHERE drift_id = ?1');
const COUNT = statement(`
  SELECT count(*) AS total,
    count(*) FILTER (WHERE state = 'open') AS open,
    count(*) FILTER (WHERE opens = 1) AS openings,
    count(*) FILTER (WHERE opens = 1 AND state = 'open') AS open_openings
  FROM digest_drifts JOIN drifts ON drifts.id = drift_id WHERE digest_id = ?1
`);

/** Rows of `digests`, and which drifts are in them. */
export function digestsTable(drifts: Pick<DriftsTable, 'ofDigest'>) {
  function* counts(id: DigestId): Query<DigestCounts> {
    const row = yield* one(COUNT, id);
    return {
      all: Number(row?.['total']),
      open: Number(row?.['open']),
      openings: Number(row?.['openings']),
      openOpenings: Number(row?.['open_openings']),
    };
  }

  function* get(id: DigestId): Query<Digest | undefined> {
    const row = yield* one(BY_ID, id);
    if (row === undefined) return undefined;
    const stored = decode<StoredDigest>(schema, row['body'], `Digest ${id}`);
    const shown = yield* drifts.ofDigest(id, MOST_SHOWN);
    return { ...stored, revision: Number(row['revision']), shown, counts: yield* counts(id) };
  }

  return {
    get,

    /** @returns whether the digest is new */
    *take(digest: StoredDigest, found: readonly Drift[]): Query<boolean> {
      const isNew = (yield* run(RAISE, digest.id)) === 0;
      if (isNew) yield* run(ADD, digest.id, encode<StoredDigest>(schema, digest, `Digest ${digest.id}`));
      for (const drift of found) yield* run(PUT, drift.id, digest.id, opens(drift) ? 1 : 0);
      return isNew;
    },

    /**
     * A drift has moved on: the digest that it is in, with its new revision; undefined: it is in none, or none shows it.
     * @param isNaming whether only who made it is known now
     */
    *raiseWith(id: DriftId, isNaming: boolean): Query<Digest | undefined> {
      const row = yield* one(HOLDING, id);
      if (row === undefined || (isNaming && row['opens'] === 0)) return undefined;
      const digest = digestId.parse(row['digest_id']);
      yield* run(RAISE, digest);
      return yield* get(digest);
    },
  };
}
