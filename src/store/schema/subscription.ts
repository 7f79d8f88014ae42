import * as z from 'zod/v4-mini';
import type { Ending } from '../../domain/telling/subscription-event.ts';
import { RHYTHMS, type Rhythm } from '../../domain/telling/rhythm.ts';
import { TOPICS, type Subscription, type SubscriptionState } from '../../domain/telling/subscription.ts';
import { conversationReference, instant, list, object, person } from './parts.ts';

export const ending = z.enum(['asked', 'appRemoved', 'deleted', 'refusedByTeams']) satisfies z.ZodMiniType<Ending>;

export const subscriptionState = z.enum(['alive', 'lost', 'dead']) satisfies z.ZodMiniType<SubscriptionState>;

const rhythm = object({
  every: z.enum(RHYTHMS),
  minute: z.int().check(z.gte(0), z.lt(24 * 60)),
  zone: z.string(),
  since: instant,
}) satisfies z.ZodMiniType<Rhythm>;

export const subscription = object({
  conversation: conversationReference,
  topics: list(z.enum(TOPICS)),
  digest: z.optional(rhythm),
  by: person,
  at: instant,
  state: subscriptionState,
}) satisfies z.ZodMiniType<Subscription>;
