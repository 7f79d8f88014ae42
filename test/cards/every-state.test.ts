import { describe, expect, test } from 'vitest';
import type { Approval } from '../../src/domain/change/approval.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { FollowUp } from '../../src/domain/change/proposal.ts';
import type { Failure, Release, Status } from '../../src/domain/change/status.ts';
import type { Stop } from '../../src/domain/change/stop.ts';
import type { DriftStatus } from '../../src/domain/drift/drift.ts';
import type { Misuse } from '../../src/domain/drift/misuse.ts';
import type { Sight } from '../../src/domain/drift/sight.ts';
import type { Lookalike } from '../../src/domain/partners/lookalike.ts';
import type { SyncState } from '../../src/domain/policy/policy.ts';
import { steps } from '../../src/domain/policy/plan.ts';
import type { Step } from '../../src/domain/policy/step.ts';
import type { ReasonAsked, Reply } from '../../src/domain/replies/reply.ts';
import { REPLIES } from './samples.ts';

/**
 * The samples, which the gallery shows, have every kind and state that there is: one that is not listed here does not compile,
 * and one without a sample fails. Kinds of replies are looked for in test/words; those of notices do not compile without one.
 */

const replies = Object.values(REPLIES);
const changes = replies.flatMap((reply) => (reply.kind === 'change' ? [reply.change] : []));

const ofChanges = (pick: (change: Change) => string | readonly string[] | undefined) => (): readonly string[] =>
  changes.flatMap((change) => pick(change) ?? []);
const ofReplies = (pick: (reply: Reply) => string | readonly string[] | undefined) => (): readonly string[] =>
  replies.flatMap((reply) => pick(reply) ?? []);

type Every<Kind extends string> = Readonly<Record<Kind, true>>;

const CHANGE_STATES: Every<Status['state']> = {
  pending: true,
  applying: true,
  unknown: true,
  applied: true,
  failed: true,
  rejected: true,
  expired: true,
  stale: true,
  stopped: true,
  superseded: true,
};
const FAILURES: Every<Failure['kind']> = { notApplied: true, partlyApplied: true, diverged: true };
const RELEASES: Every<Release['kind']> = { refused: true, unreadable: true, interrupted: true, unheard: true };
const STOPS: Every<Stop['kind']> = {
  requesterMayNot: true,
  ruleStricter: true,
  endMoved: true,
  endPast: true,
  listStopped: true,
  notAsProposed: true,
};
const APPROVALS: Every<Approval> = { self: true, secondPerson: true, breakGlass: true };
const FOLLOW_UPS: Every<FollowUp> = { undo: true, continue: true };
const STEPS: Every<Step['kind']> = {
  addPartner: true,
  updateAutomaticRedemption: true,
  updateSettings: true,
  createSyncPolicy: true,
  updateSyncPolicy: true,
  deleteSyncPolicy: true,
  removePartner: true,
  restorePartner: true,
  restoreSyncPolicy: true,
  purgeSyncPolicy: true,
  recreateDeletedSyncPolicy: true,
  updateTemplate: true,
  resetTemplate: true,
};
const DRIFT_STATES: Every<DriftStatus['state']> = {
  open: true,
  accepted: true,
  reopened: true,
  reverted: true,
  superseded: true,
};
const MISUSE_STATES: Every<Misuse['status']['state']> = { told: true, open: true, resumed: true };
const SIGHTS: Every<Sight['turn']['kind']> = { lost: true, back: true };
const LOOKALIKES: Every<Lookalike['kind']> = {
  sameName: true,
  similarName: true,
  similarDomain: true,
  nameLikeDomain: true,
  domainLikeName: true,
  nameHoldsId: true,
  idInName: true,
  more: true,
  foreignLetters: true,
  uncompared: true,
};
const REASONS: Every<ReasonAsked['what']> = {
  breakGlass: true,
  freeze: true,
  acceptDrift: true,
  keepPartner: true,
  closeReview: true,
  resumeWriting: true,
};
const SYNCS: Every<SyncState> = { on: true, off: true, none: true };

describe('there is a card', () => {
  test.each<[what: string, every: Readonly<Record<string, true>>, found: () => readonly string[]]>([
    ['of a change in every state', CHANGE_STATES, ofChanges(({ status }) => status.state)],
    [
      'of a change that failed in every way',
      FAILURES,
      ofChanges(({ status }) => (status.state === 'failed' ? status.failure.kind : undefined)),
    ],
    [
      'of a click that came to nothing in every way',
      RELEASES,
      ofChanges(({ status }) => (status.state === 'pending' ? status.release?.kind : undefined)),
    ],
    [
      'of a change that was stopped in every way',
      STOPS,
      ofChanges(({ status }) => (status.state === 'stopped' ? status.stop.kind : undefined)),
    ],
    ['of a change with every rule of approval', APPROVALS, ofChanges(({ proposal }) => proposal.approval)],
    ['of a change that follows another in every way', FOLLOW_UPS, ofChanges(({ proposal }) => proposal.follows?.what)],
    ['of a change with every step', STEPS, ofChanges(({ proposal }) => steps(proposal.plan).map(({ kind }) => kind))],
    [
      'of a drift in every state',
      DRIFT_STATES,
      ofReplies((reply) => (reply.kind === 'drift' ? reply.drift.status.state : undefined)),
    ],
    [
      'of a misuse in every state',
      MISUSE_STATES,
      ofReplies((reply) => (reply.kind === 'misuse' ? reply.misuse.status.state : undefined)),
    ],
    [
      'of sight, lost and back',
      SIGHTS,
      ofReplies((reply) => (reply.kind === 'sight' ? reply.sight.turn.kind : undefined)),
    ],
    [
      'with every kind of lookalike',
      LOOKALIKES,
      ofReplies((reply) => {
        const { lookalikes = [] } =
          reply.kind === 'change' ? reply.change.proposal : 'lookalikes' in reply ? reply : {};
        return lookalikes.map(({ kind }) => kind);
      }),
    ],
    [
      'that asks for a reason, for everything',
      REASONS,
      ofReplies((reply) => (reply.kind === 'reasonAsked' ? reply.what : undefined)),
    ],
    [
      'with every state of user sync',
      SYNCS,
      ofReplies((reply) => (reply.kind === 'partners' ? reply.rows.map(({ sync }) => sync) : undefined)),
    ],
  ])('%s', (_, every, found) => {
    expect([...new Set(found())].sort()).toEqual(Object.keys(every).sort());
  });
});
