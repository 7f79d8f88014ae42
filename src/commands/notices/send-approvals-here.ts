import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import type { SubscribeRequest } from '../requests.ts';

export const sendApprovalsHere = defineCommand({
  topic: 'notices',
  name: 'send approvals here',
  usage: 'send approvals here',
  example: 'send approvals here',
  access: 'change',
  slots: z.object({}),
  request: (): SubscribeRequest => ({ kind: 'subscribe', topic: 'approvals' }),
});
