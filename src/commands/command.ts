import type { z } from 'zod/v4';
import type { PartnerConfiguration, PartnerState } from '../domain/policy.ts';
import type { AlreadySo } from '../domain/refusal.ts';
import type { SyncFilter } from '../domain/reply.ts';
import type { Access } from '../domain/role.ts';
import type { TenantInformation } from '../domain/tenant.ts';
import { compile, type Phrase, type Slots } from './phrase.ts';

/** What a person asked for, once the words are understood. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'whoami' }
  | { readonly kind: 'listPartners'; readonly filter: SyncFilter; readonly page: number }
  | { readonly kind: 'showPartner'; readonly partner: string }
  | ChangeRequest;

/** A request to change one partner. The goal is pure: from what is to what should be. */
export type ChangeRequest = {
  readonly kind: 'change';
  readonly partner: string;
  readonly reason: string | null;
  readonly goal: (before: PartnerState, partner: TenantInformation) => Goal;
};

export type Goal =
  | { readonly kind: 'change'; readonly after: PartnerConfiguration }
  | { readonly kind: 'nothingToDo'; readonly what: AlreadySo };

/** One thing people can say. Everything that is shown about it - help, README, Teams' command menu - comes from here. */
export type Command = {
  /** The words that name it, as in `enable sync`. */
  readonly name: string;
  /** The grammar, see phrase.ts. */
  readonly usage: string;
  /** One sentence for help. */
  readonly summary: string;
  /** A line that can be typed as it is. */
  readonly example: string;
  readonly access: Access;
  readonly phrase: Phrase;
  /** Turns the slots of a matched line into a request, or says what is wrong with them. */
  readonly read: (slots: Slots) => ReadResult;
};

export type ReadResult =
  { readonly ok: true; readonly request: Request } | { readonly ok: false; readonly problems: readonly string[] };

type Definition<Values> = Omit<Command, 'phrase' | 'read'> & {
  readonly slots: z.ZodType<Values>;
  readonly request: (values: Values) => Request;
};

/** Defines a command; the types of its slots follow from their schema. */
export function defineCommand<Values>(definition: Definition<Values>): Command {
  const { slots: schema, request, ...shown } = definition;
  return {
    ...shown,
    phrase: compile(definition.usage),
    read: (slots) => {
      const parsed = schema.safeParse(slots);
      if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => issue.message) };
      return { ok: true, request: request(parsed.data) };
    },
  };
}
