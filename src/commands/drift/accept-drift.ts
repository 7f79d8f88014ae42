import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { hasNoEndInReason, hasOneEnd, UNTIL, untilOf, untilSlots } from '../reading/end-slots.ts';
import { driftSlot, reasonSlot } from '../reading/slots.ts';

export const acceptDrift = defineCommand({
  topic: 'drift',
  name: 'accept drift',
  usage: `accept drift <drift> ${UNTIL} [because <reason>]`,
  example: 'accept drift D-7K3M9QX2 until 2027-03-31 because agreed with Contoso on Monday',
  access: 'change',
  slots: z.object({ drift: driftSlot, reason: reasonSlot, ...untilSlots }).check(hasOneEnd, hasNoEndInReason),
  request: ({ drift, reason, ...said }) => ({ kind: 'acceptDrift', drift, reason, asked: untilOf(said) }),
});
