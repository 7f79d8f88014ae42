import type { Reading } from '../reading.ts';
import { answeringOf, preparing } from './answering.ts';
import { openToRead } from './database.ts';
import { sqlite } from './dialect.ts';
import { storeError } from './store-error.ts';

/** Opens the file at `path` to be read, whether or not a bot uses it. Throws StoreError. */
export function readingOf(path: string): Reading {
  const sql = openToRead(path);
  const answer = answeringOf(preparing(sql));
  return {
    dialect: sqlite,
    at: path,
    ask: (query) =>
      new Promise((resolve, reject) => {
        try {
          resolve(answer(query));
        } catch (error) {
          reject(storeError(error, path));
        }
      }),
    close: () => {
      sql.close();
      return Promise.resolve();
    },
  };
}
