import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { partnerSlot } from '../reading/slots.ts';

export const recertify = defineCommand({
  topic: 'recertification',
  name: 'recertify',
  usage: 'recertify <partner>',
  example: 'recertify fabrikam.com',
  access: 'change',
  operations: ['listPartners'],
  slots: z.object({ partner: partnerSlot }),
  request: ({ partner }) => ({ kind: 'recertify', partner }),
});
