// Copies of the embedded store, by SQLite itself and with nothing but Node:
//
//   node deploy/backup/sqlite.ts save STORE COPY      also while the bot runs
//   node deploy/backup/sqlite.ts restore COPY STORE   only while it does not
//
// Both are paths of files. Run it under the bot's own account. Exit code 0: done; 1: not, and nothing was replaced.
// `STORE=sqlite:COPY npm run journal -- verify` proves a copy.
import { chmodSync, copyFileSync, existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { backup, DatabaseSync } from 'node:sqlite';

process.umask(0o077);

/** What belongs to a store's file; an old one beside another file damages it. */
const PARTS = ['', '-wal', '-shm'];

function headOf(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const said = Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})[0];
    if (said !== 'ok') throw new Error(`${file} is damaged: ${String(said)}`);
    const { seq, hash } = database.prepare('SELECT seq, hash FROM journal_head').get() ?? {};
    return `head ${String(seq)} ${String(hash)}`;
  } finally {
    database.close();
  }
}

async function save(store: string, copy: string): Promise<string> {
  if (existsSync(copy)) throw new Error(`${copy} is there already: name another file.`);
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  const from = new DatabaseSync(store, { readOnly: true });
  try {
    await backup(from, unfinished);
  } finally {
    from.close();
  }
  // One file, whole by itself, that nobody has to open for writing.
  const made = new DatabaseSync(unfinished);
  made.exec('PRAGMA journal_mode = DELETE');
  made.close();
  chmodSync(unfinished, 0o600);
  const head = headOf(unfinished);
  renameSync(unfinished, copy);
  return `${copy} is saved: ${head}`;
}

/** Where a store really is, by whatever link it is named: the bot's lock and the store's parts lie beside that. */
const placeOf = (file: string): string =>
  existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));

/** The bot holds a lock beside its store for as long as it runs. */
function refuseWhileUsed(store: string): void {
  if (!existsSync(`${store}.lock`)) return;
  const lock = new DatabaseSync(`${store}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } catch {
    throw new Error(`A bot runs on ${store}: stop it first.`);
  } finally {
    lock.close();
  }
}

function restore(copy: string, name: string): string {
  const head = headOf(copy);
  const store = placeOf(name);
  refuseWhileUsed(store);
  const incoming = `${store}.incoming`;
  copyFileSync(copy, incoming);
  chmodSync(incoming, 0o600);
  const aside = `${store}.before-${new Date().toISOString().replaceAll(/[:.]/g, '')}`;
  for (const part of PARTS) if (existsSync(store + part)) renameSync(store + part, aside + part);
  renameSync(incoming, store);
  return `${store} is restored: ${head}. What was there is ${aside}.`;
}

const [verb, from, to, ...more] = process.argv.slice(2);
try {
  if (from === undefined || to === undefined || more.length > 0 || !['save', 'restore'].includes(verb ?? '')) {
    throw new Error('Use: node deploy/backup/sqlite.ts save STORE COPY, or restore COPY STORE');
  }
  if (!existsSync(from)) throw new Error(`${from} is not there.`);
  process.stdout.write(`${verb === 'save' ? await save(from, to) : restore(from, to)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
