import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const checkNow = defineCommand({
  topic: 'drift',
  name: 'check now',
  usage: 'check now',
  example: 'check now',
  access: 'read',
  operations: ['listPartners', 'listAuditRecords'],
  slots: z.object({}),
  request: () => ({ kind: 'checkNow' }),
});
