/** What a change is a part of, and what is decided for many at once: which freeze or thaw was the last is asked before each opening. */
export const MANY = `
  ALTER TABLE changes ADD COLUMN part_of TEXT AS (body ->> '$.proposal.partOf') VIRTUAL;
  ALTER TABLE changes ADD COLUMN many TEXT AS (body ->> '$.proposal.plan.many.kind') VIRTUAL;
  CREATE INDEX parts ON changes (part_of) WHERE part_of IS NOT NULL;
  CREATE INDEX freezes ON changes (many) WHERE many IN ('freeze', 'thaw');
`;
