import * as z from 'zod/v4-mini';
import type { Viewer } from '../../app/ports.ts';
import { object, objectId } from './parts.ts';

/** A row of `viewers`, with that of `deciders` about the same person. */
export const viewer = z.pipe(
  object({ object_id: objectId, display_name: z.string(), account: z.string(), decides: z.int() }),
  z.transform(({ object_id, display_name, account, decides }): Viewer => ({
    objectId: object_id,
    displayName: display_name,
    account,
    decides: decides === 1,
  })),
);
