import * as z from 'zod/v4-mini';
import { jsonText } from '../body.ts';
import { hashOf, NO_ENTRY, type JournalHead } from '../chain.ts';

/** An entry of the journal as it is stored. */
export type ChainRow = { readonly seq: number; readonly line: string; readonly hash: string };

/** An entry, and what it says it is about and when that was (milliseconds since 1970); null: it cannot be read. */
export type Place = { readonly seq: number; readonly id: string | null; readonly at: number | null };

/** What is not as it was written. */
export type ChainFault =
  /** The entry does not have the hash that it was written with. */
  | { readonly kind: 'changed'; readonly entry: Place }
  /** It was written as another entry. */
  | { readonly kind: 'moved'; readonly entry: Place; readonly writtenAs: number }
  /** It was not written after the entry before it: one of the two was written anew, hash and all. */
  | { readonly kind: 'unlinked'; readonly entry: Place; readonly before: Place | null }
  | {
      readonly kind: 'missing';
      readonly from: number;
      readonly to: number;
      readonly before: Place | null;
      /** null: they are missing at the end. */
      readonly after: Place | null;
    }
  /** The head, kept beside the entries, is not the last of them. */
  | { readonly kind: 'headMoved'; readonly head: JournalHead; readonly last: Place | null }
  /** A change or drift has come to a revision, and a different number of entries tells of it. */
  | { readonly kind: 'miscounted'; readonly id: string; readonly revision: number; readonly entries: number }
  /** A hash that was noted elsewhere is that of no entry. */
  | { readonly kind: 'headUnknown'; readonly hash: string };

/** Of the chain alone; `Fault` says what else may be wrong. */
export type Verification<Fault = ChainFault> = {
  readonly entries: number;
  readonly first: Place | null;
  readonly last: Place | null;
  readonly head: JournalHead;
  /** The entry of the noted hash; null: there is none, or no hash was given. */
  readonly noted: Place | null;
  /** In the order of the entries; none: it is whole. */
  readonly faults: readonly Fault[];
};

/** What is seen of a whole chain, entry by entry, and what comes of it. */
export type ChainCheck = {
  /** In the order of `seq`. */
  readonly see: (row: ChainRow) => void;
  /** @param revisions of every stored change and drift, by its id: as many entries tell of it */
  readonly end: (head: JournalHead, revisions: ReadonlyMap<string, number>) => Verification;
};

/**
 * Says where a chain is not as it was written.
 * @param noted the hash of an entry that somebody wrote down; null: nobody did
 */
export function checkChain(noted: string | null): ChainCheck {
  const faults: ChainFault[] = [];
  const told = new Map<string, number>();
  let entries = 0;
  let first: Place | null = null;
  let last: Place | null = null;
  let found: Place | null = null;
  let end: JournalHead = { seq: 0, hash: NO_ENTRY };
  /** What is missing at the beginning, if anything; a later entry may say that it was moved out. */
  let began: { readonly before: number; readonly hash: string; readonly entry: Place } | undefined;
  const archives: { readonly before: number; readonly hash: string }[] = [];

  const see = ({ seq, line, hash }: ChainRow): void => {
    const said = link.safeParse(line).data;
    const entry = placeOf({ seq, line });
    const gap = seq > end.seq + 1;
    if (gap && first === null) began = { before: seq - 1, hash: said?.previous ?? '', entry };
    else if (gap) faults.push({ kind: 'missing', from: end.seq + 1, to: seq - 1, before: last, after: entry });
    if (said === undefined || hashOf(line) !== hash) faults.push({ kind: 'changed', entry });
    else if (said.seq !== seq) faults.push({ kind: 'moved', entry, writtenAs: said.seq });
    else if (!gap && said.previous !== end.hash) faults.push({ kind: 'unlinked', entry, before: last });
    else if (hash === noted) found = entry;
    // Of anything else there may be lines and no revision.
    if (said?.of === 'changes' || said?.of === 'drifts') told.set(said.id, (told.get(said.id) ?? 0) + 1);
    if (said?.of === 'archive') archives.push({ before: said.event.entries ?? 0, hash: said.event.hash ?? '' });
    entries += 1;
    first ??= entry;
    last = entry;
    end = { seq, hash };
  };

  return {
    see,
    end: (head, revisions) => {
      const isArchived = archives.some(({ before, hash }) => before === began?.before && hash === began.hash);
      if (began !== undefined && !isArchived) {
        faults.unshift({ kind: 'missing', from: 1, to: began.before, before: null, after: began.entry });
      }
      if (head.seq > end.seq) {
        faults.push({ kind: 'missing', from: end.seq + 1, to: head.seq, before: last, after: null });
      } else if (head.seq < end.seq || head.hash !== end.hash) faults.push({ kind: 'headMoved', head, last });
      for (const id of new Set([...revisions.keys(), ...told.keys()])) {
        const [revision, count] = [revisions.get(id) ?? 0, told.get(id) ?? 0];
        if (revision !== count) faults.push({ kind: 'miscounted', id, revision, entries: count });
      }
      // Whoever noted the head of an empty journal noted what comes before every first entry.
      if (noted !== null && noted !== NO_ENTRY && found === null) faults.push({ kind: 'headUnknown', hash: noted });
      return { entries, first, last, head, noted: found, faults };
    },
  };
}

/** Which entry it is, as far as it can be read. */
export function placeOf({ seq, line }: Pick<ChainRow, 'seq' | 'line'>): Place {
  const said = link.safeParse(line).data;
  return { seq, id: said?.id ?? null, at: said?.event.at ?? null };
}

/** What the chain needs of a line: one that says more than this version knows may still be as it was written. */
const link = z.pipe(
  jsonText,
  z.object({
    seq: z.int(),
    of: z.string(),
    id: z.string(),
    event: z.object({ at: z.int(), entries: z.optional(z.int()), hash: z.optional(z.string()) }),
    previous: z.string(),
  }),
);
