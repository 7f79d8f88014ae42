import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { reasonSlot } from '../reading/slots.ts';

export const resumeWriting = defineCommand({
  topic: 'approvals',
  name: 'resume writing',
  usage: 'resume writing [because <reason>]',
  example: 'resume writing because the old secret is gone and a new one is in place',
  access: 'change',
  slots: z.object({ reason: reasonSlot }),
  request: ({ reason }) => ({ kind: 'resumeWriting', reason }),
});
