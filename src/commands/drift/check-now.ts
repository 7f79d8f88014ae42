import { z } from 'zod/v4';
import { defineCommand } from '../command.ts';

export const checkNow = defineCommand({
  name: 'check now',
  usage: 'check now',
  summary: 'Compares all partners with how they should look, and shows what somebody else has changed.',
  example: 'check now',
  access: 'read',
  operations: ['listPartners', 'listAuditRecords'],
  slots: z.object({}),
  request: () => ({ kind: 'checkNow' }),
});
