import * as z from 'zod/v4-mini';
import { instant, object } from './parts.ts';

/** A row of `parked_events`. */
export const parkedEvent = object({
  source: z.enum(['lines', 'sights']),
  seq: z.int().check(z.gte(1)),
  id: z.string(),
  type: z.string(),
  status: z.nullable(z.int()),
  at: instant,
});
