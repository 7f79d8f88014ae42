const known: string[] = [];

/** What the bot asks its store for as long as it runs: a store that cannot answer it is none. */
export function statement(sql: string): string {
  known.push(sql);
  return sql;
}

export const statements = (): readonly string[] => known;
