import { isDeepStrictEqual } from 'node:util';
import type { PartnerEntry } from '../../app/ports.ts';
import type { Baseline } from '../../domain/drift/baseline.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { decode, encode } from '../body.ts';
import type { Dialect } from '../dialect.ts';
import { all, one, run, type Query, type Row } from '../query.ts';
import { partnerState, tenantId } from '../schema/parts.ts';
import { statement } from './statement.ts';

const COLUMNS = `tenant_id, body, revision,
  CASE WHEN apart = 1 THEN seen_at ELSE (SELECT value FROM meta WHERE key = 'expected_at') END AS seen_at`;
const ALL = statement(`SELECT ${COLUMNS} FROM baselines ORDER BY tenant_id`);
const AFTER = statement(`SELECT ${COLUMNS} FROM baselines WHERE tenant_id > ?1 ORDER BY tenant_id LIMIT ?2`);
const BY_ID = statement(`SELECT ${COLUMNS} FROM baselines WHERE tenant_id = ?1`);
const PUT = statement(`
  INSERT INTO baselines (tenant_id, body, seen_at, revision) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (tenant_id) DO UPDATE
  SET body = excluded.body, seen_at = excluded.seen_at, revision = excluded.revision, apart = 1
`);
const REMOVE = statement('DELETE FROM baselines WHERE tenant_id = ?1');
const SEEN = statement('UPDATE baselines SET seen_at = ?1, apart = 1 WHERE tenant_id = ?2 AND revision = ?3');
const LEAVE = statement(`
  UPDATE baselines SET apart = 1, seen_at = (SELECT value FROM meta WHERE key = 'expected_at')
  WHERE tenant_id = ?1 AND apart = 0
`);
const APART = statement('SELECT tenant_id, revision FROM baselines WHERE apart = 1');
const JOIN = statement('UPDATE baselines SET apart = 0 WHERE tenant_id = ?1');
const JOIN_ALL = statement('UPDATE baselines SET apart = 0');
const AT = (key: 'expected_at' | 'looked_at'): string => `
  INSERT INTO meta (key, value) VALUES ('${key}', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value
`;
const EXPECTED = statement(AT('expected_at'));
const LOOK = statement(AT('looked_at'));
const LOOKED_AT = statement("SELECT value FROM meta WHERE key = 'looked_at'");
const IDS = statement('SELECT tenant_id FROM baselines');
const COUNT = statement('SELECT count(*) AS count FROM baselines');

/** So many rows, and entries of the journal, are read at a time: whoever clicks meanwhile waits no longer than that takes. */
const READ_AT_ONCE = 1_000;

/** What the journal told of the baselines, as far as it was compared with them. */
export type Comparison = {
  /** What the database counted of writes when it began. */
  readonly written: string;
  /** The last entry that was compared. */
  seq: number;
  readonly told: Set<unknown>;
  /** Those that are not what was told last, with both. */
  readonly others: Map<unknown, Row>;
};

/**
 * Rows of `baselines`, and when the last look was. A tenant that is not `apart` last looked as expected when all of those
 * did.
 */
