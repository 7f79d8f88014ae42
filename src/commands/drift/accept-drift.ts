import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { driftSlot, reasonSlot } from '../slots.ts';

export const acceptDrift = defineCommand({
  topic: 'drift',
  name: 'accept drift',
  usage: 'accept drift <drift> [because <reason>]',
  example: 'accept drift D-7K3M9QX2 because agreed with Contoso on Monday',
  access: 'change',
  slots: z.object({ drift: driftSlot, reason: reasonSlot }),
  request: ({ drift, reason }) => ({ kind: 'acceptDrift', drift, reason }),
});
