import * as z from 'zod/v4';
import { TOPICS, type Subscription } from '../../domain/telling/subscription.ts';
import { conversationReference, instant, list, object, person } from './parts.ts';

export const subscription = object({
  conversation: conversationReference,
  topics: list(z.enum(TOPICS)),
  by: person,
  at: instant,
  state: z.enum(['alive', 'lost', 'dead']),
}) satisfies z.ZodType<Subscription>;
