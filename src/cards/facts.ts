import type { Instant } from '../domain/instant.ts';
import type { Fact, Line } from '../words/line.ts';
import { runLines, type RunLine } from '../words/runs.ts';
import { LONGEST_WORD_OF_FACT } from '../words/text.ts';
import { words } from '../words/words.ts';

/** A value under its label, fit for a template: its words as text runs, and below them when it was, as a text block. */
export type FactView = {
  readonly label: string;
  readonly lines: readonly RunLine[];
  readonly times: readonly { readonly time: string }[];
};

/** @param now as of when the card is drawn */
export function factView({ label, value, when }: Fact, now: Instant): FactView {
  const times = when === undefined ? [] : [{ time: words.when(when, now) }];
  const lines = runLines([value], LONGEST_WORD_OF_FACT);
  // A cell is never empty.
  return { label, times, lines: lines.length + times.length === 0 ? runLines([NOTHING]) : lines };
}

const NOTHING: Line = ['–'];
