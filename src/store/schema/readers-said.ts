import * as z from 'zod/v4-mini';
import { CHANNEL_KINDS, type ReadersSaid } from '../../domain/telling/readers.ts';
import { instant, object } from './parts.ts';

const count = z.int().check(z.nonnegative());

export const readersSaid = object({
  place: z.string(),
  say: z.string(),
  seen: object({
    channel: z.nullable(z.enum([...CHANNEL_KINDS, 'unread'])),
    others: z.union([z.literal('unread'), object({ guests: count, strangers: count })]),
  }),
  at: instant,
}) satisfies z.ZodMiniType<ReadersSaid>;
