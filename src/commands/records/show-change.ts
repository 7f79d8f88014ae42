import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { changeSlot, innerPageSlot } from '../reading/slots.ts';

/** With a page: the partners of a change of many. */
export const showChange = defineCommand({
  topic: 'records',
  name: 'show change',
  usage: 'show change <change> [page <page>]',
  example: 'show change C-7K3M9QX2',
  access: 'read',
  slots: z.object({ change: changeSlot, page: innerPageSlot }),
  request: ({ change, page = null }) => ({ kind: 'showChange', change, page }),
});
