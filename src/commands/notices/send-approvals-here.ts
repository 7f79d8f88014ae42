import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const sendApprovalsHere = defineCommand({
  name: 'send approvals here',
  usage: 'send approvals here',
  summary: 'Posts here what waits for a second administrator, wherever it was asked for.',
  example: 'send approvals here',
  access: 'change',
  slots: z.object({}),
  request: () => ({ kind: 'subscribe', topic: 'approvals' }),
});
