import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/v4-mini';
import { hashOf } from '../store/chain.ts';
import type { Span } from '../store/checks/journal-reader.ts';
import { jsonText } from '../store/body.ts';

const link = z.pipe(jsonText, z.object({ seq: z.number(), previous: z.string() }));

/**
 * Reads an export back from the disk, as a stranger would check it. What is taken out of the journal after it is nowhere else.
 * @returns why it is not those entries, whole and in their order; undefined: it is
 */
export async function exportProblem(folder: string, { first, last, before, end }: Span): Promise<string | undefined> {
  let seq = first - 1;
  let hash = before;
  for await (const line of linesOf(join(folder, 'journal.jsonl'))) {
    const read = link.safeParse(line);
    if (!read.success || read.data.seq !== seq + 1 || read.data.previous !== hash) {
      return `entry ${String(seq + 1)} is not there as it was written`;
    }
    seq += 1;
    hash = hashOf(line);
  }
  return seq === last && hash === end ? undefined : `it ends with entry ${String(seq)}, and not as the journal does`;
}

/** Ended by a line feed alone: node:readline takes more for an end, which people may have written within one. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const part of createReadStream(path, 'utf8')) {
    const lines = `${rest}${String(part)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
