import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { hasNoEndInReason, hasOneEnd, UNTIL, untilOf, untilSlots, withEnd } from '../reading/end-slots.ts';
import { endSlot, reasonSlot } from '../reading/slots.ts';

/** `end`: the id of the change, or of the accepted drift, that carries it. */
export const renew = defineCommand({
  topic: 'partners',
  name: 'renew end',
  usage: `renew end <end> ${UNTIL} [because <reason>]`,
  example: 'renew end C-7K3M9QX2 for 30 days because the project takes longer',
  access: 'change',
  operations: ['addPartner', 'createSyncPolicy', 'updateSyncPolicy', 'updateAutomaticRedemption'],
  slots: z.object({ end: endSlot, reason: reasonSlot, ...untilSlots }).check(hasOneEnd, hasNoEndInReason),
  request: ({ end, reason, ...said }) => ({
    kind: 'renew',
    end,
    reason,
    asked: untilOf(said),
    say: withEnd(`renew end ${end}`, untilOf(said)),
  }),
});
