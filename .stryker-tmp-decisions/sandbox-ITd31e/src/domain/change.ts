// @ts-nocheck
import type { Approval } from './approval.ts';
import type { ConversationReference } from './conversation.ts';
import type { Actor } from './drift.ts';
import { evidenceOf, withMatch, type Evidence } from './evidence.ts';
import type { ChangeId } from './ids.ts';
import type { Lookalike } from './lookalike.ts';
import { samePerson, type Person } from './person.ts';
import type { Instant } from './instant.ts';
import { steps, type Plan } from './plan.ts';
import type { DefaultConfiguration } from './policy.ts';
import type { DirectoryProblem } from './problem.ts';
import type { FollowUp, Refusal } from './refusal.ts';
import type { Snapshot } from './snapshot.ts';
import type { Step } from './step.ts';
import type { TenantInformation } from './tenant.ts';

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
  /** What must be typed beside Confirm, so that nobody confirms by habit; null: nothing. */
  readonly challenge: string | null;
  /** The change that this one undoes or continues. */
  readonly follows: { readonly what: FollowUp; readonly change: ChangeId } | null;
  /** Other tenants that this partner's name or domain could be mistaken for. */
  readonly lookalikes: readonly Lookalike[];
  /** The default configuration as read at the proposal; null: it could not be read. */
  readonly defaults: DefaultConfiguration | null;
  readonly requestedAt: Instant;
  readonly expiresAt: Instant;
  readonly conversation: ConversationReference;
};

/** Why a click came to nothing although the change can still be confirmed. */
export type Release =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unreadable'; readonly problem: DirectoryProblem }
  /** The bot was stopped, or failed, before anything was written. */
  | { readonly kind: 'interrupted' };

/** Why a change ended without being applied, as far as is known, and what was read back at the end. */
export type Failure =
  /** Graph said no, or the request was lost and the policy still reads as before. */
  | { readonly kind: 'notApplied'; readonly problem: DirectoryProblem | null; readonly found: Snapshot }
  /** Some steps took effect, the rest did not. */
  | {
      readonly kind: 'partlyApplied';
      readonly problem: DirectoryProblem | null;
      readonly done: readonly Step[];
      readonly found: Snapshot;
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
type Verifying = {
  readonly state: 'applying';
  readonly by: Person;
  readonly claimedAt: Instant;
  readonly phase: 'verifying';
};
/** A write may have reached Graph. */
type Writing = {
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
};
export type Ended =
  /** `found` is what was read back: as asked, but somebody else may have changed another setting meanwhile. */
  | { readonly state: 'applied'; readonly by: Person; readonly at: Instant; readonly found: Snapshot }
  | { readonly state: 'failed'; readonly by: Person; readonly at: Instant; readonly failure: Failure }
  /** By the requester, who took it back, or by whoever was to approve it. */
  | { readonly state: 'rejected'; readonly by: Person; readonly at: Instant; readonly reason: string | null }
  /** `release`: why the last click came to nothing; null: nobody clicked. */
  | { readonly state: 'expired'; readonly at: Instant; readonly release: Release | null }
  | { readonly state: 'stale'; readonly by: Person; readonly at: Instant; readonly found: Snapshot };
export type Status = Pending | Applying | Unsettled | Ended;
export type StateName = Status['state'];

/** Somebody else's look at a change that was made by breaking the glass. */
export type Review = { readonly by: Person; readonly at: Instant; readonly finding: string };

/** One change, from proposal to its end. `revision` grows by one with every event: the compare-and-swap key. */
export type Change = {
  readonly proposal: Proposal;
  readonly revision: number;
  readonly status: Status;
  /** null: there was none, which for most changes is right. */
  readonly review: Review | null;
  /** What Entra's audit log says of it; null: nothing was written. */
  readonly evidence: Evidence | null;
};

/** States in which a change still owns its partner: no second change may be proposed. */
export const OPEN_STATES = ['pending', 'applying', 'unknown'] as const satisfies StateName[];

export function isOpen(change: Change): boolean {
  return OPEN_STATES.some((open) => open === change.status.state);
}

export type ChangeEvent =
  | { readonly kind: 'claimed'; readonly by: Person; readonly at: Instant }
  | { readonly kind: 'released'; readonly release: Release; readonly at: Instant }
  | { readonly kind: 'writeStarted'; readonly at: Instant }
  | { readonly kind: 'stepDone'; readonly at: Instant }
  | { readonly kind: 'foundStale'; readonly found: Snapshot; readonly at: Instant }
  | { readonly kind: 'applied'; readonly found: Snapshot; readonly at: Instant }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly at: Instant }
  | { readonly kind: 'lostSight'; readonly problem: DirectoryProblem | null; readonly at: Instant }
  | { readonly kind: 'looked'; readonly by: Person; readonly at: Instant }
  | { readonly kind: 'rejected'; readonly by: Person; readonly at: Instant; readonly reason: string | null }
  | { readonly kind: 'expired'; readonly at: Instant }
  | { readonly kind: 'reviewed'; readonly by: Person; readonly at: Instant; readonly finding: string }
  /** Entra's audit log has told of a step. */
  | { readonly kind: 'matched'; readonly step: number; readonly record: Actor; readonly at: Instant };

