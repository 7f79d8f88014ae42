import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { PartnerEntry } from '../../app/ports.ts';
import type { Baseline } from '../../domain/drift/baseline.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { decode, encode } from '../body.ts';
import { partnerState, tenantId } from '../schema/parts.ts';

/**
 * Rows of `baselines`, and when the last look was. A tenant that is not `apart` last looked as expected when all of those
 * did. Methods are synchronous and throw as node:sqlite does.
 */
export function baselinesTable(sql: DatabaseSync) {
  const columns = `tenant_id, body, revision,
    iif(apart = 1, seen_at, (SELECT value FROM meta WHERE key = 'expected_at')) AS seen_at`;
  const all = sql.prepare(`SELECT ${columns} FROM baselines ORDER BY tenant_id`);
  const byId = sql.prepare(`SELECT ${columns} FROM baselines WHERE tenant_id = ?`);
  const put = sql.prepare(`
    INSERT INTO baselines (tenant_id, body, seen_at, revision) VALUES (?, ?, ?, ?)
    ON CONFLICT (tenant_id) DO UPDATE
    SET body = excluded.body, seen_at = excluded.seen_at, revision = excluded.revision, apart = 1
  `);
  const otherwise = sql.prepare(`
    WITH told AS (
      SELECT line ->> '$.id' AS id, line -> '$.event.state' AS body, line ->> '$.event.revision' AS revision, max(seq)
      FROM journal WHERE about = 'baselines' GROUP BY line ->> '$.id'
    )
    SELECT coalesce(told.id, tenant_id) AS tenant_id, told.body AS told, told.revision, baselines.body AS body,
      baselines.revision AS had
    FROM told FULL JOIN baselines ON told.id = tenant_id
    WHERE told.body IS NOT baselines.body OR told.revision IS NOT baselines.revision
  `);
  const remove = sql.prepare('DELETE FROM baselines WHERE tenant_id = ?');
  const version = sql.prepare('PRAGMA data_version');
  /** What SQLite counts of the writes of others, when it was looked at; undefined: it was not. */
  let compared: unknown;
  const seen = sql.prepare('UPDATE baselines SET seen_at = ?, apart = 1 WHERE tenant_id = ? AND revision = ?');
  const leave = sql.prepare(`
    UPDATE baselines SET apart = 1, seen_at = (SELECT value FROM meta WHERE key = 'expected_at')
    WHERE tenant_id = ? AND apart = 0
  `);
  const apart = sql.prepare('SELECT tenant_id, revision FROM baselines WHERE apart = 1');
  const join = sql.prepare('UPDATE baselines SET apart = 0 WHERE tenant_id = ?');
  const joinAll = sql.prepare('UPDATE baselines SET apart = 0');
  const expected = sql.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('expected_at', ?)");
  const lookedAt = sql.prepare("SELECT value FROM meta WHERE key = 'looked_at'");
  const look = sql.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('looked_at', ?)");

  return {
    /** As they are stored, for `baselineOf`. */
    rows: (): readonly Row[] => all.all(),

    all: (): readonly Baseline[] => all.all().map((row) => baselineOf(row)),

    get: (id: TenantId): Baseline | undefined => {
      const row = byId.get(id);
      return row === undefined ? undefined : baselineOf(row);
    },

    put: ({ tenantId: id, state, seenAt, revision }: Baseline): void => {
      put.run(id, encode<PartnerState>(partnerState, state, `The baseline of ${id}`), seenAt, revision);
    },

    /** Whether a baseline is not what the journal told last. Looked at again only after another program wrote the file. */
    differ: (): boolean => {
      const now = version.get()?.['data_version'];
      if (now === compared) return false;
      compared = now;
      return otherwise.all().some(isOtherwise);
    },

    /**
     * Puts every such baseline back to what was told. @param at when the rows were last believed
     * @returns whose they are
     */
    right: (at: Instant): readonly TenantId[] =>
      otherwise
        .all()
        .filter(isOtherwise)
        .map((row) => {
          const id = tenantId.parse(row['tenant_id']);
          if (row['told'] === null) remove.run(id);
          else put.run(id, String(row['told']), at, Number(row['revision']));
          return id;
        }),

    /** Notes that the tenant looked as expected, unless its baseline has moved since. */
    seen: (id: TenantId, revision: number, at: Instant): void => {
      seen.run(at, id, revision);
    },

    /**
     * As `seen`, of very many at once.
     * @param revisions of the baselines that those who looked as expected were compared with
     * @param others all that did not
     */
    seenTogether: (revisions: ReadonlyMap<string, number>, others: Iterable<TenantId>, at: Instant): void => {
      for (const id of others) leave.run(id);
      for (const { tenant_id: id, revision } of apart.all()) {
        if (typeof id === 'string' && revisions.get(id) === revision) join.run(id);
      }
      expected.run(at);
    },

    /** All that there are look as expected. */
    begin: (at: Instant): void => {
      joinAll.run();
      expected.run(at);
    },

    /** null: nobody ever looked. */
    lookedAt: (): Instant | null => {
      const row = lookedAt.get();
      return row === undefined ? null : Number(row['value']);
    },

    looked: (at: Instant): void => {
      look.run(at);
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Older versions may have written the same in other words. */
function isOtherwise({ told, body, revision, had }: Row): boolean {
  return revision !== had || !isDeepStrictEqual(parsed(told), parsed(body));
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}

/** @param listed how the tenant looks now: where its baseline is word for word the same, it is this very object */
export function baselineOf(row: Row, listed?: PartnerEntry): Baseline {
  const id = tenantId.parse(row['tenant_id']);
  const isSame = listed !== undefined && JSON.stringify(listed.state) === row['body'];
  return {
    tenantId: id,
    state: isSame ? listed.state : decode<PartnerState>(partnerState, row['body'], `The baseline of ${id}`),
    seenAt: Number(row['seen_at']),
    revision: Number(row['revision']),
  };
}
