import { StoreError } from '../../app/ports.ts';
import type { JournalHead } from '../chain.ts';
import { one, run, type Query } from '../query.ts';

/** A store that is filled from another one says so in a row of its own until all is there; no bot uses half of one. */

/** The hash of the other store's last entry follows. */
const MARK = 'copying ';

/** The rows that are the store's own, and not the mark. */
export const WITHOUT_MARK = `key NOT LIKE '${MARK}%'`;

/** Where the journal of the store ended that this one is filled from; undefined: it is whole. */
export function* filledFrom(): Query<JournalHead | undefined> {
  const row = yield* one(`SELECT key, value FROM meta WHERE key LIKE '${MARK}%'`);
  return row && { seq: Number(row['value']), hash: String(row['key']).slice(MARK.length) };
}

export function* beginFilling({ seq, hash }: JournalHead): Query<void> {
  yield* run('INSERT INTO meta (key, value) VALUES (?1, ?2)', `${MARK}${hash}`, seq);
}

export function* endFilling(): Query<void> {
  yield* run(`DELETE FROM meta WHERE key LIKE '${MARK}%'`);
}

/** Throws StoreError where only half of it is there. @param at which store it is */
export function* demandFinished(at: string): Query<void> {
  if ((yield* filledFrom()) === undefined) return;
  throw new StoreError(
    'cannotOpen',
    `Only a part of another store was copied to ${at} so far. Give the same npm run store -- copy once more: it goes on from there.`,
  );
}
