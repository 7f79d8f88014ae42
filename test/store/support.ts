import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';
import * as z from 'zod/v4';
import { openJournal, type JournalReader } from '../../src/store/checks/journal-reader.ts';
import type { ChainRow } from '../../src/store/checks/verify-chain.ts';
import { changeId } from '../../src/store/schema/parts.ts';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../../src/store/sqlite-store.ts';
import { StoreError, type StoreProblem } from '../../src/app/ports.ts';
import type { DurableMemory, Told } from '../contracts/store-memory.ts';

/** A folder of this test's own, removed when the test is over. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-store-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A store that is closed when the test is over. */
export function opened(path: string, options?: SqliteStoreOptions): SqliteStore {
  const store = openSqliteStore(path, options);
  onTestFinished(() => {
    store.close();
  });
  return store;
}

/** The journal in a file as it is now, to be read; closed when the test is over. */
export function journalOf(path: string): JournalReader {
  const opening = openJournal(path);
  // Whoever asks it something is told.
  opening.catch(() => undefined);
  const close = async (): Promise<void> => (await opening).close();
  onTestFinished(() => close().catch(() => undefined));
  return {
    verify: async (noted) => (await opening).verify(noted),
    find: async (hash) => (await opening).find(hash),
    span: async (from, until) => (await opening).span(from, until),
    prove: async (change) => (await opening).prove(change),
    between: async (first, last) => (await opening).between(first, last),
    entries: async (span, visit) => (await opening).entries(span, visit),
    close,
  };
}

/** The entries from one to another. */
export async function entriesOf(
  journal: Pick<JournalReader, 'entries'>,
  span: Parameters<JournalReader['entries']>[0],
): Promise<readonly ChainRow[]> {
  const entries: ChainRow[] = [];
  await journal.entries(span, (entry) => entries.push(entry));
  return entries;
}

/** The StoreError that `attempt` ends in, thrown or rejected. */
export async function errorOf(attempt: () => unknown): Promise<StoreError> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

export async function expectProblem(problem: StoreProblem, attempt: () => unknown): Promise<void> {
  const error = await errorOf(attempt);
  expect([error.problem, error.message]).toEqual([problem, expect.stringMatching(/^[A-Z].+\.( \(.+\))?$/s)]);
}

/** Another process that runs one of the fixtures. */
export type Other = {
  readonly process: ChildProcess;
  /** What it says, line by line, until it ends. */
  readonly lines: AsyncIterableIterator<string>;
  /** Kills it with SIGKILL: it gets no chance to tidy up. */
  readonly kill: () => Promise<void>;
};

export function start(
  fixture: 'holder' | 'lone' | 'looker' | 'writer',
  words: readonly string[],
  shell?: string,
): Other {
  const command = [process.execPath, '--expose-gc', join(import.meta.dirname, 'fixtures', `${fixture}.ts`), ...words];
  const [program = '', ...rest] = shell === undefined ? command : ['sh', '-c', shell, ...command];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  onTestFinished(kill);
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), kill };
}

export async function nextLine(other: Other): Promise<string | undefined> {
  const line: IteratorResult<string, unknown> = await other.lines.next();
  return line.done === true ? undefined : line.value;
}

const told: z.ZodType<Told> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), id: changeId, revision: z.number() }),
  z.object({ kind: z.literal('finished'), delivery: z.object({ conversationId: z.string(), activityId: z.string() }) }),
]);
export const toldBy = (line: string): Told => told.parse(JSON.parse(line));

/** What a process that writes to a store says of it, until it is killed, which is when it has said so much. */
export async function toldUntilKilled(store: string, atLeast: number): Promise<readonly Told[]> {
  const writer = start('writer', [store]);
  const lines: string[] = [];
  let killed: Promise<void> | undefined;
  for await (const line of writer.lines) {
    lines.push(line);
    if (lines.length >= atLeast) killed ??= writer.kill();
  }
  await killed;
  return lines.map(toldBy);
}

/** A store file in a folder of its own. */
export function sqliteMemory(): DurableMemory {
  const path = join(aFolder(), 'data', 'store.db');
  let running: SqliteStore | undefined;
  return {
    start: (runId) => {
      running?.close();
      running = openSqliteStore(path, { runId });
      return running;
    },
    remove: () => {
      running?.close();
    },
    killedWriter: (atLeast) => toldUntilKilled(path, atLeast),
    broken: (work) => work(),
    audit: async () => {
      const { entries, faults } = await journalOf(path).verify(null);
      return { entries, faults };
    },
  };
}
