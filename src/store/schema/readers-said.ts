import * as z from 'zod/v4';
import { CHANNEL_KINDS, type ReadersSaid } from '../../domain/telling/readers.ts';
import { instant, object } from './parts.ts';

const count = z.int().nonnegative();

export const readersSaid = object({
  place: z.string(),
  say: z.string(),
  seen: object({
    channel: z.enum([...CHANNEL_KINDS, 'unread']).nullable(),
    others: z.union([z.literal('unread'), object({ guests: count, strangers: count })]),
  }),
  at: instant,
}) satisfies z.ZodType<ReadersSaid>;
