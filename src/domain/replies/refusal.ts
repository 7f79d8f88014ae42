import type { Ending } from '../ends/ending.ts';
import type { Drift } from '../drift/drift.ts';
import type { Change } from '../change/change.ts';
import type { ChangeId, DriftId, MisuseId, TenantId } from '../ids.ts';
import type { EndProblem } from '../ends/asked-end.ts';
import type { EndingDoor } from '../ends/door.ts';
import type { Person } from '../people/person.ts';
import type { AccessRefusal } from '../people/access.ts';
import type { FollowUp } from '../change/proposal.ts';
import type { Frozen, PreviewOff, WritingStopped } from '../change/status.ts';
import type { FileFault } from '../declared/wanted.ts';
import type { AlreadySo } from '../policy/goals.ts';
import type { FieldName } from '../policy/snapshot.ts';
import type { Beside, LeftOut, UnnamedText } from '../policy/many.ts';
import type { Offer } from './offer.ts';
import type { TenantInformation } from '../partners/tenant.ts';

/** A rule said no. A value, never thrown; `words` has a sentence for every kind. */
export type Refusal =
  | AccessRefusal
  | PreviewOff
  | WritingStopped
  | Frozen
  | { readonly kind: 'notFrozen' }
  /** What was frozen is taken back as a whole, and what was thawed by freezing again. */
  | { readonly kind: 'thawInstead'; readonly change: Change }
  /** More than is taken from one person, or in one conversation. */
  | {
      readonly kind: 'tooMany';
      readonly what: 'messages' | 'clicks';
      readonly from: 'person' | 'conversation';
      readonly atOnce: number;
      readonly perMinute: number;
    }
  /** Too much else that they asked for is not answered yet. */
  | { readonly kind: 'tooManyAtOnce'; readonly waiting: number }
  | { readonly kind: 'partnerNotFound'; readonly text: string }
  | { readonly kind: 'tenantUnknown'; readonly text: string }
  | { readonly kind: 'homeTenant'; readonly tenant: TenantInformation }
  /** `ending`: it is so until then alone; left out: nothing is known to end it. */
  | {
      readonly kind: 'alreadySo';
      readonly partner: TenantInformation;
      readonly what: AlreadySo;
      /** Which setting, of what says that of several. */
      readonly field?: FieldName;
      /** It is so for whoever sets nothing of their own, and the tenant is this one. */
      readonly byDefault?: true;
      readonly ending?: Ending;
    }
  /** More than can be decided at once. `inFile`: so many would be changed by it. */
  | { readonly kind: 'tooManyPartners'; readonly asked: number; readonly most: number; readonly inFile?: true }
  /** Who is to be spared is not clear. */
  | { readonly kind: 'nobodySpared'; readonly unnamed: readonly UnnamedText[] }
  /** Of all partners somebody may be to be spared: the words for it are a part of the reason. */
  | { readonly kind: 'sparedInReason'; readonly text: string }
  /** Of all that were named, nobody would be changed. */
  | { readonly kind: 'nobodyToChange'; readonly left: readonly LeftOut[] }
  /** A file is to be attached, which is not there. */
  | { readonly kind: 'noFileToPlan' }
  /** Not all of a file of partners is understood, so nothing of it is done. */
  | { readonly kind: 'fileNotFollowed'; readonly fault: FileFault }
  /** What a file wants is so already, but for what is left as it is. */
  | { readonly kind: 'asDeclared'; readonly beside: Beside; readonly left: readonly LeftOut[] }
  /** It is not about many, or not being carried out. */
  | { readonly kind: 'notStoppable'; readonly change: Change }
  /** `isOwn`: whoever asks now had asked for it. */
  | { readonly kind: 'openChange'; readonly open: Change; readonly isOwn: boolean }
  | { readonly kind: 'notRequester'; readonly requester: Person }
  /** Another administrator decides it, so whoever asked cannot. */
  | { readonly kind: 'ownChange'; readonly change: Change }
  /** Whoever asked was to decide it; the rule has been changed since, and asks for another administrator. */
  | { readonly kind: 'ruleStricter'; readonly change: Change }
  /** Nobody else holds the role now, so nobody could approve. `glass`: what does without; null: nothing does. */
  | { readonly kind: 'nobodyElse'; readonly glass: Offer | null; readonly partner: TenantInformation }
  /** Fewer others hold the role now than have to approve it. */
  | {
      readonly kind: 'tooFewOthers';
      readonly glass: Offer | null;
      readonly partner: TenantInformation;
      readonly needed: number;
      readonly others: number;
    }
  /** Asked in a personal chat, where nobody else could see it, and no conversation takes approvals. */
  | { readonly kind: 'noApprovalsChannel' }
  /** Nobody else has to approve it, so there is no glass to break. `instead`: the same without it. */
  | { readonly kind: 'glassNotNeeded'; readonly instead: Offer | null }
  /** `notTheirs`: only whoever asked and Security Administrators end it. `tooLate`: it is pending no more. */
  | { readonly kind: 'notWithdrawable'; readonly change: Change; readonly because: 'notTheirs' | 'tooLate' }
  | { readonly kind: 'noReviewDue'; readonly change: Change }
  /** Whoever broke the glass does not review it. */
  | { readonly kind: 'ownReview'; readonly change: Change }
  | { readonly kind: 'changeUnknown' }
  /** The partner is not open: nobody answers for it. */
  | { readonly kind: 'notOpen'; readonly partner: TenantInformation }
  /** It waits for an answer already. */
  | { readonly kind: 'askedAlready'; readonly partner: TenantInformation }
  /** No end that was decided goes by that id. */
  | { readonly kind: 'endUnknown' }
  /** What was asked for cannot end then. */
  | { readonly kind: 'noSuchEnd'; readonly problem: EndProblem }
  /** What would be brought back was to be open until its end, which is past. `isOfDefault`: the partner is this organisation itself. */
  | {
      readonly kind: 'endPast';
      readonly partner: TenantInformation;
      readonly isOfDefault: boolean;
      readonly doors: readonly EndingDoor[];
    }
  /** Of all that it was to close, another end was decided later. */
  | { readonly kind: 'endReplaced'; readonly partner: TenantInformation; readonly isOfDefault: boolean }
  /** All of it is asked about when it comes, as a drift: there is nothing that the bot would close. */
  | { readonly kind: 'endAsksOnly'; readonly ending: Ending }
  /** What the change left behind is no longer there, so it can be neither undone nor continued. */
  | { readonly kind: 'movedOn'; readonly change: Change; readonly what: FollowUp }
  /** A change in that state has nothing to undo or continue. */
  | { readonly kind: 'notFollowable'; readonly change: Change; readonly what: FollowUp }
  /** Writing goes on when another administrator says so, too. */
  | { readonly kind: 'resumeNeedsAnother'; readonly misuse: MisuseId }
  /** What is stored of the alarm is not what the journal has. `members`: where, by name. */
  | { readonly kind: 'misuseRewritten'; readonly misuse: MisuseId; readonly members: readonly string[] }
  /** Nothing keeps the bot from writing. */
  | { readonly kind: 'notStopped' }
  | { readonly kind: 'driftUnknown' }
  /** Nobody need decide any more. */
  | { readonly kind: 'driftClosed'; readonly drift: Drift }
  /** Whoever made it does not accept it. */
  | { readonly kind: 'ownDrift'; readonly drift: Drift }
  /** What is stored of it is not what its journal has. `members`: where, by name. */
  | {
      readonly kind: 'driftRewritten';
      readonly drift: DriftId;
      readonly partner: TenantInformation;
      readonly members: readonly string[];
    }
  /** Two have to accept it, and they are the first. */
  | { readonly kind: 'halfAccepted'; readonly drift: Drift }
  /** The partner no longer looks as the drift found it. */
  | { readonly kind: 'driftMovedOn'; readonly drift: Drift }
  /** All that it would take back is what Graph lets no app set, by these names. */
  | { readonly kind: 'unsettable'; readonly drift: Drift; readonly names: readonly string[] }
  /** `say`: the line that lacks a reason. */
  | { readonly kind: 'reasonMissing'; readonly say: Offer }
  /** The characters that must be typed to confirm were not those. */
  | { readonly kind: 'challengeFailed' }
  /** Notices are for channels and group chats. */
  | { readonly kind: 'personalChat' }
  /** Teams lets a bot offer files in a chat of one person only. */
  | { readonly kind: 'filesAloneOnly' }
  /**
   * A file could not be put where Teams said. `elsewhere`: that is none of this organisation's SharePoint. `unread`: whether
   * it is could not be read. `failed`: SharePoint said no, or nothing in time.
   */
  | { readonly kind: 'fileNotPut'; readonly problem: FileTrouble }
  /** A line speaks of an attached file. `missing`: there is none; `several`: more than one; `notRead`: no partners are in it. */
  | { readonly kind: 'fileNotRead'; readonly problem: FileTrouble | 'missing' | 'several' | 'notRead' };

/** As the files themselves tell it: too large, or no text, is what was attached only. */
export type FileTrouble = 'elsewhere' | 'unread' | 'failed' | 'tooLarge' | 'notText';

/** Why there is nothing to decide in a drift that is not open; undefined: there is none of that id. */
export function undecidable(drift: Drift | undefined): Refusal {
  if (drift === undefined) return { kind: 'driftUnknown' };
  return { kind: 'driftClosed', drift };
}

/** Which change, and whose settings, a no is about, as far as it tells. */
export function subjectOf(refusal: Refusal): { readonly change: ChangeId | null; readonly tenantId: TenantId | null } {
  if ('change' in refusal) return ofChange(refusal.change);
  if ('open' in refusal) return ofChange(refusal.open);
  if ('partner' in refusal) return { change: null, tenantId: refusal.partner.tenantId };
  if ('drift' in refusal) return { change: null, tenantId: refusal.drift.partner.tenantId };
  return { change: null, tenantId: 'tenant' in refusal ? refusal.tenant.tenantId : null };
}

const ofChange = ({ proposal: { id, plan } }: Change) => ({ change: id, tenantId: plan.tenantId });
