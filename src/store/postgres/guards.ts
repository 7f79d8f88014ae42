import { all, one, type Query } from '../query.ts';
import { JSON_OF, JSON_OF_DOES } from './migrations/json-of.ts';

/** As `tgtype` of pg_trigger counts them (PostgreSQL: src/include/catalog/pg_trigger.h). */
const KINDS = { STATEMENT: 0, ROW: 1, AFTER: 0, BEFORE: 2, INSERT: 4, DELETE: 8, UPDATE: 16, TRUNCATE: 32 } as const;

type Trigger = {
  readonly when: 'BEFORE' | 'AFTER';
  readonly of: 'INSERT' | 'DELETE' | 'UPDATE' | 'TRUNCATE';
  readonly each: 'ROW' | 'STATEMENT';
  readonly does: string;
  readonly body: string;
};

/** What keeps everybody from forking, editing or shortening the journal: a function each, when it is asked, and of what. */
const TRIGGERS: Readonly<Record<string, Trigger>> = {
  journal_is_never_edited: {
    when: 'BEFORE',
    of: 'UPDATE',
    each: 'STATEMENT',
    does: 'journal_is_append_only',
    body: "BEGIN RAISE EXCEPTION 'the journal is append only'; END",
  },
  journal_is_never_emptied: {
    when: 'BEFORE',
    of: 'TRUNCATE',
    each: 'STATEMENT',
    does: 'journal_is_append_only',
    body: "BEGIN RAISE EXCEPTION 'the journal is append only'; END",
  },
  // What was moved out may be deleted, and only that: the journal itself says up to where.
  journal_is_never_shortened: {
    when: 'BEFORE',
    of: 'DELETE',
    each: 'ROW',
    does: 'journal_keeps_what_is_not_archived',
    body: `BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM journal
        WHERE about = 'archive' AND seq > OLD.seq AND (json_of(line) #>> '{event,entries}')::bigint >= OLD.seq
      ) THEN RAISE EXCEPTION 'the journal is append only'; END IF;
      RETURN OLD;
    END`,
  },
  journal_only_grows_at_its_head: {
    when: 'BEFORE',
    of: 'INSERT',
    each: 'ROW',
    does: 'journal_goes_on_from_its_head',
    body: `BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM journal_head WHERE seq = NEW.seq - 1 AND hash = json_of(NEW.line) ->> 'previous'
      ) THEN RAISE EXCEPTION 'the journal is append only'; END IF;
      RETURN NEW;
    END`,
  },
  journal_head_follows: {
    when: 'AFTER',
    of: 'INSERT',
    each: 'ROW',
    does: 'journal_head_goes_along',
    body: 'BEGIN UPDATE journal_head SET seq = NEW.seq, hash = NEW.hash; RETURN NULL; END',
  },
};

/** What the bot must not do its own account may not do either, though the tables are its own. */
const TAKEN_AWAY = {
  journal: ['UPDATE', 'DELETE', 'TRUNCATE'],
  journal_head: ['DELETE', 'TRUNCATE'],
} as const;

/** What makes it impossible that two changes of one partner are open, whatever the bot believes. */
export const ONE_OPEN_CHANGE = {
  name: 'one_open_change_per_partner',
  make: `CREATE UNIQUE INDEX one_open_change_per_partner ON changes (tenant_id)
    WHERE state IN ('pending', 'applying', 'unknown')`,
  /** As the server writes it. */
  where: "state = ANY (ARRAY['pending'::text, 'applying'::text, 'unknown'::text])",
} as const;

/** Of one table, from whoever was given it there, by default privileges or later, and from whom they gave it to. */
const takenFromOthers = ([table, rights]: readonly [string, readonly string[]]): string => `
    FOR found IN SELECT DISTINCT rolname AS name FROM pg_roles JOIN (
      SELECT (aclexplode(relacl)).grantee FROM pg_class WHERE oid = '${table}'::regclass
      UNION ALL SELECT (aclexplode(attacl)).grantee FROM pg_attribute WHERE attrelid = '${table}'::regclass
    ) AS given ON grantee = pg_roles.oid LOOP
      EXECUTE format('REVOKE ${rights.join()} ON ${table} FROM %I CASCADE', found.name);
    END LOOP;`;

