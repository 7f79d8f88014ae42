import { z } from 'zod/v4';
import { defineCommand } from './command.ts';
import { partnerSlot } from './slots.ts';

export const showPartner = defineCommand({
  name: 'show',
  usage: 'show <partner>',
  summary: 'Shows one partner’s settings and whether sync will really work.',
  example: 'show fabrikam.com',
  access: 'read',
  operations: ['readPartner', 'readSyncPolicy', 'readDefaults'],
  slots: z.object({ partner: partnerSlot }),
  request: ({ partner }) => ({ kind: 'showPartner', partner }),
});
