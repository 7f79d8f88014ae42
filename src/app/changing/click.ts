import type { Change } from '../../domain/change/change.ts';
import type { ChangeId } from '../../domain/ids.ts';
import type { AccessRefusal } from '../../domain/people/access.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Access } from '../../domain/people/role.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import type { Refusal } from '../../domain/replies/refusal.ts';
import type { PostedMessage } from '../../domain/telling/conversation.ts';
import type { Given, Proof } from '../authorize.ts';
import type { PerPerson } from '../per-person.ts';
import type { Ports, Settings } from '../ports.ts';
import type { Presenter } from '../telling/cards/present.ts';
import type { Applier } from './apply.ts';

export const VERDICTS = ['confirm', 'cancel', 'approve', 'reject', 'looking'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What each takes to do anything. To whoever asked, only the first two are of use; to anybody else, only the others, and
 * only where another administrator decides - but that any administrator may end what waits. The role of whoever confirms
 * or approves is read once more before anything is written.
 */
const ACCESS = {
  confirm: ['requester'],
  cancel: ['requester', 'change'],
  approve: ['change'],
  reject: ['change'],
  looking: ['change'],
} as const satisfies Readonly<Record<Verdict, readonly Access[]>>;

type VerdictFor<Need extends Access> = {
  [Each in Verdict]: Need extends (typeof ACCESS)[Each][number] ? Each : never;
}[Verdict];

/** Whether the proof is the one that the verdict takes. */
export const opens = <Need extends 'requester' | 'change'>(
  { access }: Proof<Need>,
  verdict: Verdict,
): verdict is VerdictFor<Need> => ACCESS[verdict].some((need) => need === access);

/** What a click is answered with: the card as it is now, or a word to the one who clicked that leaves the card alone. */
export type ClickAnswer =
  { readonly kind: 'card'; readonly change: Change } | { readonly kind: 'told'; readonly notice: Notice };

/** What may be told without a proof, since it tells of no change. */
export type ToAnybody =
  | Extract<Notice, { kind: 'lookingUpRole' | 'unreadable' }>
  | {
      readonly kind: 'refused';
      readonly refusal: AccessRefusal | Extract<Refusal, { kind: 'changeUnknown' | 'notRequester' | 'tooManyAtOnce' }>;
    };

/** The answer to a click: given out against a proof, or what takes none. */
export type Decided = Given<ClickAnswer> | { readonly kind: 'told'; readonly notice: ToAnybody };

export const answerOf = (decided: Decided): ClickAnswer => ('value' in decided ? decided.value : decided);

/** A click on a change's card. */
export type Click = {
  readonly changeId: ChangeId;
  readonly verdict: Verdict;
  /** What was typed on the card to confirm; null: nothing. */
  readonly typed: string | null;
  /** Why not, as typed on the card; null: nothing. */
  readonly reason: string | null;
  readonly person: Person;
  readonly card: PostedMessage | null;
};

export type Decider = {
  readonly ports: Ports;
  readonly settings: Pick<Settings, 'approvals' | 'approvers'>;
  readonly applier: Pick<Applier, 'apply'>;
  readonly presenter: Presenter;
  /** Change, person and verdict of the clicks whose role is being looked up: the same click again asks Graph nothing. */
  readonly checking: Set<string>;
  /** Nobody keeps others from deciding by many clicks. */
  readonly clicks: PerPerson;
};
