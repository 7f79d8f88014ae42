import * as z from 'zod/v4';
import { instant, object } from './parts.ts';

/** A row of `parked_events`. */
export const parkedEvent = object({
  source: z.enum(['lines', 'sights']),
  seq: z.int().min(1),
  id: z.string(),
  type: z.string(),
  status: z.int().nullable(),
  at: instant,
});
