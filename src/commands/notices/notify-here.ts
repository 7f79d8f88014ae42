import { z } from 'zod/v4-mini';
import { TOPICS } from '../../domain/telling/subscription.ts';
import { defineCommand } from '../command.ts';
import type { SubscribeRequest } from '../requests.ts';

export const notifyHere = defineCommand({
  topic: 'notices',
  name: 'notify here',
  usage: 'notify here [about <topic:changes|drift|approvals|evidence>]',
  example: 'notify here about changes',
  access: 'change',
  slots: z.object({ topic: z.optional(z.enum(TOPICS)) }),
  request: ({ topic }): SubscribeRequest => ({ kind: 'subscribe', topic: topic ?? null }),
});
