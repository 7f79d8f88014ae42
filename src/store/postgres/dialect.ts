import type { Dialect } from '../dialect.ts';
import { missingGuards } from './guards.ts';
import { held, LEASE } from './lease.ts';

const text: Dialect['text'] = (column, ...path) => `(json_of(${column}) #>> '{${path.join()}}')`;

export const postgres: Dialect = {
  text,
  number: (column, ...path) => `${text(column, ...path)}::bigint`,
  json: (column, ...path) => `(json_of(${column}) #> '{${path.join()}}')::text`,
  holds: (column, list, parameter) =>
    `EXISTS (
      SELECT 1 FROM json_array_elements_text(json_of(${column}) -> '${list}') AS listed (value) WHERE listed.value = ${parameter}
    )`,
  // As the server counts them, a moment later; the bot's own are among them, and are few. Whoever writes can have them not
  // counted (track_counts): once a minute is looked all the same.
  written: (table) =>
    `SELECT n_tup_ins, n_tup_upd, n_tup_del, extract(epoch FROM date_trunc('minute', clock_timestamp()))::bigint
     FROM pg_stat_user_tables WHERE relid = '${table}'::regclass`,
  lives: (run) => `EXISTS (SELECT 1 FROM holds WHERE what = 'process ' || ${run} AND ${held('until')})`,
  hold: `
    INSERT INTO holds (what, run_id, token, until) VALUES (?1, ?2, '', clock_timestamp() + ${LEASE})
    ON CONFLICT (what) DO UPDATE SET run_id = excluded.run_id, token = excluded.token, until = excluded.until
  `,
  toShorten: {
    // What is deleted beside the journal is looked for in it, with a lock that needs UPDATE.
    take: ['GRANT UPDATE, DELETE ON journal TO CURRENT_USER'],
    giveUp: ['REVOKE UPDATE, DELETE ON journal FROM CURRENT_USER'],
  },
  goOn: (table, column) => [
    `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), coalesce(max(${column}), 0) + 1, false) FROM ${table}`,
  ],
  missingGuards,
};