export function baselinesTable({ text, number, json, written }: Pick<Dialect, 'text' | 'number' | 'json' | 'written'>) {
  const isSame = 'told = body AND revision = had';
  // Of what is the same nothing is read.
  const next = `
    WITH entries AS (
      SELECT seq, ${text('line', 'id')} AS id, ${json('line', 'event', 'state')} AS told,
        ${number('line', 'event', 'revision')} AS revision
      FROM journal WHERE about = 'baselines' AND seq > ?1 ORDER BY seq LIMIT ?2
    ), compared AS (
      SELECT seq, id, told, entries.revision AS revision, body, baselines.revision AS had
      FROM entries LEFT JOIN baselines ON tenant_id = id
    )
    SELECT seq, id AS tenant_id, revision, had, CASE WHEN ${isSame} THEN NULL ELSE told END AS told,
      CASE WHEN ${isSame} THEN NULL ELSE body END AS body
    FROM compared ORDER BY seq
  `;
  /** What the database counted of writes when all was last found to be as it was told; undefined: it was not looked at. */
  let believed: string | undefined;

  const begun = (now: string): Comparison => ({ written: now, seq: 0, told: new Set(), others: new Map() });

  /** @returns whether there may be more */
  function* compareMore(so: Comparison): Query<boolean> {
    const rows = yield* all(next, so.seq, READ_AT_ONCE);
    for (const row of rows) {
      const id = row['tenant_id'];
      so.told.add(id);
      // The last one counts.
      if (isOtherwise(row)) so.others.set(id, row);
      else so.others.delete(id);
    }
    so.seq = Number(rows.at(-1)?.['seq'] ?? so.seq);
    return rows.length === READ_AT_ONCE;
  }

  /** Those that are otherwise, and those that nothing was told of. */
  function* othersThan(so: Comparison): Query<readonly Row[]> {
    const untold = (yield* all(IDS)).filter(({ tenant_id: id }) => !so.told.has(id));
    return [...so.others.values(), ...untold];
  }

  return {
    /** The next ones, as they are stored, for `baselineOf`. @param id of the last one before; '': from the first one on */
    rowsAfter: (id: string): Query<readonly Row[]> => all(AFTER, id, READ_AT_ONCE),

    *all(): Query<readonly Baseline[]> {
      return (yield* all(ALL)).map((row) => baselineOf(row));
    },

    *get(id: TenantId): Query<Baseline | undefined> {
      const row = yield* one(BY_ID, id);
      return row === undefined ? undefined : baselineOf(row);
    },

    *put({ tenantId: id, state, seenAt, revision }: Baseline): Query<void> {
      yield* run(PUT, id, encode<PartnerState>(partnerState, state, `The baseline of ${id}`), seenAt, revision);
    },

    statements: [next],

    /**
     * Begins to compare the baselines with what the journal told last; undefined: no other program may have written since
     * they were last found to be that.
     */
    *compare(): Query<Comparison | undefined> {
      const now = Object.values((yield* one(written('baselines'))) ?? {}).join();
      return now === believed ? undefined : begun(now);
    },

    compareMore,

    /** Ends it. @returns whether there is one that is not what was told */
    *differ(so: Comparison): Query<boolean> {
      // Where each that was told of is there as it was told, any other one was never told of.
      const differs = so.others.size > 0 || Number((yield* one(COUNT))?.['count']) !== so.told.size;
      if (!differs) believed = so.written;
      return differs;
    },

    /**
     * Puts every such baseline back to what was told. @param at when the rows were last believed
     * @returns whose they are
     */
    *right(at: Instant): Query<readonly TenantId[]> {
      const so = begun('');
      while (yield* compareMore(so));
      const righted: TenantId[] = [];
      for (const row of yield* othersThan(so)) {
        const id = tenantId.parse(row['tenant_id']);
        const { told } = row;
        if (typeof told === 'string') yield* run(PUT, id, told, at, Number(row['revision']));
        else yield* run(REMOVE, id);
        righted.push(id);
      }
      return righted.toSorted();
    },

    /** Notes that the tenant looked as expected, unless its baseline has moved since. */
    *seen(id: TenantId, revision: number, at: Instant): Query<void> {
      yield* run(SEEN, at, id, revision);
    },

    /**
     * As `seen`, of very many at once.
     * @param revisions of the baselines that those who looked as expected were compared with
     * @param others all that did not
     */
    *seenTogether(revisions: ReadonlyMap<string, number>, others: Iterable<TenantId>, at: Instant): Query<void> {
      for (const id of others) yield* run(LEAVE, id);
      for (const { tenant_id: id, revision } of yield* all(APART)) {
        if (typeof id === 'string' && revisions.get(id) === revision) yield* run(JOIN, id);
      }
      yield* run(EXPECTED, at);
    },

    /** All that there are look as expected. */
    *begin(at: Instant): Query<void> {
      yield* run(JOIN_ALL);
      yield* run(EXPECTED, at);
    },

    /** null: nobody ever looked. */
    *lookedAt(): Query<Instant | null> {
      const row = yield* one(LOOKED_AT);
      return row === undefined ? null : Number(row['value']);
    },

    *looked(at: Instant): Query<void> {
      yield* run(LOOK, at);
    },
  };
}

/** Older versions may have written the same in other words. */
function isOtherwise({ told, body, revision, had }: Row): boolean {
  return revision !== had || (told !== body && !isDeepStrictEqual(parsed(told), parsed(body)));
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}

/**
 * @param listed how the tenant looks now: where its baseline is word for word the same, it is this very object
 * @param states what the bodies that were read before it, at the same time, say: those of most tenants are the same words
 */
export function baselineOf(row: Row, listed?: PartnerEntry, states = new Map<unknown, PartnerState>()): Baseline {
  const id = listed?.tenantId ?? tenantId.parse(row['tenant_id']);
  const { body } = row;
  const stateOf = (): PartnerState => {
    if (listed !== undefined && JSON.stringify(listed.state) === body) return listed.state;
    const state = states.get(body) ?? decode<PartnerState>(partnerState, body, `The baseline of ${id}`);
    states.set(body, state);
    return state;
  };
  return { tenantId: id, state: stateOf(), seenAt: Number(row['seen_at']), revision: Number(row['revision']) };
}
