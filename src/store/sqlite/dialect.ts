import type { Dialect } from '../dialect.ts';

const member = (column: string, ...path: readonly string[]): string => `${column} ->> '$.${path.join('.')}'`;

export const sqlite: Dialect = {
  text: member,
  number: member,
  json: (column, ...path) => `${column} -> '$.${path.join('.')}'`,
  holds: (column, list, parameter) =>
    `EXISTS (SELECT 1 FROM json_each(${column}, '$.${list}') AS listed WHERE listed.value = ${parameter})`,
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
