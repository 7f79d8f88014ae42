import { all, one, type Query } from '../query.ts';

/** What keeps everybody from forking, editing or shortening the journal: a function each, when it is asked, and of what. */
const TRIGGERS: Readonly<Record<string, { readonly when: string; readonly does: string; readonly body: string }>> = {
  journal_is_never_edited: {
    when: 'BEFORE UPDATE ON journal FOR EACH STATEMENT',
    does: 'journal_is_append_only',
    body: "BEGIN RAISE EXCEPTION 'the journal is append only'; END",
  },
  journal_is_never_emptied: {
    when: 'BEFORE TRUNCATE ON journal FOR EACH STATEMENT',
    does: 'journal_is_append_only',
    body: "BEGIN RAISE EXCEPTION 'the journal is append only'; END",
  },
  // What was moved out may be deleted, and only that: the journal itself says up to where.
  journal_is_never_shortened: {
    when: 'BEFORE DELETE ON journal FOR EACH ROW',
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
    when: 'BEFORE INSERT ON journal FOR EACH ROW',
    does: 'journal_goes_on_from_its_head',
    body: `BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM journal_head WHERE seq = NEW.seq - 1 AND hash = json_of(NEW.line) ->> 'previous'
      ) THEN RAISE EXCEPTION 'the journal is append only'; END IF;
      RETURN NEW;
    END`,
  },
  journal_head_follows: {
    when: 'AFTER INSERT ON journal FOR EACH ROW',
    does: 'journal_head_goes_along',
    body: 'BEGIN UPDATE journal_head SET seq = NEW.seq, hash = NEW.hash; RETURN NULL; END',
  },
};

/** What the bot must not do its own account may not do either, though the tables are its own. */
const TAKEN_AWAY: Readonly<Record<string, readonly string[]>> = {
  journal: ['UPDATE', 'DELETE', 'TRUNCATE'],
  journal_head: ['DELETE', 'TRUNCATE'],
};

/** Puts all of it in place, whatever of it there is. */
export const GUARD: readonly string[] = [
  ...Object.entries(TRIGGERS).flatMap(([name, { when, does, body }]) => [
    `CREATE OR REPLACE FUNCTION ${does}() RETURNS trigger LANGUAGE plpgsql AS $$ ${body} $$`,
    `DROP TRIGGER IF EXISTS ${name} ON journal`,
    `CREATE TRIGGER ${name} ${when} EXECUTE FUNCTION ${does}()`,
  ]),
  ...Object.entries(TAKEN_AWAY).map(
    ([table, rights]) => `REVOKE ${rights.join()} ON ${table} FROM PUBLIC, CURRENT_USER`,
  ),
];

/** What of it is not in place, or says something else: whoever owns the tables can take it away. */
export function* missingGuards(): Query<readonly string[]> {
  const there = new Map<string, unknown>();
  const found = yield* all(`
    SELECT tgname, proname || ' ' || prosrc AS does FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = 'journal'::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')
  `);
  for (const { tgname, does } of found) there.set(String(tgname), does);
  const missing = Object.entries(TRIGGERS)
    .filter(([name, { does, body }]) => there.get(name) !== `${does}  ${body} `)
    .map(([name]) => name);
  for (const [table, rights] of Object.entries(TAKEN_AWAY)) {
    for (const right of rights) {
      const row = yield* one(
        'SELECT pg_catalog.has_table_privilege(relowner, oid, ?2) AS may FROM pg_class WHERE oid = ?1::regclass',
        table,
        right,
      );
      if (row?.['may'] !== false) missing.push(`REVOKE ${right} ON ${table}`);
    }
  }
  return missing;
}
