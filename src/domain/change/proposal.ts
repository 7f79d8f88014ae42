import type { Approval } from './approval.ts';
import type { ConversationReference } from '../telling/conversation.ts';
import type { EndingDoor } from '../ends/door.ts';
import type { EndId, Ends } from '../ends/end.ts';
import type { ChangeId, MisuseId, TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Lookalike } from '../partners/lookalike.ts';
import type { Presence } from '../partners/presence.ts';
import type { Unreached } from '../telling/unreached.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { Person } from '../people/person.ts';
import type { Plan } from '../policy/plan.ts';
import type { Purpose } from '../policy/purpose.ts';
import type { DefaultConfiguration } from '../policy/policy.ts';

/** What is fixed when a change is proposed, and never altered afterwards. */
export type Proposal = {
  readonly id: ChangeId;
  /** The command that asked for it, such as `enable sync`. */
  readonly command: string;
  /** The line to type to ask for the same again. */
  readonly again: string;
  /** Whom it is about: the partner; for the template, this organisation itself. */
  readonly partner: TenantInformation;
  readonly plan: Plan;
  readonly requester: Person;
  readonly reason: string | null;
  readonly approval: Approval;
  /** How many others must approve it, where others decide; 1 where nobody else does. */
  readonly approvers: number;
  /** What must be typed beside Confirm, so that nobody confirms by habit; null: nothing. */
  readonly challenge: string | null;
  /** The change that this one undoes or continues, and what that was for; left out of older ones. */
  readonly follows: {
    readonly what: FollowUp;
    readonly change: ChangeId;
    readonly purpose?: Purpose | undefined;
  } | null;
  /** Until when what it opens may be open; null: for good, or it opens nothing. */
  readonly ends: Ends | null;
  /** Until when that could be open before, where this moves an end; left out: for good, or nobody looked. */
  readonly endBefore?: Instant | undefined;
  /** What would come back with the rest, and whose end is past: it stays closed; left out: nothing. */
  readonly leftShut?: readonly EndingDoor[] | undefined;
  /**
   * Of what it is the end, which came: the bot closes it by itself, as was decided then; a tenant's id: of what nobody has
   * said in time why it may stay open. null: somebody asked for it.
   */
  readonly endOf: EndId | TenantId | null;
  /** The change of many partners that this is a part of: it was decided there; left out: it stands for itself. */
  readonly partOf?: ChangeId | undefined;
  /** Of a part: some of what it closes was opened past the bot, and nobody had accepted that; left out: nothing of it, or nobody looked. */
  readonly unaccepted?: true | undefined;
  /** Other tenants that this partner's name or domain could be mistaken for. */
  readonly lookalikes: readonly Lookalike[];
  /** Who of the partner was here already; left out: it neither opens nor closes a partner, or nobody could look. */
  readonly present?: Presence | undefined;
  /** Whether it takes back what somebody opened past the bot: that goes on while nothing is to be opened. */
  readonly takesBackOpening: boolean;
  /** The alarm about the bot's own identity that was open when it was asked for; null: none. */
  readonly alarm: MisuseId | null;
  /**
   * Where it opens the tenant with broken glass: the other administrators whom the bot cannot tell alone; null: who they
   * are could not be read.
   */
  readonly unreached: readonly Unreached[] | null;
  /** The default configuration as read at the proposal; null: it could not be read. */
  readonly defaults: DefaultConfiguration | null;
  readonly requestedAt: Instant;
  /** By when somebody has to decide it; of what was decided already: when it would end anyway, else never. */
  readonly expiresAt: Instant;
  readonly conversation: ConversationReference;
};

/** Whether nobody decides it any more: that was done with the end that came, or with all of which it is a part. */
export function isDecidedAlready({ endOf, partOf }: Pick<Proposal, 'endOf' | 'partOf'>): boolean {
  return endOf !== null || partOf !== undefined;
}

/** How it came to be decided. `itself`: the bot began it, at an end or since nobody answered; nobody decided just that. */
export type Agreement = Approval | 'itself';
export const agreementOf = ({ approval, endOf }: Pick<Proposal, 'approval' | 'endOf'>): Agreement =>
  endOf === null ? approval : 'itself';

/** What can be asked of a change that has ended. */
export type FollowUp = 'undo' | 'continue';

/** Clocks are corrected by less all the time, in milliseconds. */
export const CLOCK_CORRECTION_MS = 60_000;

/**
 * Whether the clock was set back so far that nobody can tell how old a change is: it shows less than when the change was
 * asked for. Set back less than that, it lets a card live for twice its time at most.
 */
export function isBeforeRequest({ requestedAt }: Proposal, now: Instant): boolean {
  return now < requestedAt - CLOCK_CORRECTION_MS;
}

/** Whether the time to decide is over. */
export function isOver(proposal: Proposal, now: Instant): boolean {
  return now >= proposal.expiresAt || isBeforeRequest(proposal, now);
}
