import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { partnerSlot } from '../reading/slots.ts';

export const showDeleted = defineCommand({
  topic: 'deleted',
  name: 'show deleted',
  usage: 'show deleted <partner>',
  example: 'show deleted fabrikam.com',
  access: 'read',
  preview: true,
  operations: ['readDeletedSyncPolicy', 'readDeletedPartner'],
  slots: z.object({ partner: partnerSlot }),
  request: ({ partner }) => ({ kind: 'showDeleted', partner }),
});
