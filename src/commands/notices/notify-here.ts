import { z } from 'zod/v4';
import { TOPICS } from '../../domain/telling/subscription.ts';
import { defineCommand } from '../command.ts';

export const notifyHere = defineCommand({
  name: 'notify here',
  usage: 'notify here [about <topic:changes|drift|approvals>]',
  summary: 'Posts every change of a sync policy or partner in this channel or group chat, or one topic only.',
  example: 'notify here about changes',
  access: 'change',
  slots: z.object({ topic: z.enum(TOPICS).optional() }),
  request: ({ topic }) => ({ kind: 'subscribe', topic: topic ?? null }),
});
