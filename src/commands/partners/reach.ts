import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { partnerSlot } from '../reading/slots.ts';

export const reach = defineCommand({
  topic: 'recertification',
  name: 'reach',
  usage: 'reach <partner>',
  example: 'reach fabrikam.com',
  access: 'read',
  operations: [
    'countVisitors',
    'listRoleAssignments',
    'listRoleGroups',
    'readSignIns',
    'listAuditRecords',
    'readRelatedTenant',
  ],
  slots: z.object({ partner: partnerSlot }),
  request: ({ partner }) => ({ kind: 'reachPartner', partner }),
});
