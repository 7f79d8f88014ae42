import { StoreError, type StoreProblem } from '../../app/ports.ts';

const RESTORE = 'Stop the bot, keep this file for inspection and put a backup in its place.';

/** SQLite's primary result codes (https://sqlite.org/rescode.html) and what they mean for whoever runs the bot. */
const BY_CODE: Readonly<Record<number, readonly [StoreProblem, (path: string) => string]>> = {
  1: ['damaged', (path) => `The store ${path} is not laid out as it should be. ${RESTORE}`],
  5: ['inUse', (path) => `The store ${path} is locked by another program. Close that program and try again.`],
  8: ['notWritable', (path) => `The store ${path} is read-only. Let the bot's account write the file and its folder.`],
  10: ['notWritable', (path) => `Reading or writing the store ${path} failed. Check its disk: space, quota, health.`],
  11: ['damaged', (path) => `The store ${path} is damaged. ${RESTORE}`],
  13: ['notWritable', (path) => `The disk of the store ${path} is full. Free some space.`],
  14: [
    'cannotOpen',
    (path) => `The store ${path} cannot be opened. Check that it is a file the bot's account may write.`,
  ],
  19: ['contradiction', (path) => `The store ${path} refused what was to be stored; nothing was stored.`],
  26: [
    'notADatabase',
    (path) => `The file ${path} is not a database. Name another file for the store, or move it away.`,
  ],
};

/** Whether SQLite found that the file itself is not as it was written: SQLITE_CORRUPT, SQLITE_NOTADB. */
export function isCorruption(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false;
  return [11, 26].includes(error.errcode & 0xff);
}

/** The same failure as a StoreError where SQLite reported it; what is no failure of the store stays what it is. */
export function storeError(error: unknown, path: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error instanceof StoreError) return error;
  if ('errcode' in error && typeof error.errcode === 'number') {
    // The low byte is the primary code; what is above it only tells details apart.
    const [problem, sentence] = BY_CODE[error.errcode & 0xff] ?? [
      'damaged',
      () => `The store ${path} cannot be used. Check the file, or put a backup in its place.`,
    ];
    return new StoreError(problem, `${sentence(path)} (SQLite: ${error.message})`, { cause: error });
  }
  // node:sqlite says this of a closed database and of statements that were closed with it.
  if ('code' in error && error.code === 'ERR_INVALID_STATE') {
    return new StoreError('closed', `The store ${path} was closed.`, { cause: error });
  }
  // node:sqlite says this of an integer beyond what JavaScript can count; the bot writes none.
  if ('code' in error && error.code === 'ERR_OUT_OF_RANGE') {
    return new StoreError('damaged', `The store ${path} is damaged (${error.message}). ${RESTORE}`, { cause: error });
  }
  return error;
}
