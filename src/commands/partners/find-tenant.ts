import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { partnerSlot } from '../reading/slots.ts';

export const findTenant = defineCommand({
  topic: 'partners',
  name: 'find tenant',
  usage: 'find tenant <tenant>',
  example: 'find tenant relecloud.com',
  access: 'read',
  operations: ['findTenantByDomain', 'findTenantById', 'readPartner', 'listPartners'],
  slots: z.object({ tenant: partnerSlot }),
  request: ({ tenant }) => ({ kind: 'findTenant', tenant }),
});
