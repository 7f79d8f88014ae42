import { nextEnd } from '../ends/end.ts';
import { samePerson, type Person } from '../people/person.ts';
import { steps } from '../policy/plan.ts';
import { isCarriedOut, needsReview, type Approved, type Change } from './change.ts';
import type { ChangeEvent } from './event.ts';
import { evidenceOf, withMatch } from './evidence.ts';
import { nextProgress } from './progress.ts';
import { isDecidedAlready, isOver, type Proposal } from './proposal.ts';
import type { Failed, Status, Unsettled, Verifying, Writing } from './status.ts';

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
  if (event.kind === 'endTold' || event.kind === 'endCame') {
    const end = isCarriedOut(change) ? nextEnd(change.end, event) : undefined;
    return end && { ...change, revision: change.revision + 1, end };
  }
  if (event.kind === 'membersEnded' || event.kind === 'halted' || event.kind === 'foundOpen') {
    const progress = nextProgress(change.proposal.plan.many, change.status, change.progress, event);
    return progress && { ...change, revision: change.revision + 1, progress };
  }
  const status = nextStatus(change, event);
  if (status === undefined) return undefined;
  const evidence = evidenceOf(change.proposal.plan, status, change.evidence);
  return { ...change, revision: change.revision + 1, status, approvals: approvalsAfter(change, event), evidence };
}

/** Who has approved it then, besides whoever decided it. */
function approvalsAfter({ approvals, status }: Change, event: ChangeEvent): readonly Approved[] {
  if (event.kind === 'approved') return [...approvals, { by: event.by, at: event.at }];
  if (event.kind === 'claimed') return approvals.filter(({ by }) => !samePerson(by, event.by));
  if (event.kind !== 'released' || event.release.kind !== 'refused' || status.state !== 'applying') return approvals;
  const { of: whose = status.by } = event.release;
  // Somebody else's fault: the word of whoever decided it stands.
  const all = [...approvals, { by: status.by, at: status.claimedAt }];
  return all.filter(({ by }) => !samePerson(by, whose));
}

function nextStatus({ proposal, status, approvals }: Change, event: ChangeEvent): Status | undefined {
  switch (status.state) {
    case 'pending':
      if (event.kind === 'expired' && isOver(proposal, event.at)) {
        return { state: 'expired', at: event.at, release: status.release };
      }
      if (event.kind === 'claimed' && !isOver(proposal, event.at) && isEnough(proposal, approvals, event.by)) {
        return { state: 'applying', by: event.by, claimedAt: event.at, phase: 'verifying' };
      }
      if (event.kind === 'approved' && !isOver(proposal, event.at) && isOneMore(proposal, approvals, event.by)) {
        return { ...status, release: null, looking: null };
      }
      if (event.kind === 'looked' && proposal.approval === 'secondPerson' && mayDecide(proposal, event.by)) {
        const isKnown = status.looking !== null && samePerson(status.looking.by, event.by);
        return isKnown ? undefined : { ...status, looking: { by: event.by, at: event.at } };
      }
      if (event.kind === 'stopped') return { state: 'stopped', at: event.at, stop: event.stop };
      // Whoever asked may take it back, also where somebody else decides; what was decided with many is not taken back alone.
      if (
        event.kind === 'rejected' &&
        proposal.partOf === undefined &&
        (mayDecide(proposal, event.by) || samePerson(event.by, proposal.requester))
      ) {
        return { state: 'rejected', by: event.by, at: event.at, reason: event.reason };
      }
      // What was decided with the end is nobody's to end anew.
      const isOwn = !isDecidedAlready(proposal);
      if (event.kind === 'ended' && isOwn && event.by.tenantId === proposal.requester.tenantId) {
        return { state: 'rejected', by: event.by, at: event.at, reason: event.reason };
      }
      if (event.kind === 'superseded' && event.by.tenantId === proposal.requester.tenantId) {
        return { state: 'superseded', by: event.by, instead: event.instead, at: event.at };
      }
      return undefined;
    case 'applying':
      return status.phase === 'verifying' ? fromVerifying(status, event) : fromWriting(proposal, status, event);
    case 'unknown':
      return event.kind === 'lostSight' ? undefined : fromWritten(status, event);
    case 'failed':
      return event.kind === 'tookEffect' ? fromGivenUp(proposal, status, event) : undefined;
    case 'applied':
    case 'rejected':
    case 'superseded':
    case 'expired':
    case 'stale':
    case 'stopped':
      return undefined;
  }
}

function fromVerifying(status: Verifying, event: ChangeEvent): Status | undefined {
  switch (event.kind) {
    case 'released':
      return { state: 'pending', release: event.release, looking: null };
    case 'foundStale':
      return { state: 'stale', by: status.by, at: event.at, found: event.found };
    case 'stopped':
      return { state: 'stopped', at: event.at, stop: event.stop };
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
    case 'stopped':
      // What is settled by reading is settled by what is stored: where that was changed, nobody can say how it ended.
      return event.stop.kind === 'notAsProposed' ? { state: 'stopped', at: event.at, stop: event.stop } : undefined;
    case 'lostSight':
      return { state: 'unknown', by, since, done, problem: event.problem, ...(event.halt && { halt: event.halt }) };
    default:
      return undefined;
  }
}

/** Only a reading has ended it, and a later one may find more of it. */
function fromGivenUp(
  { plan }: Proposal,
  status: Failed,
  { done, found, at }: Extract<ChangeEvent, { kind: 'tookEffect' }>,
): Status | undefined {
  const { by, failure } = status;
  const all = steps(plan);
  const known = failure.kind === 'partlyApplied' ? failure.done.length : 0;
  if (done <= known || done > all.length) return undefined;
  if (done === all.length) return { state: 'applied', by, at, found };
  const problem = failure.kind === 'diverged' ? null : failure.problem;
  return { state: 'failed', by, at, failure: { kind: 'partlyApplied', problem, done: all.slice(0, done), found } };
}

/** Whether the person's word is the last that it takes. One person counts once. */
function isEnough(proposal: Proposal, approvals: readonly Approved[], person: Person): boolean {
  // As many as it takes have decided all of it.
  if (proposal.partOf !== undefined) return mayDecide(proposal, person);
  const others = approvals.filter(({ by }) => !samePerson(by, person));
  return mayDecide(proposal, person) && others.length + 1 >= proposal.approvers;
}

/** Whether the person's word counts, and more have to follow. */
function isOneMore(proposal: Proposal, approvals: readonly Approved[], person: Person): boolean {
  const isNew = approvals.every(({ by }) => !samePerson(by, person));
  return isNew && mayDecide(proposal, person) && !isEnough(proposal, approvals, person);
}

/** Whether the person is one who can decide the change, if they hold the role. */
function mayDecide({ approval, requester }: Proposal, person: Person): boolean {
  return samePerson(person, requester) !== (approval === 'secondPerson');
}
