import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { changeSlot, reasonSlot } from '../reading/slots.ts';

export const withdraw = defineCommand({
  topic: 'approvals',
  name: 'withdraw',
  usage: 'withdraw <change> [because <reason>]',
  example: 'withdraw C-7K3M9QX2',
  access: 'requester',
  slots: z.object({ change: changeSlot, reason: reasonSlot }),
  request: ({ change, reason }) => ({ kind: 'withdraw', change, reason }),
});
