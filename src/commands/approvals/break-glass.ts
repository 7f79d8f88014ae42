import { z } from 'zod/v4-mini';
import { userSyncOff, userSyncOn } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import { hasNoLeftOverEnd, hasOneEnd, saysItsEnd, UNTIL, untilOf, untilSlots, withEnd } from '../reading/end-slots.ts';
import type { ChangeRequest } from '../requests.ts';
import { partnerSlot, problem, reasonSlot } from '../reading/slots.ts';

const WHAT = ['enable', 'disable'] as const;

export const breakGlass = defineCommand({
  topic: 'approvals',
  name: 'break glass:',
  usage: `break glass: <what:enable|disable> sync for <partner> ${UNTIL} [because <reason>]`,
  example: 'break glass: disable sync for fabrikam.com because their tenant is compromised',
  access: 'change',
  operations: ['addPartner', 'createSyncPolicy', 'updateSyncPolicy'],
  slots: z
    .object({
      what: z.enum(WHAT),
      partner: z.pipe(z.string().check(hasNoLeftOverEnd), partnerSlot),
      reason: reasonSlot,
      ...untilSlots,
    })
    .check(
      hasOneEnd,
      z.refine(({ what, ...said }) => what === 'enable' || untilOf(said) === null, { error: problem('endOfClosing') }),
      z.refine(({ what, reason, ...said }) => what === 'disable' || saysItsEnd({ reason, ...said }), {
        error: problem('endInReason'),
      }),
    ),
  request: ({ what, partner, reason, ...said }): ChangeRequest => ({
    kind: 'change',
    partner,
    reason,
    goal: what === 'enable' ? userSyncOn : userSyncOff,
    say: (named) => withEnd(`break glass: ${what} sync for ${named}`, untilOf(said)),
    ...(what === 'enable' && { ends: { door: 'userSync', asked: untilOf(said) } }),
    breakGlass: true,
  }),
});