export function propose(proposal: Proposal): Change {
  const status: Pending = { state: 'pending', release: null, looking: null };
  return { proposal, revision: 1, status, review: null, evidence: null };
}

/** Whether the person is one who can decide the change, if they hold the role. */
function mayDecide({ approval, requester }: Proposal, person: Person): boolean {
  return samePerson(person, requester) !== (approval === 'secondPerson');
}

/** Whether the glass was broken to write it, and nobody else has looked at that yet. */
export function needsReview({ proposal, status, review }: Change): boolean {
  return proposal.approval === 'breakGlass' && review === null && ['applied', 'failed'].includes(status.state);
}

/** How many steps Graph has said to be done, as far as is stored. */
export function stepsDone(status: Status): number {
  return 'done' in status ? status.done : 0;
}

/** Clocks are corrected by less all the time, in milliseconds. */
const CLOCK_CORRECTION_MS = 60_000;

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

export function isDue({ status, proposal }: Change, now: Instant): boolean {
  return status.state === 'pending' && isOver(proposal, now);
}

/**
 * The only way a change moves on; undefined when the event does not belong to the state, and then nothing happens.
 * A write can start only from `applying/verifying`, which can be entered only by a claim, so no order of events writes twice.
 */
export function next(change: Change, event: ChangeEvent): Change | undefined {
  if (event.kind === 'reviewed') {
    if (!needsReview(change) || samePerson(event.by, change.proposal.requester)) return undefined;
    const { by, at, finding } = event;
    return { ...change, revision: change.revision + 1, review: { by, at, finding } };
  }
  if (event.kind === 'matched') {
    const evidence = withMatch(change.evidence, event);
    return evidence && { ...change, revision: change.revision + 1, evidence };
  }
  const status = nextStatus(change, event);
  if (status === undefined) return undefined;
  return { ...change, revision: change.revision + 1, status, evidence: evidenceOf(change.proposal.plan, status) };
}

function nextStatus({ proposal, status }: Change, event: ChangeEvent): Status | undefined {
  switch (status.state) {
    case 'pending':
      if (event.kind === 'expired' && isOver(proposal, event.at)) {
        return { state: 'expired', at: event.at, release: status.release };
      }
      if (event.kind === 'claimed' && !isOver(proposal, event.at) && mayDecide(proposal, event.by)) {
        return { state: 'applying', by: event.by, claimedAt: event.at, phase: 'verifying' };
      }
      if (event.kind === 'looked' && proposal.approval === 'secondPerson' && mayDecide(proposal, event.by)) {
        const isKnown = status.looking !== null && samePerson(status.looking.by, event.by);
        return isKnown ? undefined : { ...status, looking: { by: event.by, at: event.at } };
      }
      // Whoever asked may take it back, also where somebody else decides.
      if (event.kind === 'rejected' && (mayDecide(proposal, event.by) || samePerson(event.by, proposal.requester))) {
        return { state: 'rejected', by: event.by, at: event.at, reason: event.reason };
      }
      return undefined;
    case 'applying':
      return status.phase === 'verifying' ? fromVerifying(status, event) : fromWriting(proposal, status, event);
    case 'unknown':
      return event.kind === 'lostSight' ? undefined : fromWritten(status, event);
    case 'applied':
    case 'failed':
    case 'rejected':
    case 'expired':
    case 'stale':
      return undefined;
  }
}

function fromVerifying(status: Verifying, event: ChangeEvent): Status | undefined {
  switch (event.kind) {
    case 'released':
      return { state: 'pending', release: event.release, looking: null };
    case 'foundStale':
      return { state: 'stale', by: status.by, at: event.at, found: event.found };
    case 'writeStarted':
      return { ...status, phase: 'writing', done: 0 };
    default:
      return undefined;
  }
}

function fromWriting({ plan }: Proposal, status: Writing, event: ChangeEvent): Status | undefined {
  switch (event.kind) {
    case 'stepDone':
      return status.done < steps(plan).length ? { ...status, done: status.done + 1 } : undefined;
    case 'foundStale':
      // Graph turned the first step down because somebody else was faster: nothing of this change was written.
      return status.done === 0 ? { state: 'stale', by: status.by, at: event.at, found: event.found } : undefined;
    default:
      return fromWritten({ by: status.by, since: status.claimedAt, done: status.done }, event);
  }
}

function fromWritten(
  { by, since, done }: Pick<Unsettled, 'by' | 'since' | 'done'>,
  event: ChangeEvent,
): Status | undefined {
  switch (event.kind) {
    case 'applied':
      return { state: 'applied', by, at: event.at, found: event.found };
    case 'failed':
      return { state: 'failed', by, at: event.at, failure: event.failure };
    case 'lostSight':
      return { state: 'unknown', by, since, done, problem: event.problem };
    default:
      return undefined;
  }
}
