// @ts-nocheck
import type { Change } from './change.ts';
import type { DriftId } from './ids.ts';
import type { Person } from './person.ts';
import type { Access, RoleAssignment } from './role.ts';
import type { TenantInformation } from './tenant.ts';

/** A rule said no. A value, never thrown; app/explain.ts words every kind. */
export type Refusal =
  | { readonly kind: 'anonymousSender' }
  | { readonly kind: 'foreignSender' }
  | { readonly kind: 'unknownAccount' }
  | { readonly kind: 'disabledAccount' }
  | { readonly kind: 'guestAccount' }
  /** More than is taken from one person, or in one conversation. */
  | {
      readonly kind: 'tooMany';
      readonly what: 'messages' | 'clicks';
      readonly from: 'person' | 'conversation';
      readonly atOnce: number;
      readonly perMinute: number;
    }
  | {
      readonly kind: 'roleMissing';
      readonly access: Exclude<Access, 'everyone'>;
      readonly held: readonly RoleAssignment[];
      /** Role ids the person could activate in PIM; `unread`: not asked or not allowed to ask. */
      readonly eligible: readonly string[] | 'unread';
    }
  | { readonly kind: 'partnerNotFound'; readonly text: string; readonly near: readonly TenantInformation[] }
  | { readonly kind: 'tenantUnknown'; readonly text: string }
  | { readonly kind: 'homeTenant'; readonly tenant: TenantInformation }
  | { readonly kind: 'alreadySo'; readonly partner: TenantInformation; readonly what: AlreadySo }
  | { readonly kind: 'openChange'; readonly open: Change }
  | { readonly kind: 'notRequester'; readonly requester: Person }
  /** Another administrator decides it, so whoever asked cannot. */
  | { readonly kind: 'ownChange'; readonly change: Change }
  /** Whoever asked was to decide it; the rule has been changed since, and asks for another administrator. */
  | { readonly kind: 'ruleStricter'; readonly change: Change }
  /** Nobody else holds the role now, so nobody could approve. */
  | { readonly kind: 'nobodyElse'; readonly command: string }
  /** Asked in a personal chat, where nobody else could see it, and no conversation takes approvals. */
  | { readonly kind: 'noApprovalsChannel' }
  /** Nobody else has to approve it, so there is no glass to break. */
  | { readonly kind: 'glassNotNeeded' }
  /** Only whoever asked takes a change back. */
  | { readonly kind: 'notWithdrawable'; readonly change: Change; readonly own: boolean }
  | { readonly kind: 'noReviewDue'; readonly change: Change }
  /** Whoever broke the glass does not review it. */
  | { readonly kind: 'ownReview'; readonly change: Change }
  | { readonly kind: 'changeUnknown' }
  /** The command needs Graph beta, which the bot was not allowed to use. */
  | { readonly kind: 'previewOff'; readonly command: string }
  /** What the change left behind is no longer there, so it can be neither undone nor continued. */
  | { readonly kind: 'movedOn'; readonly change: Change; readonly what: FollowUp }
  /** A change in that state has nothing to undo or continue. */
  | { readonly kind: 'notFollowable'; readonly change: Change; readonly what: FollowUp }
  | { readonly kind: 'driftUnknown' }
  /** Somebody decided it, or it went away. */
  /** Nobody need decide any more. `acceptedBy` is null where it was reverted, or changed again. */
  | { readonly kind: 'driftClosed'; readonly drift: DriftId; readonly acceptedBy: Person | null }
  /** The partner no longer looks as the drift found it. */
  | { readonly kind: 'driftMovedOn'; readonly drift: DriftId }
  /** `say`: the line that lacks a reason. */
  | { readonly kind: 'reasonMissing'; readonly say: string }
  /** The characters that must be typed to confirm were not those. */
  | { readonly kind: 'challengeFailed' }
  /** Notices are for channels and group chats. */
  | { readonly kind: 'personalChat' };

/** What can be asked of a change that has ended. */
export type FollowUp = 'undo' | 'continue';

/** Why a change command would change nothing. */
export type AlreadySo =
  | 'syncOn'
  | 'syncOff'
  /** No policy or partner, so user sync is off anyway. */
  | 'noPolicy'
  | 'noPartner'
  | 'noPolicyToDelete'
  | 'noSuchPartner'
  | 'policyExists'
  /** No policy, so there is nothing that could be altered. */
  | 'noPolicyToChange'
  | 'namedSo'
  | 'groupSyncOn'
  | 'groupSyncOff'
  | 'partnerExists'
  | 'redemptionOn'
  | 'redemptionOff'
  | 'nothingDeleted'
  | 'templateOn'
  | 'templateOff'
  | 'templateReset';
