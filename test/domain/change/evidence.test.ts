import { describe, expect, test } from 'vitest';
import { auditActivityOf } from '../../../src/domain/drift/audit.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { next } from '../../../src/domain/change/next.ts';
import { evidenceOf, LATE_MS, periodOf } from '../../../src/domain/change/evidence.ts';
import type { JournalEntry } from '../../../src/domain/change/journal.ts';
import { steps } from '../../../src/domain/policy/plan.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { applied, changeIn, STATUSES } from '../../cards/changes.ts';
import { PLANS } from '../../cards/plans.ts';
import { ownRecord, aProblem, aProposal, anEntry, NOW } from '../../builders.ts';

const record = ownRecord('audit-1');
const { plan: removal } = aProposal(PLANS['remove partner']);
const { plan: restoring } = aProposal(PLANS['restore policy and partner']);

/** As the change was when writing ended. */
const evidenceFor = ({ proposal, status }: Change) => evidenceOf(proposal.plan, status);

describe('what Entra is expected to tell', () => {
  test('of a change that is applied: every step that has a name in the log', () => {
    expect(evidenceFor(applied(PLANS['remove partner']))?.awaited).toEqual(steps(removal).map((_, index) => index));
  });

  test('of one that stopped half way: what was done', () => {
    const failure = {
      kind: 'partlyApplied',
      problem: aProblem(),
      done: steps(removal).slice(0, 1),
      found: live(null),
    } as const;
    const status = { ...STATUSES['partly applied'], failure };
    expect(evidenceOf(removal, status)?.awaited).toEqual([0]);
  });

  test('of one of which nobody knows what took effect: anything', () => {
    expect(evidenceOf(removal, STATUSES.diverged)?.awaited).toHaveLength(steps(removal).length);
  });

  test('nothing of steps that Microsoft has no name for', () => {
    expect(steps(restoring).map(auditActivityOf)).toContain(undefined);
    const evidence = evidenceFor(applied(PLANS['restore policy and partner']));
    expect(evidence).not.toBeNull();
    for (const index of evidence?.awaited ?? []) {
      expect(auditActivityOf(steps(restoring)[index] ?? { kind: 'purgeSyncPolicy' })).toBeDefined();
    }
  });

  test.each(['pending', 'verifying', 'writing', 'unknown', 'not applied', 'rejected', 'expired', 'stale'] as const)(
    'nothing of one that is %s',
    (name) => {
      expect(evidenceFor(changeIn(STATUSES[name]))).toBeNull();
    },
  );
});

describe('a record of the log', () => {
  const awaiting: Change = { ...applied({}), evidence: { awaited: [0], matched: [] } };
  const matched = { kind: 'matched', step: 0, record, at: NOW } as const;

  test('is noted once for a step that was written, and changes nothing else', () => {
    const moved = next(awaiting, matched);
    expect(moved).toEqual({
      ...awaiting,
      revision: awaiting.revision + 1,
      evidence: { awaited: [], matched: [{ step: 0, record }] },
    });
    expect(moved && next(moved, matched)).toBeUndefined();
  });

  test('is not noted for another step, nor where nothing was written', () => {
    expect(next(awaiting, { ...matched, step: 1 })).toBeUndefined();
    expect(next(changeIn(STATUSES.pending), matched)).toBeUndefined();
  });

  test('does not disappear when somebody reviews the change', () => {
    const broken: Change = {
      ...awaiting,
      proposal: { ...awaiting.proposal, approval: 'breakGlass' },
      evidence: { awaited: [], matched: [{ step: 0, record }] },
    };
    const by = { ...broken.proposal.requester, objectId: aProposal({}).requester.objectId.replace(/.$/, 'f') as never };
    expect(next(broken, { kind: 'reviewed', by, at: NOW, finding: 'fine' })?.evidence).toEqual(broken.evidence);
  });
});

describe('when a step was written', () => {
  const change = changeIn(STATUSES.writing);
  const line = (event: JournalEntry['event']): JournalEntry => anEntry(change, event as never);
  const began = line({ kind: 'writeStarted', at: 100 });
  const done = (at: number) => line({ kind: 'stepDone', at });
  const ended = line({ kind: 'applied', found: live(null), at: 900 });

  test('is between the answers before and after it', () => {
    const journal = [began, done(200), done(300), ended];
    expect([periodOf(0, journal), periodOf(1, journal)]).toEqual([
      { from: 100, until: 200 },
      { from: 200, until: 300 },
    ]);
  });

  test('is until the end of the change where the answer was lost', () => {
    expect(periodOf(1, [began, done(200), ended])).toEqual({ from: 200, until: 900 });
    expect(
      periodOf(0, [began, line({ kind: 'failed', failure: { kind: 'diverged', found: live(null) }, at: 700 })]),
    ).toEqual({ from: 100, until: 700 });
  });

  test('is over when it cannot take effect any more, however long it took to settle', () => {
    const late = 60 * 60_000;
    const found = line({ kind: 'applied', found: live(null), at: late });
    const lost = line({ kind: 'lostSight', problem: null, at: 700 });
    expect(periodOf(0, [began, lost, found])).toEqual({ from: 100, until: 700 + LATE_MS });
    expect(periodOf(0, [began, lost])).toEqual({ from: 100, until: 700 + LATE_MS });
    expect(periodOf(0, [began, lost, ended])).toEqual({ from: 100, until: 900 });
    expect(periodOf(0, [began, found])).toEqual({ from: 100, until: 100 + LATE_MS });
    const stop = { kind: 'notAsProposed', members: ['plan'] } as const;
    expect(periodOf(0, [began, line({ kind: 'stopped', stop, at: 700 })])).toEqual({ from: 100, until: 700 });
  });

  test('is when it began, as long as nothing was heard', () => {
    expect(periodOf(0, [began])).toEqual({ from: 100, until: 100 });
  });

  test('is known of no step before writing began', () => {
    expect(periodOf(0, [line({ kind: 'claimed', by: change.proposal.requester, at: 50 })])).toBeUndefined();
  });

  test('is never over before it began, whatever the clock did', () => {
    expect(periodOf(0, [began, done(40)])).toEqual({ from: 100, until: 100 });
  });
});
