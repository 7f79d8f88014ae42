// @ts-nocheck
import * as z from 'zod/v4';
import type { Change } from '../../domain/change.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { driftId, followUp, list, object, person, tenant } from './parts.ts';

const alreadySo = z.enum([
  'syncOn',
  'syncOff',
  'noPolicy',
  'noPartner',
  'noPolicyToDelete',
  'noSuchPartner',
  'policyExists',
  'noPolicyToChange',
  'namedSo',
  'groupSyncOn',
  'groupSyncOff',
  'partnerExists',
  'redemptionOn',
  'redemptionOff',
  'nothingDeleted',
  'templateOn',
  'templateOff',
  'templateReset',
]);

/**
 * A refusal as it is stored.
 * @param change the schema of a change: a refusal may hold one, and a change may hold a refusal
 */
export const refusalWith = (change: () => z.ZodType<Change>) =>
  z.discriminatedUnion('kind', [
    object({ kind: z.literal('anonymousSender') }),
    object({ kind: z.literal('foreignSender') }),
    object({ kind: z.literal('unknownAccount') }),
    object({ kind: z.literal('disabledAccount') }),
    object({ kind: z.literal('guestAccount') }),
    object({
      kind: z.literal('tooMany'),
      what: z.enum(['messages', 'clicks']),
      from: z.enum(['person', 'conversation']),
      atOnce: z.number(),
      perMinute: z.number(),
    }),
    object({
      kind: z.literal('roleMissing'),
      access: z.enum(['read', 'change']),
      held: list(
        object({
          roleDefinitionId: z.string(),
          directoryScopeId: z.string(),
          throughGroup: z.string().nullable(),
        }),
      ),
      eligible: z.union([list(z.string()), z.literal('unread')]),
    }),
    object({ kind: z.literal('partnerNotFound'), text: z.string(), near: list(tenant) }),
    object({ kind: z.literal('tenantUnknown'), text: z.string() }),
    object({ kind: z.literal('homeTenant'), tenant }),
    object({
      kind: z.literal('alreadySo'),
      partner: tenant,
      what: alreadySo,
    }),
    object({ kind: z.literal('openChange'), open: z.lazy(change) }),
    object({ kind: z.literal('notRequester'), requester: person }),
    object({ kind: z.literal('ownChange'), change: z.lazy(change) }),
    object({ kind: z.literal('ruleStricter'), change: z.lazy(change) }),
    object({ kind: z.literal('nobodyElse'), command: z.string() }),
    object({ kind: z.literal('noApprovalsChannel') }),
    object({ kind: z.literal('glassNotNeeded') }),
    object({ kind: z.literal('notWithdrawable'), change: z.lazy(change), own: z.boolean() }),
    object({ kind: z.literal('noReviewDue'), change: z.lazy(change) }),
    object({ kind: z.literal('ownReview'), change: z.lazy(change) }),
    object({ kind: z.literal('changeUnknown') }),
    object({ kind: z.literal('previewOff'), command: z.string() }),
    object({ kind: z.literal('movedOn'), change: z.lazy(change), what: followUp }),
    object({ kind: z.literal('notFollowable'), change: z.lazy(change), what: followUp }),
    object({ kind: z.literal('driftUnknown') }),
    object({ kind: z.literal('driftClosed'), drift: driftId, acceptedBy: person.nullable() }),
    object({ kind: z.literal('driftMovedOn'), drift: driftId }),
    object({ kind: z.literal('reasonMissing'), say: z.string() }),
    object({ kind: z.literal('challengeFailed') }),
    object({ kind: z.literal('personalChat') }),
  ]) satisfies z.ZodType<Refusal>;
