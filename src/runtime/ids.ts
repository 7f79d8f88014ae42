import { randomBytes } from 'node:crypto';
import type { Ids } from '../app/ports.ts';
import {
  parseChangeId,
  parseDigestId,
  parseDriftId,
  parseMisuseId,
  parseSightId,
  parseTransientId,
  readableCode,
} from '../domain/ids.ts';

/** Eight characters of 32: such an id is no secret, it only has to be new and easy to read aloud. */
const CODE_BYTES = 8;

export const randomIds: Ids = {
  change: () => fresh('C', parseChangeId),
  drift: () => fresh('D', parseDriftId),
  misuse: () => fresh('M', parseMisuseId),
  transient: () => fresh('T', parseTransientId),
  sight: () => fresh('S', parseSightId),
  digest: () => fresh('G', parseDigestId),
  reference: () => `R-${readableCode(randomBytes(CODE_BYTES))}`,
};

function fresh<Id>(letter: string, parse: (text: string) => Id | undefined): Id {
  const id = parse(`${letter}-${readableCode(randomBytes(CODE_BYTES))}`);
  if (id === undefined) throw new Error('a fresh id is malformed');
  return id;
}
