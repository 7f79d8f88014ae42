import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { changeSlot } from '../reading/slots.ts';

export const evidence = defineCommand({
  topic: 'records',
  name: 'evidence',
  usage: 'evidence <change>',
  example: 'evidence C-7K3M9QX2',
  access: 'read',
  operations: ['listAuditRecords'],
  slots: z.object({ change: changeSlot }),
  request: ({ change }) => ({ kind: 'evidence', change }),
});
