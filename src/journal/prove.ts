import { closeSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod/v4-mini';
import { jsonText } from '../store/body.ts';
import type { JournalReader } from '../store/checks/journal-reader.ts';
import { check, proof, type Checked, type Line } from '../store/checks/proof.ts';
import { createPrivateFile } from '../store/private-files.ts';
import type { Outcome } from './outcome.ts';
import { headsIn } from './witness.ts';

/** Writes the proof of one change. @param journal was found to be whole */
export async function writeProof(journal: Pick<JournalReader, 'prove'>, change: string, out: string): Promise<Outcome> {
  const proven = await journal.prove(change);
  if (proven.kind === 'unknown') {
    return failed(`No entry tells of ${change}. What was moved out stands in the archive's own journal.jsonl.`);
  }
  if (proven.kind === 'unwitnessed') {
    return failed(
      `No head that was sent out stands for ${change} yet. One goes out daily where a conversation asked for it (notify here about evidence) or a webhook is set: try again after the next one.`,
    );
  }
  try {
    const file = createPrivateFile(out);
    try {
      writeFileSync(file, `${JSON.stringify({ ...proven.proof, how: HOW }, null, 2)}\n`);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { code: 2, lines: [`--out must be a new file; ${out} cannot be written (${why(error)}).`] };
  }
  const { entries } = proven.proof;
  return {
    code: 0,
    lines: [
      `${out} shows ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'} of ${change}, and of any other change nothing.`,
      ...(proven.left > 0 ? [`${proven.left} newer than the last head that was sent out: not shown.`] : []),
      'It is checked without the store: npm run journal -- check FILE --witness SAVED-HEAD',
    ],
  };
}

/** Checks the proof in a file. @param witness a file with heads that were sent out; null: none is at hand */
export function checkProof(path: string, witness: string | null): Outcome {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { code: 2, lines: [`The proof ${path} cannot be read (${why(error)}).`] };
  }
  const parsed = z.pipe(jsonText, proof).safeParse(text);
  if (!parsed.success) return failed(`${path} is no proof, or not as it was written.`);
  const checked = check(parsed.data);
  if (checked.kind === 'broken') return failed(BROKEN[checked.why](checked.nth));
  const heads = witness === null ? null : headsIn(witness);
  if (typeof heads === 'string') return { code: 2, lines: [heads] };
  const isKnown = heads?.includes(checked.head);
  return {
    code: isKnown === false ? 1 : 0,
    lines: [...shown(parsed.data.change, checked), isKnown === undefined ? COMPARE : isKnown ? SAME : ANOTHER],
  };
}

const failed = (line: string): Outcome => ({ code: 1, lines: [line] });
const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const BROKEN = {
  witness: () => 'The proof has no line that stands for the journal: it shows nothing.',
  entry: (nth: number) =>
    `Line ${nth} of the proof does not lead to the head: it was changed, or it was never part of that journal.`,
  order: (nth: number) => `Line ${nth} of the proof cannot follow the lines before it: one was left out, or put in.`,
};
const COMPARE = 'Compare the head with the one that was sent out that day: only then it proves something.';
const SAME = 'The witness has this head: what is shown was part of the journal then, word for word.';
const ANOTHER = 'The witness has other heads only: take the one of that day. As it is, this proves nothing.';

const shown = (change: string, { head, at, entry, lines }: Extract<Checked, { kind: 'shown' }>): readonly string[] => [
  `${change}, as the journal has it up to entry ${entry} (${time(at)}):`,
  ...lines.map((line) => `${line.revision}. ${time(line.event.at)} ${line.event.kind}${byWhom(line)}`),
  `Head: ${head} (entry ${entry})`,
];

function byWhom({ event }: Line): string {
  if (event.kind === 'proposed') return ` by ${event.proposal.requester.displayName}: ${event.proposal.command}`;
  return 'by' in event && event.by !== undefined ? ` by ${event.by.displayName}` : '';
}

const time = (at: number): string => new Date(at).toISOString();

/** Lets somebody who does not have Bridgekeeper check a proof. */
const HOW = [
  'This file shows some entries of the journal of Bridgekeeper, all about one change, and nothing of any other entry.',
  'A line is the exact text of an entry. Its hash is the SHA-256 of its UTF-8 bytes. seq is its number in the journal.',
  'The entries stand in a tree of hashes, as RFC 9162 (2.1.1) builds it: leaf = SHA-256(byte 00, hash of the line);',
  'node = SHA-256(byte 01, left, right), all as bytes. Leaf number seq - 1 (from 0) of a tree with so many leaves as',
  'event.entries of the witness says leads by the hashes of its path (RFC 9162, 2.1.3.2) to event.root of the witness.',
  'The witness is an entry, too. The SHA-256 of its text is the head that was sent out that day, to conversations and',
  'to a webhook. Compare it with one that was saved there: only such a head shows that the journal was so then.',
  'revision counts the entries of a change from 1. What came after the witness is not shown.',
];
