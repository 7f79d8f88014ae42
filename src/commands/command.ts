import type { z } from 'zod/v4';
import type { PartnerGoal, TemplateGoal } from '../domain/policy/goals.ts';
import type { ChangeId, DriftId } from '../domain/ids.ts';
import type { Operation } from '../domain/policy/operation.ts';
import type { FollowUp } from '../domain/change/proposal.ts';
import { SLOT_PROBLEMS, type SlotProblem } from '../domain/replies/notice.ts';
import type { SyncFilter } from '../domain/replies/reply.ts';
import type { Access } from '../domain/people/role.ts';
import type { Topic } from '../domain/telling/subscription.ts';
import { compile, type Phrase, type Slots } from './phrase.ts';

/** What a person asked for, once the words are understood. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'whoami' }
  | { readonly kind: 'explain'; readonly text: string }
  | { readonly kind: 'listPartners'; readonly filter: SyncFilter; readonly page: number }
  | { readonly kind: 'showPartner'; readonly partner: string }
  | { readonly kind: 'findTenant'; readonly tenant: string }
  | { readonly kind: 'listDeleted' }
  | { readonly kind: 'showDeleted'; readonly partner: string }
  | { readonly kind: 'showTemplate' }
  | { readonly kind: 'history'; readonly partner: string | null; readonly page: number }
  | { readonly kind: 'showChange'; readonly change: ChangeId }
  | { readonly kind: 'evidence'; readonly change: ChangeId }
  | { readonly kind: 'subscribe'; readonly topic: Topic | null }
  | { readonly kind: 'unsubscribe' }
  | { readonly kind: 'listSubscriptions' }
  | { readonly kind: 'listOpen' }
  | { readonly kind: 'withdraw'; readonly change: ChangeId; readonly reason: string | null }
  | { readonly kind: 'closeReview'; readonly change: ChangeId; readonly finding: string }
  | { readonly kind: 'checkNow' }
  | { readonly kind: 'listDrift'; readonly page: number }
  | { readonly kind: 'acceptDrift'; readonly drift: DriftId; readonly reason: string | null }
  | { readonly kind: 'revertDrift'; readonly drift: DriftId; readonly reason: string | null }
  | ChangeRequest
  | TemplateRequest
  | FollowUpRequest;

/** A request to change one partner. The goal is pure: from what is to what should be. */
export type ChangeRequest = {
  readonly kind: 'change';
  readonly partner: string;
  readonly reason: string | null;
  readonly goal: PartnerGoal;
  /** The line that asks for the same of this partner. */
  readonly say: (partner: string) => string;
  /** Whether the goal must know what was deleted. */
  readonly readsDeleted?: boolean;
  /** Whether the goal hangs on all settings of the partner: a list of partners does not tell those that are not shown. */
  readonly readsOthers?: boolean;
  /** Whether whoever asks means to decide it alone although the rule asks for another person. */
  readonly breakGlass?: boolean;
  /** Whether the tenant id's last four characters must be typed to confirm. */
  readonly challenged?: boolean;
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

/** One thing people can say. Everything that is shown about it - help, docs/commands.md, Teams' command menu - comes from here. */
export type Command = {
  /** The words that name it, as in `enable sync`. */
  readonly name: string;
  /** The grammar, see phrase.ts. */
  readonly usage: string;
  /** A line that can be typed as it is. */
  readonly example: string;
  readonly access: Access;
  /** Whether it cannot be had without Graph beta. */
  readonly preview: boolean;
  /** The calls to Graph that it is there for; what every command needs, such as the role, is not among them. */
  readonly operations: readonly Operation[];
  readonly phrase: Phrase;
  /** Turns the slots of a matched line into a request, or says what is wrong with them. */
  readonly read: (slots: Slots) => ReadResult;
};

export type ReadResult =
  { readonly ok: true; readonly request: Request } | { readonly ok: false; readonly problems: readonly SlotProblem[] };

type Definition<Values> = Omit<Command, 'phrase' | 'read' | 'preview' | 'operations'> & {
  readonly preview?: boolean;
  readonly operations?: readonly Operation[];
  readonly slots: z.ZodType<Values>;
  readonly request: (values: Values) => Request;
};

/** Defines a command; the types of its slots follow from their schema. */
export function defineCommand<Values>(definition: Definition<Values>): Command {
  const { slots: schema, request, preview = false, operations = [], ...shown } = definition;
  return {
    ...shown,
    preview,
    operations,
    phrase: compile(definition.usage),
    read: (slots) => {
      const parsed = schema.safeParse(slots);
      if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(problemOf) };
      return { ok: true, request: request(parsed.data) };
    },
  };
}

/** A message of the schema library's own would be a schema that names no problem: it is left out. */
function problemOf({ message }: { readonly message: string }): readonly SlotProblem[] {
  return SLOT_PROBLEMS.filter((name) => name === message);
}
