import { openDatabase } from '../../src/store/sqlite/database.ts';
import { answeringOf, preparing } from '../../src/store/sqlite/answering.ts';
import { sqlite } from '../../src/store/sqlite/dialect.ts';
import { changesTable } from '../../src/store/tables/changes.ts';
import { journalTable } from '../../src/store/tables/journal.ts';
import { after, anEntry, aPerson, NOW, nthChange, theProposal } from '../../test/builders.ts';

/** A partner has so many changes behind it, however many there are. */
const OF_A_PARTNER = 20;

/** Fills the store at `path` with so many changes that have ended, and what the journal says of them. */
export function fillStore(path: string, changes: number): void {
  const { sql, close } = openDatabase(path);
  const table = changesTable((error) => {
    throw error;
  });
  const journal = journalTable(sqlite);
  const answer = answeringOf(preparing(sql));
  sql.exec('BEGIN');
  for (let n = 1; n <= changes; n += 1) {
    const proposed = nthChange(n, Math.ceil(n / OF_A_PARTNER));
    const rejected = { kind: 'rejected', by: aPerson(), at: NOW, reason: null } as const;
    const ended = after(proposed, rejected);
    answer(table.add(proposed));
    answer(journal.appendOfChange(proposed, theProposal(proposed)));
    answer(table.advance(ended));
    answer(journal.appendOfChange(ended, anEntry(ended, rejected)));
  }
  sql.exec('COMMIT');
  close();
}
