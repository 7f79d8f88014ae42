import type { ChangeId, MisuseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { AccessRefusal } from '../people/access.ts';
import type { Person } from '../people/person.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Step } from '../policy/step.ts';
import type { DirectoryProblem } from '../problem.ts';
import type { Stop } from './stop.ts';

/** The command needs Graph beta, which the bot was not allowed to use. */
export type PreviewOff = { readonly kind: 'previewOff'; readonly command: string };

/** Somebody else uses the bot's own identity: what opens the tenant waits until a person says that it may go on. */
export type WritingStopped = { readonly kind: 'writingStopped'; readonly misuse: MisuseId };

/** Everything is frozen: what opens the tenant waits until it is thawed. `by`: who asked for that. */
export type Frozen = {
  readonly kind: 'frozen';
  readonly freeze: ChangeId;
  readonly by: Person;
  readonly reason: string | null;
  /** It is a removal that is refused; left out: it is none. */
  readonly removes?: true | undefined;
};

/** Why whoever confirmed a change may not, now. */
export type WriteRefusal = AccessRefusal | PreviewOff | WritingStopped | Frozen;

/** Whether it is a person that it is about, and not what the bot may do at the moment. */
export const isAboutThem = (refusal: WriteRefusal): refusal is AccessRefusal =>
  refusal.kind !== 'previewOff' && refusal.kind !== 'writingStopped' && refusal.kind !== 'frozen';

/** Why a click came to nothing although the change can still be confirmed. */
export type Release =
  /** `of`: whose earlier approval counts no more; left out: whoever decided it. */
  | { readonly kind: 'refused'; readonly refusal: WriteRefusal; readonly of?: Person | undefined }
  | { readonly kind: 'unreadable'; readonly problem: DirectoryProblem }
  /** The bot was stopped, or failed, before anything was written. */
  | { readonly kind: 'interrupted' }
  /** It opens the tenant with broken glass, and nobody else could be told of it first. */
  | { readonly kind: 'unheard' };

/** Why the bot itself took no further step of a change, or did not take one again; left out where it did not stop. */
export type Halt =
  Extract<Release, { kind: 'refused' | 'unreadable' }> | { readonly kind: 'stopped'; readonly stop: Stop };

/** Why a change ended without being applied, as far as is known, and what was read back at the end. */
export type Failure =
  /** Graph said no, or the request was lost and the policy still reads as before. */
  | {
      readonly kind: 'notApplied';
      readonly problem: DirectoryProblem | null;
      readonly found: Snapshot;
      readonly halt?: Halt | undefined;
    }
  /** Some steps took effect, the rest did not. */
  | {
      readonly kind: 'partlyApplied';
      readonly problem: DirectoryProblem | null;
      readonly done: readonly Step[];
      readonly found: Snapshot;
      readonly halt?: Halt | undefined;
    }
  /** The policy is neither what it was nor what it should be: a person must look. */
  | { readonly kind: 'diverged'; readonly found: Snapshot };

export type Pending = {
  readonly state: 'pending';
  readonly release: Release | null;
  /** Who says that they are looking at it: it draws attention and gives no right. null: nobody. */
  readonly looking: { readonly by: Person; readonly at: Instant } | null;
};
/** How many steps of the plan Graph has said to be done. */
type StepsDone = number;
export type Verifying = {
  readonly state: 'applying';
  readonly by: Person;
  readonly claimedAt: Instant;
  readonly phase: 'verifying';
};
/** A write may have reached Graph. */
export type Writing = {
  readonly state: 'applying';
  readonly by: Person;
  readonly claimedAt: Instant;
  readonly phase: 'writing';
  readonly done: StepsDone;
};
export type Applying = Verifying | Writing;
export type Unsettled = {
  readonly state: 'unknown';
  readonly by: Person;
  /** When the write may have begun. */
  readonly since: Instant;
  readonly done: StepsDone;
  readonly problem: DirectoryProblem | null;
  readonly halt?: Halt | undefined;
};
export type Failed = {
  readonly state: 'failed';
  readonly by: Person;
  readonly at: Instant;
  readonly failure: Failure;
};
export type Ended =
  /** `found` is what was read back: as asked, but somebody else may have changed another setting meanwhile. */
  | { readonly state: 'applied'; readonly by: Person; readonly at: Instant; readonly found: Snapshot }
  | Failed
  /** By the requester, who took it back, by whoever was to approve it, or by any other administrator, who ended it. */
  | { readonly state: 'rejected'; readonly by: Person; readonly at: Instant; readonly reason: string | null }
  /** Another change of the partner took its place, which `by` asked for. */
  | { readonly state: 'superseded'; readonly by: Person; readonly instead: ChangeId; readonly at: Instant }
  /** `release`: why the last click came to nothing; null: nobody clicked. */
  | { readonly state: 'expired'; readonly at: Instant; readonly release: Release | null }
  | { readonly state: 'stopped'; readonly at: Instant; readonly stop: Stop }
  | { readonly state: 'stale'; readonly by: Person; readonly at: Instant; readonly found: Snapshot };
export type Status = Pending | Applying | Unsettled | Ended;
export type StateName = Status['state'];

/** States in which a change still owns its partner: no second change may be proposed. */
export const OPEN_STATES = ['pending', 'applying', 'unknown'] as const satisfies StateName[];

/** How many steps Graph has said to be done, as far as is stored. */
export function stepsDone(status: Status): number {
  return 'done' in status ? status.done : 0;
}
