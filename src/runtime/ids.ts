import { randomBytes } from 'node:crypto';
import type { Ids } from '../app/ports.ts';
import { parseChangeId, readableCode } from '../domain/ids.ts';

/** Eight characters of 32: a change's id is no secret, it only has to be new and easy to read aloud. */
const CODE_BYTES = 8;

export const randomIds: Ids = {
  change: () => {
    const id = parseChangeId(`C-${readableCode(randomBytes(CODE_BYTES))}`);
    if (id === undefined) throw new Error('a fresh change id is malformed');
    return id;
  },
  reference: () => `R-${readableCode(randomBytes(CODE_BYTES))}`,
};
