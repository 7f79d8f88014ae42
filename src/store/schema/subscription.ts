import * as z from 'zod/v4-mini';
import type { Ending } from '../../domain/telling/subscription-event.ts';
import { TOPICS, type Subscription, type SubscriptionState } from '../../domain/telling/subscription.ts';
import { conversationReference, instant, list, object, person } from './parts.ts';

export const ending = z.enum(['asked', 'appRemoved', 'deleted', 'refusedByTeams']) satisfies z.ZodMiniType<Ending>;

export const subscriptionState = z.enum(['alive', 'lost', 'dead']) satisfies z.ZodMiniType<SubscriptionState>;

export const subscription = object({
  conversation: conversationReference,
  topics: list(z.enum(TOPICS)),
  by: person,
  at: instant,
  state: subscriptionState,
}) satisfies z.ZodMiniType<Subscription>;
