import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';

export const listDeleted = defineCommand({
  topic: 'deleted',
  name: 'list deleted',
  usage: 'list deleted',
  example: 'list deleted',
  access: 'read',
  preview: true,
  operations: ['listDeletedSyncPolicies', 'listDeletedPartners'],
  slots: z.object({}),
  request: () => ({ kind: 'listDeleted' }),
});
