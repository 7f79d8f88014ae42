import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NO_ENTRY, type JournalHead } from '../store/chain.ts';
import { createPrivateFile, makePrivateFolder } from '../store/private-files.ts';
import type { JournalReader, Span } from '../store/checks/journal-reader.ts';
import type { Period } from './options.ts';
import { exportReadme } from './readme.ts';

/** Why nothing can be written to a folder, in words; undefined: it can. Makes the folder where there is none. */
export function folderProblem(folder: string): string | undefined {
  try {
    // What is in it names people: only whoever exports may read it, until they decide otherwise.
    makePrivateFolder(folder);
    return readdirSync(folder).length === 0 ? undefined : `--out must be a new or an empty folder; ${folder} is not.`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `--out must be a folder that can be written; ${folder} cannot (${why}).`;
  }
}

/**
 * Writes the entries of a period to an empty folder, with a page that explains them and the hashes of both files.
 * @param head of the journal, which was found to be whole
 * @returns how many entries
 */
export async function exportJournal(
  journal: Pick<JournalReader, 'span' | 'entries'>,
  head: JournalHead,
  period: Period,
  folder: string,
  now: number,
): Promise<number> {
  return exportSpan(journal, head, period, await journal.span(period.from, period.until), folder, now);
}

/** Writes some entries to an empty folder. @param span undefined: there are none */
export async function exportSpan(
  journal: Pick<JournalReader, 'entries'>,
  head: JournalHead,
  period: Pick<Period, 'firstDay' | 'lastDay'>,
  span: Span | undefined,
  folder: string,
  now: number,
): Promise<number> {
  const hash = createHash('sha256');
  const file = createPrivateFile(join(folder, 'journal.jsonl'));
  let entries = 0;
  try {
    const put = ({ line }: { readonly line: string }): void => {
      // A disk that is nearly full may take a part only; unlike writeSync, this goes on until all is written, or fails.
      writeFileSync(file, `${line}\n`);
      hash.update(`${line}\n`);
      entries += 1;
    };
    if (span !== undefined) await journal.entries(span, put);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const page = exportReadme({ period, exportedAt: now, head, span: span ?? null, noEntry: NO_ENTRY });
  write(join(folder, 'README.txt'), page);
  const sums = [
    [hash.digest('hex'), 'journal.jsonl'],
    [createHash('sha256').update(page).digest('hex'), 'README.txt'],
  ];
  write(join(folder, 'SHA256SUMS'), sums.map((pair) => `${pair.join('  ')}\n`).join(''));
  // What is taken out of the journal after this must be on the disk, under its name.
  reach(folder);
  reach(dirname(folder));
  return entries;
}

function write(path: string, text: string): void {
  const file = createPrivateFile(path);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Windows has no folders that can be opened, and needs none. */
function reach(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
