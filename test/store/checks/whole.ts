import type { JournalHead } from '../../../src/store/chain.ts';
import type { Beside } from '../../../src/store/checks/compare.ts';
import { checkChain, type ChainRow, type Verification } from '../../../src/store/checks/verify-chain.ts';
import { checkContents, type ContentFault } from '../../../src/store/checks/verify-contents.ts';

/** Everything stored that tells of a chain. */
type Chain = {
  readonly rows: Iterable<ChainRow>;
  readonly head: JournalHead;
  readonly revisions: ReadonlyMap<string, number>;
};

export function verifyChain({ rows, head, revisions }: Chain, noted: string | null): Verification {
  const chain = checkChain(noted);
  for (const row of rows) chain.see(row);
  return chain.end(head, revisions);
}

export function verifyContents(rows: Iterable<ChainRow>, beside: Beside): readonly ContentFault[] {
  const contents = checkContents();
  for (const row of rows) contents.see(row);
  return contents.end(beside);
}