/** Takes away what somebody put beside it: triggers and rules of their own, and what they let other accounts do. */
const CLEARED = `DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT tgname AS name FROM pg_trigger WHERE tgrelid = 'journal'::regclass AND NOT tgisinternal LOOP
      EXECUTE format('DROP TRIGGER %I ON journal', found.name);
    END LOOP;
    FOR found IN SELECT rulename AS name FROM pg_rewrite WHERE ev_class = 'journal'::regclass LOOP
      EXECUTE format('DROP RULE %I ON journal', found.name);
    END LOOP;
    ${Object.entries(TAKEN_AWAY).map(takenFromOthers).join('\n')}
  END $$`;

/** Puts all of it in place, whatever of it there is. */
export const GUARD: readonly string[] = [
  JSON_OF,
  CLEARED,
  ...Object.entries(TRIGGERS).flatMap(([name, { when, of, each, does, body }]) => [
    `CREATE OR REPLACE FUNCTION ${does}() RETURNS trigger LANGUAGE plpgsql AS $$ ${body} $$`,
    `CREATE TRIGGER ${name} ${when} ${of} ON journal FOR EACH ${each} EXECUTE FUNCTION ${does}()`,
  ]),
  ...Object.entries(TAKEN_AWAY).map(
    ([table, rights]) => `REVOKE ${rights.join()} ON ${table} FROM PUBLIC, CURRENT_USER`,
  ),
  `DROP INDEX IF EXISTS ${ONE_OPEN_CHANGE.name}`,
  ONE_OPEN_CHANGE.make,
];

/**
 * What of it is not in place, or says something else, and what stands beside it: whoever owns the tables can take it away,
 * or have it look as if it were there.
 */
export function* missingGuards(): Query<readonly string[]> {
  const there = new Map<string, string>();
  const found = yield* all(`
    SELECT tgname, concat_ws(' ', tgtype, proname, lanname, prosrc) AS does,
      tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgattr = '' AND proconfig IS NULL AS always
    FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_language ON pg_language.oid = prolang
    WHERE tgrelid = 'journal'::regclass AND NOT tgisinternal
  `);
  for (const { tgname, does, always } of found) there.set(String(tgname), always === true ? String(does) : '');
  const missing = Object.entries(TRIGGERS)
    .filter(([name, trigger]) => there.get(name) !== said(trigger))
    .map(([name]) => name);
  const strange = yield* all("SELECT rulename FROM pg_rewrite WHERE ev_class = 'journal'::regclass ORDER BY 1");
  for (const name of there.keys()) if (!(name in TRIGGERS)) missing.push(`what else is triggered: ${name}`);
  for (const { rulename } of strange) missing.push(`what else is done instead: ${String(rulename)}`);
  for (const [table, rights] of Object.entries(TAKEN_AWAY)) {
    for (const right of rights) if (yield* isGiven(table, right)) missing.push(`REVOKE ${right} ON ${table}`);
  }
  const json = yield* one("SELECT prosrc FROM pg_proc WHERE oid = to_regprocedure('json_of(text)')");
  if (json?.['prosrc'] !== JSON_OF_DOES) missing.push('json_of');
  if (!(yield* isOneOpen())) missing.push(ONE_OPEN_CHANGE.name);
  return missing;
}

const said = ({ when, of, each, does, body }: Trigger): string =>
  `${KINDS[each] + KINDS[when] + KINDS[of]} ${does} plpgsql  ${body} `;

/** Whether anybody but a superuser may do it, be it to one column. */
function* isGiven(table: string, right: string): Query<boolean> {
  const columns = `SELECT 1 FROM pg_attribute, aclexplode(attacl) WHERE attrelid = ?1::regclass AND privilege_type = ?2`;
  const whole = `SELECT 1 FROM pg_class, aclexplode(coalesce(relacl, acldefault('r', relowner)))
    WHERE pg_class.oid = ?1::regclass AND privilege_type = ?2`;
  const row = yield* one(`SELECT EXISTS (${whole}) OR EXISTS (${columns}) AS may`, table, right);
  return row?.['may'] !== false;
}

function* isOneOpen(): Query<boolean> {
  const row = yield* one(
    `SELECT pg_get_indexdef(indexrelid, 1, true) AS of, pg_get_expr(indpred, indrelid, true) AS where
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relname = ?1 AND indrelid = 'changes'::regclass AND indisunique AND indisvalid AND indnatts = 1`,
    ONE_OPEN_CHANGE.name,
  );
  return row?.['of'] === 'tenant_id' && row['where'] === ONE_OPEN_CHANGE.where;
}
