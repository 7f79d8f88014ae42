import { StoreError } from '../app/ports.ts';
import type { StoreAddress } from '../store/address.ts';
import { openToArchive, type Movable } from '../store/archive.ts';
import { openJournal } from '../store/checks/journal-reader.ts';
import { exportProblem } from './check-export.ts';
import { exportSpan, folderProblem } from './export.ts';
import type { Outcome } from './outcome.ts';
import { verdict } from './words.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Moves what is older out of the journal, to a folder that can be checked as an export can. The bot must not run meanwhile.
 * @param isTelling whether a program outside is told of the journal: what it has yet to hear stays
 * @param now milliseconds since 1970
 */
export async function archive(
  at: StoreAddress,
  keepDays: number,
  isTelling: boolean,
  out: string,
  now: number,
): Promise<Outcome> {
  const store = await openToArchive(at);
  try {
    const journal = await openJournal(at);
    let movable: Movable;
    try {
      const verification = await journal.verify(null);
      if (verification.faults.length > 0) {
        return { code: 1, lines: [...verdict(verification, null), 'Nothing was moved out.'] };
      }
      movable = await store.movable(now - keepDays * DAY_MS, isTelling);
      const { first, through } = movable;
      if (through < first) return { code: 0, lines: [`Nothing was moved out: ${whyNot(movable, keepDays)}`] };
      const problem = folderProblem(out);
      if (problem !== undefined) return { code: 2, lines: [problem] };
      const span = await journal.between(first, through);
      const period = { firstDay: dayOf(verification.first?.at), lastDay: dayOf((await journal.find(span.end))?.at) };
      try {
        await exportSpan(journal, verification.head, period, span, out, now);
        const wrong = await exportProblem(out, span);
        if (wrong !== undefined) {
          const why = `What was written to ${out} does not read as the journal does: ${wrong}. Look at that disk.`;
          return { code: 1, lines: [why, 'Nothing was moved out.'] };
        }
      } catch (error) {
        if (!(error instanceof Error) || error instanceof StoreError) throw error;
        const why = `The archive could not be written (${error.message}). What is in ${out} is not whole.`;
        return { code: 1, lines: [why, 'Nothing was moved out.'] };
      }
    } finally {
      await journal.close();
    }
    const { first, through } = movable;
    await store.moveOut(through, now);
    const left = movable.heldBy === null ? [] : [`What comes next stays: ${whyNot(movable, keepDays)}`];
    return {
      code: 0,
      lines: [
        `Moved out to ${out}: entries ${first} to ${through}. README.txt there says how anybody can check them.`,
        ...left,
        'The chain goes on from there. Keep the folder: what it holds is in the store no more.',
      ],
    };
  } finally {
    await store.close();
  }
}

const whyNot = ({ heldBy }: Movable, keepDays: number): string =>
  heldBy === null
    ? `no entry is older than ${keepDays} days (KEEP_DAYS) and told outside.`
    : `${heldBy} is told of from there on, and has not ended, or not long enough ago.`;

const dayOf = (at: number | null | undefined): string => new Date(at ?? 0).toISOString().slice(0, 10);
