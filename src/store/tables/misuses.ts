import { isStopping, nextMisuse, type Misuse, type MisuseEvent } from '../../domain/drift/misuse.ts';
import { replayedMisuse } from '../../domain/drift/replay.ts';
import type { MisuseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import { one, run, type Query, type Row } from '../query.ts';
import { misuse as misuseSchema } from '../schema/misuse.ts';
import type { JournalTable } from './journal.ts';
import { statement } from './statement.ts';

const BY_ID = statement('SELECT id, body FROM misuses WHERE id = ?1');
const OPEN_ONE = statement("SELECT id, body FROM misuses WHERE state = 'open'");
const ADD = statement('INSERT INTO misuses (id, body) VALUES (?1, ?2)');
const SWAP = statement('UPDATE misuses SET body = ?1 WHERE id = ?2 AND revision = ?3');
const TOLD = statement('SELECT 1 FROM told_records WHERE audit_id = ?1');
const TELL = statement('INSERT INTO told_records (audit_id, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING');
const READ_UNTIL = statement('SELECT until FROM audit_reads WHERE activity = ?1');
const READ = statement(`
  INSERT INTO audit_reads (activity, until) VALUES (?1, ?2)
  ON CONFLICT (activity) DO UPDATE SET until = excluded.until WHERE audit_reads.until < excluded.until
`);
const BEGAN = statement("INSERT INTO meta (key, value) VALUES ('audit_began', ?1) ON CONFLICT DO NOTHING");
const BEGAN_AT = statement("SELECT value FROM meta WHERE key = 'audit_began'");
const FIRST_LINE = statement('SELECT at FROM journal ORDER BY seq LIMIT 1');

/** Rows of `misuses`, and what the journal says of them. */
export function misusesTable(journal: JournalTable) {
  return {
    *get(id: MisuseId): Query<Misuse | undefined> {
      return optional(yield* one(BY_ID, id));
    },
    /** Because of which the bot opens nothing. Whoever can write the file must not end an alarm by its row: the journal has it. */
    *open(): Query<Misuse | undefined> {
      const told = optional(yield* one(OPEN_ONE));
      if (told !== undefined) return told;
      const all = [...(yield* journal.misuses()).values()].map(replayedMisuse);
      return all.find((misuse) => misuse !== undefined && isStopping(misuse));
    },

    *add(misuse: Misuse): Query<void> {
      yield* run(ADD, misuse.id, write(misuse));
      yield* journal.note({ of: 'misuses', id: misuse.id, event: { kind: 'found', misuse, at: misuse.foundAt } });
    },

    /** As it is now stored; undefined: the event does not fit, or the stored revision is another one. */
    *move(misuse: Misuse, event: Exclude<MisuseEvent, { kind: 'found' }>): Query<Misuse | undefined> {
      const moved = nextMisuse(misuse, event);
      if (moved === undefined || (yield* run(SWAP, write(moved), misuse.id, misuse.revision)) !== 1) return undefined;
      yield* journal.note({ of: 'misuses', id: misuse.id, event });
      return moved;
    },

    *isTold(auditId: string): Query<boolean> {
      return (yield* one(TOLD, auditId)) !== undefined;
    },
    *tell(auditId: string, at: Instant): Query<void> {
      yield* run(TELL, auditId, at);
    },

    *readUntil(activity: string): Query<Instant | undefined> {
      const row = yield* one(READ_UNTIL, activity);
      return row === undefined ? undefined : Number(row['until']);
    },
    *noteRead(activity: string, until: Instant): Query<void> {
      yield* run(READ, activity, until);
    },

    /** Since when the store remembers what the bot does: the first time that is asked sets it. */
    *beganAt(now: Instant): Query<Instant> {
      const first = yield* one(FIRST_LINE);
      yield* run(BEGAN, Math.min(now, first === undefined ? now : Number(first['at'])));
      return Number((yield* one(BEGAN_AT))?.['value'] ?? now);
    },
  };
}

const optional = (row: Row | undefined): Misuse | undefined =>
  row === undefined ? undefined : decode<Misuse>(misuseSchema, row['body'], `Misuse ${String(row['id'])}`);
const write = (misuse: Misuse): string => encode<Misuse>(misuseSchema, misuse, `Misuse ${misuse.id}`);
