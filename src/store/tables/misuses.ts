import type { DatabaseSync } from 'node:sqlite';
import { isStopping, nextMisuse, type Misuse, type MisuseEvent } from '../../domain/drift/misuse.ts';
import { replayedMisuse } from '../../domain/drift/replay.ts';
import type { MisuseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import { misuse as misuseSchema } from '../schema/misuse.ts';
import type { JournalTable } from './journal.ts';

/** Rows of `misuses`, and what the journal says of them. Methods are synchronous and throw as node:sqlite does. */
export function misusesTable(sql: DatabaseSync, journal: JournalTable) {
  const byId = sql.prepare('SELECT id, body FROM misuses WHERE id = ?');
  const openOne = sql.prepare("SELECT id, body FROM misuses WHERE state = 'open'");
  const add = sql.prepare('INSERT INTO misuses (id, body) VALUES (?, ?)');
  const swap = sql.prepare('UPDATE misuses SET body = ? WHERE id = ? AND revision = ?');
  const told = sql.prepare('SELECT 1 FROM told_records WHERE audit_id = ?');
  const tell = sql.prepare('INSERT INTO told_records (audit_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const readUntil = sql.prepare('SELECT until FROM audit_reads WHERE activity = ?');
  const read = sql.prepare(
    'INSERT INTO audit_reads (activity, until) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET until = max(until, ?2)',
  );
  const began = sql.prepare("INSERT INTO meta (key, value) VALUES ('audit_began', ?) ON CONFLICT DO NOTHING");
  const beganAt = sql.prepare("SELECT value FROM meta WHERE key = 'audit_began'");
  const firstLine = sql.prepare('SELECT at FROM journal ORDER BY seq LIMIT 1');

  return {
    get: (id: MisuseId): Misuse | undefined => optional(byId.get(id)),
    /** Because of which the bot opens nothing. Whoever can write the file must not end an alarm by its row: the journal has it. */
    open: (): Misuse | undefined =>
      optional(openOne.get()) ??
      [...journal.misuses().values()].map(replayedMisuse).find((one) => one !== undefined && isStopping(one)),

    add: (misuse: Misuse): void => {
      add.run(misuse.id, write(misuse));
      journal.note({ of: 'misuses', id: misuse.id, event: { kind: 'found', misuse, at: misuse.foundAt } });
    },

    /** As it is now stored; undefined: the event does not fit, or the stored revision is another one. */
    move: (misuse: Misuse, event: Exclude<MisuseEvent, { kind: 'found' }>): Misuse | undefined => {
      const moved = nextMisuse(misuse, event);
      if (moved === undefined || swap.run(write(moved), misuse.id, misuse.revision).changes !== 1) return undefined;
      journal.note({ of: 'misuses', id: misuse.id, event });
      return moved;
    },

    isTold: (auditId: string): boolean => told.get(auditId) !== undefined,
    tell: (auditId: string, at: Instant): void => {
      tell.run(auditId, at);
    },

    readUntil: (activity: string): Instant | undefined => {
      const row = readUntil.get(activity);
      return row === undefined ? undefined : Number(row['until']);
    },
    noteRead: (activity: string, until: Instant): void => {
      read.run(activity, until);
    },

    /** Since when the store remembers what the bot does: the first time that is asked sets it. */
    beganAt: (now: Instant): Instant => {
      const first = firstLine.get();
      began.run(Math.min(now, first === undefined ? now : Number(first['at'])));
      return Number(beganAt.get()?.['value'] ?? now);
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

const optional = (row: Row | undefined): Misuse | undefined =>
  row === undefined ? undefined : decode<Misuse>(misuseSchema, row['body'], `Misuse ${String(row['id'])}`);
const write = (misuse: Misuse): string => encode<Misuse>(misuseSchema, misuse, `Misuse ${misuse.id}`);
