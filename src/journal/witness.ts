import { readFileSync } from 'node:fs';
import type { JournalReader } from '../store/checks/journal-reader.ts';
import type { Place } from '../store/checks/verify-chain.ts';
import { placeWords, unknownHead } from './words.ts';

/**
 * The heads that a file holds, be it a saved message, an event of the webhook or many of either: each stands in it as 64
 * hexadecimal digits, and no other hash does. A string: why none can be had.
 */
export function headsIn(file: string): readonly string[] | string {
  let text: string;
  try {
    text = textOf(readFileSync(file));
  } catch (error) {
    return `The witness ${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`;
  }
  // On a card a long word may be broken at marks that nobody sees.
  const plain = text.replace(/[\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]/g, '');
  const heads = new Set(
    plain.match(/(?<![0-9a-zA-Z])[0-9a-fA-F]{64}(?![0-9a-zA-Z])/g)?.map((hash) => hash.toLowerCase()),
  );
  return heads.size > 0
    ? [...heads]
    : `The witness ${file} holds no head: 64 hexadecimal digits, as in the message that was sent out.`;
}

/** Windows saves what its shell writes in UTF-16, with a mark before it or without. */
function textOf(bytes: Buffer): string {
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  if (isBigEndian) return Buffer.from(even).swap16().toString('utf16le');
  return bytes.includes(0) ? even.toString('utf16le') : bytes.toString('utf8');
}

/**
 * What a whole journal says of heads that were sent out.
 * @param first the first entry that there is: what was before it has been moved out
 */
export async function witnessed(
  journal: Pick<JournalReader, 'find'>,
  heads: readonly string[],
  first: number,
): Promise<{ readonly isWhole: boolean; readonly lines: readonly string[] }> {
  const found: { readonly hash: string; readonly place: Place | undefined }[] = [];
  for (const hash of heads) found.push({ hash, place: await journal.find(hash) });
  const missing = found.filter(({ place }) => place === undefined);
  return {
    isWhole: missing.length === 0,
    lines: found.map(({ hash, place }) =>
      place === undefined
        ? `The witness has the head ${hash}, which is that of no entry. ${unknownHead(first)}`
        : `The witness has the head of ${placeWords(place)}: it and all before it are as they were then.`,
    ),
  };
}
