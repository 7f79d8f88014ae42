import type { z } from 'zod/v4-mini';
import type { Operation } from '../domain/policy/operation.ts';
import type { HelpTopic } from '../domain/replies/help.ts';
import { SLOT_PROBLEMS, type SlotProblem } from '../domain/replies/notice.ts';
import type { Access, RoleAccess } from '../domain/people/role.ts';
import { compile, type Phrase, type Slots } from './reading/phrase.ts';

/** What a person asked for, once the words are understood: what kind of thing it is, and whatever that needs. */
export type Asking = { readonly kind: string };

/** One thing people can say. Everything that is shown about it - help, docs/commands.md, Teams' command menu - comes from here. */
export type Command<Request extends Asking = Asking, Need extends Access = Access> = {
  /** Where help tells of it; null: where help begins. */
  readonly topic: HelpTopic | null;
  /** The words that name it, as in `enable sync`. */
  readonly name: string;
  /** The grammar, see phrase.ts. */
  readonly usage: string;
  /** A line that can be typed as it is. */
  readonly example: string;
  readonly access: Need;
  /** Without which role it comes to nothing, whatever it is about; left out: `access` says it. Help shows it to who has that. */
  readonly takes?: RoleAccess;
  /** Whether it cannot be had without Graph beta. */
  readonly preview: boolean;
  /** The calls to Graph that it is there for; what every command needs, such as the role, is not among them. */
  readonly operations: readonly Operation[];
  readonly phrase: Phrase;
  /** Turns the slots of a matched line into a request, or says what is wrong with them. */
  readonly read: (slots: Slots) => ReadResult<Request>;
};

export type ReadResult<Request extends Asking> =
  { readonly ok: true; readonly request: Request } | { readonly ok: false; readonly problems: readonly SlotProblem[] };

type Definition<Values, Request extends Asking, Need extends Access> = Omit<
  Command<Request, Need>,
  'phrase' | 'read' | 'preview' | 'operations'
> & {
  readonly preview?: boolean;
  readonly operations?: readonly Operation[];
  readonly slots: z.ZodMiniType<Values>;
  readonly request: (values: Values) => Request;
};

/** Defines a command; the types of its slots follow from their schema, that of its request from what is made of them. */
export function defineCommand<Values, const Request extends Asking, const Need extends Access>(
  definition: Definition<Values, Request, Need>,
): Command<Request, Need> {
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
