const member = (path: string): string => `text GENERATED ALWAYS AS (json_of(body) #>> '{${path}}') STORED`;

/** The twin of that of SQLite: what a change is a part of, and what is decided for many at once. */
export const MANY: readonly string[] = [
  `ALTER TABLE changes ADD COLUMN part_of ${member('proposal,partOf')}`,
  `ALTER TABLE changes ADD COLUMN many ${member('proposal,plan,many,kind')}`,
  `CREATE INDEX parts ON changes (part_of) WHERE part_of IS NOT NULL`,
  `CREATE INDEX freezes ON changes (many) WHERE many IN ('freeze', 'thaw')`,
];
