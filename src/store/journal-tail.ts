import type { DatabaseSync } from 'node:sqlite';
import type { JournalLine } from '../app/ports.ts';
import { decode } from './body.ts';
import { change } from './schema/change.ts';
import { drift, driftJournalEvent } from './schema/drift.ts';
import { journalEvent, requestIds } from './schema/journal.ts';

/**
 * The journals' lines that a program outside was not told of. Methods are synchronous and throw as node:sqlite does.
 * How far each journal was told is kept in `meta`; where nothing is, telling begins with what comes next.
 */
export function journalTail(sql: DatabaseSync) {
  const begin = sql.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING');
  const move = sql.prepare('UPDATE meta SET value = ? WHERE key = ?');
  const last = {
    changes: sql.prepare('SELECT coalesce(max(seq), 0) AS seq FROM journal'),
    drifts: sql.prepare('SELECT coalesce(max(seq), 0) AS seq FROM drift_journal'),
  };
  const nextOfChanges = sql.prepare(`
    SELECT j.seq, j.body, j.request_ids, c.body AS subject FROM journal AS j JOIN changes AS c ON c.id = j.change_id
    WHERE j.seq > (SELECT value FROM meta WHERE key = 'told_changes') ORDER BY j.seq LIMIT 1
  `);
  const nextOfDrifts = sql.prepare(`
    SELECT j.seq, j.body, d.body AS subject FROM drift_journal AS j JOIN drifts AS d ON d.id = j.drift_id
    WHERE j.seq > (SELECT value FROM meta WHERE key = 'told_drifts') ORDER BY j.seq LIMIT 1
  `);

  return {
    begin: (): void => {
      for (const journal of ['changes', 'drifts'] as const)
        begin.run(`told_${journal}`, Number(last[journal].get()?.['seq']));
    },

    next: (): JournalLine | undefined => {
      const ofChange = nextOfChanges.get();
      if (ofChange !== undefined) {
        const what = `Line ${String(ofChange['seq'])} of the journal`;
        const subject = decode(change, ofChange['subject'], what);
        return {
          of: 'changes',
          seq: Number(ofChange['seq']),
          change: subject,
          entry: {
            changeId: subject.proposal.id,
            event: decode(journalEvent, ofChange['body'], what),
            requestIds: decode(requestIds, ofChange['request_ids'], what),
          },
        };
      }
      const ofDrift = nextOfDrifts.get();
      if (ofDrift === undefined) return undefined;
      const what = `Line ${String(ofDrift['seq'])} of the drifts' journal`;
      return {
        of: 'drifts',
        seq: Number(ofDrift['seq']),
        drift: decode(drift, ofDrift['subject'], what),
        event: decode(driftJournalEvent, ofDrift['body'], what),
      };
    },

    recordTold: ({ of, seq }: Pick<JournalLine, 'of' | 'seq'>): void => {
      move.run(seq, `told_${of}`);
    },
  };
}
