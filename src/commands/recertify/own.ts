import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { partnerSlot } from '../reading/slots.ts';

export const own = defineCommand({
  topic: 'recertification',
  name: 'own',
  usage: 'own <partner>',
  example: 'own fabrikam.com',
  access: 'change',
  operations: ['listPartners'],
  slots: z.object({ partner: partnerSlot }),
  request: ({ partner }) => ({ kind: 'ownPartner', partner }),
});
