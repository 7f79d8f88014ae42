import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { together, type Together } from '../../src/store/sqlite/together.ts';
import { transactionsOf } from '../../src/store/sqlite/transaction.ts';

let sql: DatabaseSync;
let begun: number;
let refusal: Error | undefined;
let notes: Together;

const insert = (word: string) => () => sql.prepare('INSERT INTO words VALUES (?)').run(word);
const words = () =>
  sql
    .prepare('SELECT word FROM words ORDER BY rowid')
    .all()
    .map(({ word }) => word);

beforeEach(() => {
  sql = new DatabaseSync(':memory:');
  sql.exec('CREATE TABLE words (word TEXT UNIQUE)');
  const { durable } = transactionsOf(sql);
  begun = 0;
  refusal = undefined;
  notes = together(
    sql,
    (work) => {
      begun += 1;
      return durable(work);
    },
    () => {
      if (refusal !== undefined) throw refusal;
    },
  );
});

describe('what comes in one turn of the event loop', () => {
  test('is one transaction, in the order in which it came; what comes in the next is another', async () => {
    const all = Promise.all(['one', 'two', 'three'].map((word) => notes.add(insert(word))));
    expect(words()).toEqual([]);
    expect(await all).toHaveLength(3);
    await notes.add(insert('four'));
    expect([begun, words()]).toEqual([2, ['one', 'two', 'three', 'four']]);
  });

  test('counts each for itself: what throws in the middle leaves nothing, and the others are kept', async () => {
    const half = () => {
      insert('half')();
      throw new Error('no more of it');
    };
    const settled = await Promise.allSettled([insert('one'), half, insert('one'), insert('two')].map(notes.add));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect([begun, words()]).toEqual([1, ['one', 'two']]);
  });

  test('is nobody’s where the transaction comes to nothing', async () => {
    const rolledBack = () => {
      sql.exec('ROLLBACK');
      throw new Error('the disk is full');
    };
    const settled = await Promise.allSettled([insert('one'), rolledBack, insert('two')].map(notes.add));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(words()).toEqual([]);
    await notes.add(insert('later'));
    expect(words()).toEqual(['later']);
  });

  test('is not begun where nothing may be written', async () => {
    refusal = new Error('gone');
    await expect(Promise.all([notes.add(insert('one')), notes.add(insert('two'))])).rejects.toThrow('gone');
    expect([begun, words()]).toEqual([0, []]);
  });

  test('is done at once for whoever closes the database', async () => {
    const one = notes.add(insert('one'));
    notes.now();
    expect(words()).toEqual(['one']);
    await one;
    notes.now();
    expect(begun).toBe(1);
  });
});
