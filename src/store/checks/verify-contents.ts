import { compare, type Beside, type Difference } from './compare.ts';
import { nothingTold, replay, type Told } from './replay.ts';
import { placeOf, type ChainRow, type Place } from './verify-chain.ts';

export type ContentFault =
  /** The entry is as it was written, and says what this version does not know. */
  | { readonly kind: 'unreadable'; readonly entry: Place }
  /** What the entry tells cannot have happened to what came before it. */
  | { readonly kind: 'impossible'; readonly entry: Place }
  | Difference;

/**
 * Lives through all that a whole chain tells, entry by entry, and compares what came of it with what is stored beside it:
 * it is that which people read, on cards, in lists and in answers.
 * @param before the tree over what was moved out; left out: nothing was
 */
export function checkContents(before?: Told['tree']): {
  readonly see: (row: ChainRow) => void;
  readonly end: (beside: Beside) => readonly ContentFault[];
} {
  const told = nothingTold(before);
  const faults: ContentFault[] = [];
  return {
    see: (row) => {
      const kind = replay(told, row);
      if (kind !== undefined) faults.push({ kind, entry: placeOf(row) });
    },
    end: (beside) => [...faults, ...compare(told, beside)],
  };
}
