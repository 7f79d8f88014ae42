import { chmodSync, closeSync, fchmodSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** What others may do with a file or folder; a umask takes away only from what is made, and from that too little or too much. */
const OTHERS = 0o077;
const FILE = 0o600;
const FOLDER = 0o700;

/** Of the bot's lock, and of SQLite in WAL mode. */
export const BESIDE = ['.lock', '-wal', '-shm'] as const;

/** Makes a folder, with those above it, for this account alone; one that is there is left as it is. */
export function makePrivateFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makePrivateFolder(dirname(folder));
  // Not `recursive`: where nothing can be made, as in /proc, Node would try for ever.
  mkdirSync(folder, FOLDER);
  chmodSync(folder, FOLDER);
}

/** Makes a file for this account alone, to be written to; throws where there is one already. */
export function createPrivateFile(path: string): number {
  const made = openSync(path, 'wx', FILE);
  fchmodSync(made, FILE);
  return made;
}

/** Makes an empty file for this account alone, or leaves the one that is there as it is. Throws what node:fs throws. */
export function makePrivateFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) closeSync(createPrivateFile(path));
}

/** A file or folder of the store that others than this account may read or write, by its mode's last three digits. */
export type Exposed = { readonly path: string; readonly mode: string };

/**
 * Takes away what others may do with the files of a store, and with its folder where nothing else is in it.
 * @returns what could not be put right, or is not for the bot to put right
 */
export function keepPrivate(file: string): readonly Exposed[] {
  // Windows has no such modes.
  if (process.platform === 'win32') return [];
  const folder = dirname(file);
  const files = [file, ...BESIDE.map((ending) => file + ending)];
  const isOurs = readdirSync(folder).every((name) => name.startsWith(basename(file)));
  return [...files.flatMap((name) => tightened(name, true)), ...tightened(folder, isOurs)];
}

/** What a store's files and folder still let others do. */
export function exposedIn(file: string): readonly Exposed[] {
  if (process.platform === 'win32') return [];
  return [...[file, ...BESIDE.map((ending) => file + ending)], dirname(file)].flatMap((name) => exposed(name));
}

function tightened(path: string, may: boolean): readonly Exposed[] {
  const [found] = exposed(path);
  if (found === undefined || !may) return found === undefined ? [] : [found];
  try {
    chmodSync(path, statSync(path).mode & ~OTHERS & 0o7777);
    return [];
  } catch {
    return [found];
  }
}

function exposed(path: string): readonly Exposed[] {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & OTHERS) === 0 ? [] : [{ path, mode: (mode & 0o777).toString(8).padStart(3, '0') }];
}
