import type { StoreAddress } from '../store/address.ts';
import type { JournalHead } from '../store/chain.ts';
import { openJournal, type JournalReader } from '../store/checks/journal-reader.ts';
import { StoreError } from '../app/ports.ts';
import { archive } from './archive.ts';
import { exportJournal, folderProblem } from './export.ts';
import type { Outcome } from './outcome.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { checkProof, writeProof } from './prove.ts';
import { headsIn, witnessed } from './witness.ts';
import { verdict } from './words.ts';

/** For how long entries stay, or why that is not known. */
type KeepDays = { readonly ok: true; readonly days: number } | { readonly ok: false; readonly problem: string };

/**
 * Carries out one command line of `npm run journal`.
 * @param where the store, or why there is none
 * @param now milliseconds since 1970
 * @param isTelling whether a webhook is set
 */
export async function runJournal(
  args: readonly string[],
  where: { readonly ok: true; readonly store: StoreAddress } | { readonly ok: false; readonly problem: string },
  now: number,
  keepDays: KeepDays = { ok: true, days: 400 },
  isTelling = false,
): Promise<Outcome> {
  const options = readOptions(args);
  if (options.kind === 'refused') return { code: 2, lines: [...options.problems, '', USAGE] };
  // A stranger has no store.
  if (options.kind === 'check') return checkProof(options.file, options.witness);
  if (!where.ok) return { code: 2, lines: [where.problem] };
  try {
    if (options.kind === 'archive') {
      return keepDays.ok
        ? await archive(where.store, keepDays.days, isTelling, options.out, now)
        : { code: 2, lines: [keepDays.problem] };
    }
    return await carryOut(options, where.store, now);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { code: 1, lines: [error.message] };
  }
}

async function carryOut(
  options: Exclude<Options, { kind: 'refused' | 'check' | 'archive' }>,
  store: StoreAddress,
  now: number,
): Promise<Outcome> {
  const journal = await openJournal(store);
  try {
    if (options.kind === 'verify') return await verified(journal, options);
    const verification = await journal.verify(null);
    const isWhole = verification.faults.length === 0;
    if (!isWhole)
      return {
        code: 1,
        lines: [
          ...verdict(verification, null),
          options.kind === 'export' ? 'Nothing was exported.' : 'Nothing can be proven.',
        ],
      };
    if (options.kind === 'prove') return await writeProof(journal, options.change, options.out);
    return await exported(journal, verification.head, options, now);
  } finally {
    await journal.close();
  }
}

async function verified(
  journal: JournalReader,
  { head, witness }: Extract<Options, { kind: 'verify' }>,
): Promise<Outcome> {
  const heads = witness === null ? [] : headsIn(witness);
  if (typeof heads === 'string') return { code: 2, lines: [heads] };
  const verification = await journal.verify(head);
  const lines = verdict(verification, head);
  if (verification.faults.length > 0) return { code: 1, lines };
  const told = await witnessed(journal, heads, verification.first?.seq ?? 1);
  return { code: told.isWhole ? 0 : 1, lines: [...told.lines, ...lines] };
}

async function exported(
  journal: JournalReader,
  head: JournalHead,
  { period, out }: Extract<Options, { kind: 'export' }>,
  now: number,
): Promise<Outcome> {
  const problem = folderProblem(out);
  if (problem !== undefined) return { code: 2, lines: [problem] };
  try {
    const entries = await exportJournal(journal, head, period, out, now);
    const what = `${entries} ${entries === 1 ? 'entry' : 'entries'} of ${period.firstDay} to ${period.lastDay}`;
    return { code: 0, lines: [`Exported to ${out}: ${what}. README.txt there says how anybody can check it.`] };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof StoreError) throw error;
    return { code: 1, lines: [`The export could not be written (${error.message}). What is in ${out} is not whole.`] };
  }
}
