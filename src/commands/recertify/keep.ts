import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { partnerSlot, reasonSlot } from '../reading/slots.ts';

export const keep = defineCommand({
  topic: 'recertification',
  name: 'keep',
  usage: 'keep <partner> [because <reason>]',
  example: 'keep fabrikam.com because project Falcon goes on until summer',
  access: 'change',
  operations: ['listPartners'],
  slots: z.object({ partner: partnerSlot, reason: reasonSlot }),
  request: ({ partner, reason }) => ({ kind: 'keepPartner', partner, reason }),
});
