import * as z from 'zod/v4-mini';
import { hashOf } from '../chain.ts';
import { leafOf, pathTo, rootFrom, type Leaves } from '../merkle.ts';
import { hash } from '../schema/hash.ts';
import { journalLine, type StoredLine } from '../schema/journal.ts';
import { jsonText } from '../body.ts';
import { nothingTold, replay } from './replay.ts';

/** The entries of one change, and what leads from them to a head that was sent out; nothing of any other. */
export const proof = z.strictObject({
  change: z.string(),
  /** In their order; `path`: the hashes that lead from the line's to the root (`../merkle.ts`). */
  entries: z.array(z.strictObject({ line: z.string(), path: z.array(hash) })),
  /** The line that holds the root; its own hash is the head. */
  witness: z.string(),
  how: z.array(z.string()),
});
export type Proof = z.infer<typeof proof>;

/**
 * @param lines of the change, as they are stored
 * @param leaves all those that the witness stands for
 */
export function prove(
  change: string,
  lines: readonly { readonly seq: number; readonly line: string }[],
  witness: string,
  leaves: Leaves,
): Omit<Proof, 'how'> {
  return { change, entries: lines.map(({ seq, line }) => ({ line, path: [...pathTo(seq - 1, leaves)] })), witness };
}

/** What a proof shows, or why it shows nothing. */
export type Checked =
  | {
      readonly kind: 'shown';
      readonly head: string;
      readonly at: number;
      readonly entry: number;
      readonly lines: readonly Line[];
    }
  | { readonly kind: 'broken'; readonly why: 'witness' | 'entry' | 'order'; readonly nth: number };
export type Line = Extract<StoredLine, { of: 'changes' }>;

/** Checks a proof on its own: no store is needed. */
export function check({ change, entries, witness }: Proof): Checked {
  const held = read(witness);
  if (held?.of !== 'witness') return { kind: 'broken', why: 'witness', nth: 0 };
  const { entries: size, root, at } = held.event;
  const told = nothingTold();
  const lines: Line[] = [];
  for (const [n, { line, path }] of entries.entries()) {
    const said = read(line);
    const leads = said && rootFrom(leafOf(hashOf(line)), said.seq - 1, size, path) === root;
    if (leads !== true) return { kind: 'broken', why: 'entry', nth: n + 1 };
    // From the first on and without a gap: what was left out would be missed.
    const fits =
      said.of === 'changes' && said.id === change && replay(told, { line, hash: hashOf(line) }) === undefined;
    if (!fits) return { kind: 'broken', why: 'order', nth: n + 1 };
    lines.push(said);
  }
  return lines.length === 0
    ? { kind: 'broken', why: 'entry', nth: 1 }
    : { kind: 'shown', head: hashOf(witness), at, entry: held.seq, lines };
}

const read = (line: string): StoredLine | undefined => z.pipe(jsonText, journalLine).safeParse(line).data;
