import type { FollowUp } from '../domain/change/proposal.ts';
import type { AskedEnd } from '../domain/ends/asked-end.ts';
import type { EndingDoor } from '../domain/ends/door.ts';
import type { ChangeId } from '../domain/ids.ts';
import type { PartnerFilter } from '../domain/replies/reply.ts';
import type { PartnerGoal, TemplateGoal } from '../domain/policy/goals.ts';
import type { Topic } from '../domain/telling/subscription.ts';

/** Requests that more than one command makes; every other one is said by its command alone. */

/** A request to change one partner. The goal is pure: from what is to what should be. */
export type ChangeRequest = {
  readonly kind: 'change';
  readonly partner: string;
  /** Whom the text may name one by one where it is nobody's name as a whole; left out: nobody but that. */
  readonly orNamed?: readonly NamedText[];
  readonly reason: string | null;
  readonly goal: PartnerGoal;
  /** The line that asks for the same of this partner. */
  readonly say: (partner: string) => string;
  /** Of what opens a door: which one, and until when it may be open; null: for good. Left out: it opens none. */
  readonly ends?: { readonly door: EndingDoor; readonly asked: AskedEnd | null };
  /** Whether the goal must know what was deleted. */
  readonly readsDeleted?: boolean;
  /** Whether nobody comes in or is kept out by it, so that nobody need count who is here already. */
  readonly movesNobody?: boolean;
  /** Whether whoever asks means to decide it alone although the rule asks for another person. */
  readonly breakGlass?: boolean;
  /** Whether the tenant id's last four characters must be typed to confirm. */
  readonly challenged?: boolean;
};

/** What one partner is named by; `apart`: names with an `and` between, of which each is meant where nobody is called all of it. */
export type NamedText = string | { readonly text: string; readonly apart: readonly string[] };

/** Partners that are named together: one by one, all of whom something is so, or those in the file beside the line. */
export type NamedPartners =
  | { readonly kind: 'listed'; readonly texts: readonly NamedText[] }
  | { readonly kind: 'attached' }
  | { readonly kind: 'all'; readonly filter: PartnerFilter; readonly except: readonly NamedText[] };

/** The same of several partners at once. */
export type ManyRequest = Omit<ChangeRequest, 'kind' | 'partner' | 'orNamed'> & {
  readonly kind: 'changeMany';
  readonly named: NamedPartners;
  /** The line that asks for the same again, up to its reason. */
  readonly again: string;
};

/** A request to change what applies to every partner that sets nothing of its own. */
export type DefaultRequest = Pick<ChangeRequest, 'ends'> & {
  readonly kind: 'changeDefault';
  readonly reason: string | null;
  readonly goal: PartnerGoal;
  readonly say: string;
};

/** A request to change the template of the multitenant organization. */
export type TemplateRequest = {
  readonly kind: 'changeTemplate';
  readonly reason: string | null;
  readonly goal: TemplateGoal;
  readonly say: string;
};

/** A request to take back what a change did, or to do the rest of it. */
export type FollowUpRequest = {
  readonly kind: 'followUp';
  readonly what: FollowUp;
  readonly change: ChangeId;
  readonly reason: string | null;
};

/** A request to keep the conversation as one that is told. null: of everything. */
export type SubscribeRequest = { readonly kind: 'subscribe'; readonly topic: Topic | null };
