import type { JournalEntry } from '../../../domain/change/journal.ts';
import type { Agreement } from '../../../domain/change/proposal.ts';
import type { Line } from '../../../words/line.ts';
import { words } from '../../../words/words.ts';

/** A card has room for so many lines; the first and the last ones tell the most. */
const FIRST_LINES = 4;
const LAST_LINES = 10;
/** Reading and writing one step takes two or three calls. */
const MOST_REQUESTS = 6;

const says = words.changes.journal;

export function journalLines(journal: readonly JournalEntry[], agreement: Agreement): readonly Line[] {
  const lines = (entries: readonly JournalEntry[]) => entries.map((entry) => journalLine(entry, agreement));
  const left = journal.length - FIRST_LINES - LAST_LINES;
  if (left <= 0) return lines(journal);
  return [...lines(journal.slice(0, FIRST_LINES)), [says.linesLeftOut(left)], ...lines(journal.slice(-LAST_LINES))];
}

function journalLine({ event, requestIds }: JournalEntry, agreement: Agreement): Line {
  const ids = requestIds.slice(0, MOST_REQUESTS);
  const left = requestIds.length - ids.length;
  return [
    says.at(event.at),
    ...says.event(event, agreement),
    ...(ids.length === 0 ? [] : says.requests(ids.join(' '))),
    ...(left > 0 ? [says.moreRequests(left)] : []),
  ];
}
