import type { Needs, RequestKind, Requests } from '../commands/list.ts';
import type { ChangeId } from '../domain/ids.ts';
import type { Person } from '../domain/people/person.ts';
import type { Access } from '../domain/people/role.ts';
import type { Refusal } from '../domain/replies/refusal.ts';
import type { Reply } from '../domain/replies/reply.ts';
import type { ConversationReference, PostedMessage } from '../domain/telling/conversation.ts';
import type { ChannelKind } from '../domain/telling/readers.ts';
import { authorize, toAnybody, type Given, type Proven } from './authorize.ts';
import type { AttachedFile, Ports } from './ports.ts';
import { unwrap } from './promises.ts';

/** Who asked for something, and where. */
export type Asked = {
  readonly person: Person;
  readonly conversation: ConversationReference;
  /** What kind of channel Teams says that it came from; null: it does not say, or it is none. */
  readonly channelKind: ChannelKind | null;
  /** The card whose button asked; what answers takes its place. null: somebody typed. */
  readonly card: PostedMessage | null;
  /** The command's name. */
  readonly command: string;
  /** What they attached; left out: nothing. */
  readonly files?: readonly AttachedFile[];
  /** The time zone of their client, by IANA's name; left out: it is not known. */
  readonly zone?: string;
};

/** A request, who made it, and what its command says that it needs. */
export type AskedFor<Kind extends RequestKind> = Asked & {
  readonly request: Requests[Kind];
  readonly access: Needs[Kind];
};

/** What the bot does for one kind of request. Its answer was given out against a proof, or is harmless to anybody. */
export type UseCase<Kind extends RequestKind> = {
  readonly kind: Kind;
  /** Rejects with what could not be read; nothing was done then. */
  run(asked: AskedFor<Kind>): Promise<Given<Reply>>;
};

/** What is told without a look at anything that is kept or read, so that nobody's role matters. */
type Beforehand = Extract<Refusal, { kind: 'personalChat' | 'filesAloneOnly' }>;

type Parts<Kind extends RequestKind, Early> = {
  /** Whether it can be asked for there at all; undefined: it can. */
  readonly beforehand?: (asked: Asked) => Beforehand | undefined;
  /** Begins the use case's own reads. What becomes of them is for `answer` only. */
  readonly early: (asked: AskedFor<Kind>) => Promise<Early>;
  readonly answer: (proof: Proven[Needs[Kind]], asked: AskedFor<Kind>, early: Early) => Answer;
};

export { toAnybody };

type Answer<Value = Reply> = Given<Value> | Promise<Given<Value>>;
/** A no that takes no proof. */
type Refused = ReturnType<typeof toAnybody>['value'];
type Gate = Pick<Ports, 'roles' | 'seen' | 'store' | 'log'>;

/** A use case that reads something of its own beside the role. */
export function useCaseReading<Kind extends RequestKind, Early>(
  gate: Gate,
  kind: Kind,
  { beforehand, early, answer }: Parts<Kind, Early>,
): UseCase<Kind> {
  return {
    kind,
    run: async (asked) => {
      const no = beforehand?.(asked);
      if (no !== undefined) return toAnybody({ kind: 'refused', refusal: no });
      const { change }: { readonly kind: string; readonly change?: ChangeId | null } = asked.request;
      return answering(gate, asked.person, asked.access, {
        about: change ?? undefined,
        early: () => early(asked),
        answer: (proof, read) => answer(proof, asked, read),
      });
    },
  };
}

/** A use case that reads nothing before the role is known. */
export function useCase<Kind extends RequestKind>(
  gate: Gate,
  kind: Kind,
  answer: Parts<Kind, undefined>['answer'],
  beforehand?: Parts<Kind, undefined>['beforehand'],
): UseCase<Kind> {
  return useCaseReading(gate, kind, { early: nothing, answer, ...(beforehand && { beforehand }) });
}

/** Where nothing is to be read before the role is known. */
export const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/**
 * Answers somebody who has the access. Of whoever was seen with the role lately it is read together with what `early`
 * reads, so that the check costs no time of its own; of anybody else it is read first, so that a stranger's line asks
 * Graph for nothing more. What was read is handed on only with the proof. An error of the role comes first, then the
 * refusal, then an error of what was read.
 */
export async function answering<Need extends Access, Early, Value = Reply>(
  gate: Gate,
  person: Person,
  access: Need,
  {
    about,
    early,
    answer,
  }: {
    /** The change that it is about, if any. */
    readonly about?: ChangeId | undefined;
    readonly early: () => Promise<Early>;
    readonly answer: (proof: Proven[Need], early: Early) => Answer<Value>;
  },
): Promise<Given<Value | Refused>> {
  const proving = authorize(gate, person, access, about);
  if (!gate.seen.holds(person.objectId, access)) {
    const passing = await proving;
    return passing.kind === 'refused' ? toAnybody(passing) : answer(passing.proof, await early());
  }
  const [proved, read] = await Promise.allSettled([proving, early()]);
  const passing = unwrap(proved);
  if (passing.kind === 'refused') return toAnybody(passing);
  return answer(passing.proof, unwrap(read));
}
