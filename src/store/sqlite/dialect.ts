import type { Dialect } from '../dialect.ts';

const member = (column: string, ...path: readonly string[]): string => `${column} ->> '$.${path.join('.')}'`;

export const sqlite: Dialect = {
  text: member,
  number: member,
  holds: (column, list, parameter) =>
    `EXISTS (SELECT 1 FROM json_each(${column}, '$.${list}') AS listed WHERE listed.value = ${parameter})`,
  otherBaselines: `
      WITH told AS (
        SELECT line ->> '$.id' AS id, line -> '$.event.state' AS body, line ->> '$.event.revision' AS revision, max(seq)
        FROM journal WHERE about = 'baselines' GROUP BY line ->> '$.id'
      )
      SELECT coalesce(told.id, tenant_id) AS tenant_id, told.body AS told, told.revision, baselines.body AS body,
        baselines.revision AS had
      FROM told FULL JOIN baselines ON told.id = tenant_id
      WHERE told.body IS NOT baselines.body OR told.revision IS NOT baselines.revision
    `,
  written: () => 'PRAGMA data_version',
  // Its lock lets one process in.
  lives: () => 'false',
  hold: null,
  // SQLite knows no accounts.
  toShorten: { take: [], giveUp: [] },
  // It goes on from the highest by itself.
  goOn: () => [],
  // Whoever takes its triggers away can put them back; what was done meanwhile is found in the chain.
  *missingGuards() {
    yield* [];
    return [];
  },
};
