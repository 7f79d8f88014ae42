import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isDue,
  isOpen,
  missingApprovals,
  needsReview,
  propose,
  type Change,
} from '../../../src/domain/change/change.ts';
import { claimStands } from '../../../src/domain/change/claim.ts';
import { next } from '../../../src/domain/change/next.ts';
import type { ChangeEvent } from '../../../src/domain/change/event.ts';
import type { Failure, Release, StateName } from '../../../src/domain/change/status.ts';
import type { Stop } from '../../../src/domain/change/stop.ts';
import { samePerson, type Person } from '../../../src/domain/people/person.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import {
  ownRecord,
  aChange,
  after,
  aPerson,
  aProblem,
  aProposal,
  changeIdOf,
  HOME,
  MINUTE,
  NOW,
  objectIdOf,
  tenantIdOf,
} from '../../builders.ts';

const REQUESTER = aPerson({ objectId: objectIdOf(1) });
const STRANGER = aPerson({ objectId: objectIdOf(2), displayName: REQUESTER.displayName });
const STRANGERS = [
  STRANGER,
  // The same object id in another tenant is somebody else.
  aPerson({ objectId: objectIdOf(1), tenantId: tenantIdOf(9) }),
];
const PROPOSAL = aProposal({ requester: REQUESTER, requestedAt: NOW, expiresAt: NOW + 15 * MINUTE });
const PROBLEM = aProblem();
const FOUND = live({ automaticRedemption: { inbound: true, outbound: null }, identitySynchronization: null });
const NOTHING = live(null);
const STOP: Stop = { kind: 'requesterMayNot', refusal: { kind: 'disabledAccount' } };

const RELEASES: readonly Release[] = [
  { kind: 'interrupted' },
  { kind: 'unreadable', problem: PROBLEM },
  { kind: 'refused', refusal: { kind: 'guestAccount' } },
];
const FAILURES: readonly Failure[] = [
  { kind: 'notApplied', problem: PROBLEM, found: NOTHING },
  { kind: 'partlyApplied', problem: null, done: [{ kind: 'addPartner' }], found: FOUND },
  { kind: 'diverged', found: NOTHING },
];

describe('a change that another person decides, whatever happens to it in whatever order', () => {
  const forEveryShared = (check: (moves: readonly Move[]) => void) => {
    forEveryStory(check, aProposal({ ...PROPOSAL, approval: 'secondPerson' }));
  };

  test('is never claimed by whoever asked, and starts a write at most once for each claim', () => {
    forEveryShared((moves) => {
      let claims = 0;
      for (const { event, to } of moves.filter((move) => move.to !== undefined)) {
        if (event.kind === 'claimed') {
          expect(samePerson(event.by, REQUESTER)).toBe(false);
          claims += 1;
        }
        if (event.kind === 'writeStarted') {
          expect(claims).toBe(1);
          claims = 0;
        }
        if (event.kind === 'released') claims = 0;
        expect(to?.review).toBeNull();
      }
    });
  });

  test('is looked at by somebody else alone, and that moves nothing', () => {
    forEveryShared((moves) => {
      for (const { from, event, to } of moves) {
        if (event.kind !== 'looked' || to === undefined) continue;
        expect(samePerson(event.by, REQUESTER)).toBe(false);
        expect([from.status.state, to.status.state]).toEqual(['pending', 'pending']);
      }
    });
  });
});

describe('a change that several others must approve', () => {
  const [A, B, C] = [2, 3, 4].map((n) => aPerson({ objectId: objectIdOf(n) })) as [Person, Person, Person];
  const proposal = aProposal({ ...PROPOSAL, approval: 'secondPerson', approvers: 2 });
  const pending = aChange({ proposal });
  const approved = (by: Person, when = NOW) => ({ kind: 'approved', by, at: when }) as const;
  const claimed = (by: Person) => ({ kind: 'claimed', by, at: NOW }) as const;
  const half = after(pending, approved(A));

  test('is decided by the last of them', () => {
    expect(next(pending, claimed(A))).toBeUndefined();
    expect(half).toMatchObject({ status: { state: 'pending', release: null, looking: null } });
    expect([half.approvals, missingApprovals(pending), missingApprovals(half)]).toEqual([[{ by: A, at: NOW }], 2, 1]);
    expect(after(half, claimed(B))).toMatchObject({ status: { state: 'applying', by: B }, approvals: [{ by: A }] });
  });

  test('counts nobody twice, and never whoever asked', () => {
    for (const event of [approved(A), claimed(A), approved(REQUESTER), claimed(REQUESTER)]) {
      expect(next(half, event)).toBeUndefined();
    }
    // It is the last one, and would decide.
    expect(next(half, approved(B))).toBeUndefined();
    expect(next(pending, approved(A, PROPOSAL.expiresAt))).toBeUndefined();
  });

  test('keeps the other approvals where one counts no more', () => {
    const verifying = after(half, claimed(B));
    const refusal = { kind: 'disabledAccount' } as const;
    const given = (release: Release) => after(verifying, { kind: 'released', release, at: NOW }).approvals;
    expect(given({ kind: 'refused', refusal, of: A })).toEqual([{ by: B, at: NOW }]);
    expect(given({ kind: 'refused', refusal })).toEqual([{ by: A, at: NOW }]);
    expect(given({ kind: 'interrupted' })).toEqual([{ by: A, at: NOW }]);
    const again = after(verifying, { kind: 'released', release: { kind: 'refused', refusal, of: A }, at: NOW });
    expect(next(again, claimed(B))).toBeUndefined();
    expect(after(again, claimed(C))).toMatchObject({ status: { by: C }, approvals: [{ by: B }] });
  });

  test('is claimed only with enough of them, whatever happens in whatever order', () => {
    forEveryStory((moves) => {
      for (const { event, to } of moves) {
        if (event.kind !== 'claimed' || to === undefined) continue;
        const who = [event.by, ...to.approvals.map(({ by }) => by)];
        expect(who.length).toBeGreaterThanOrEqual(2);
        expect(new Set(who.map(({ objectId, tenantId }) => `${objectId} ${tenantId}`)).size).toBe(who.length);
        expect(who.some((one) => samePerson(one, REQUESTER))).toBe(false);
      }
    }, proposal);
  });
});

describe('a change for which the glass was broken', () => {
  const ended = (state: 'applied' | 'rejected'): Change => ({
    ...SITUATIONS[state],
    proposal: { ...PROPOSAL, approval: 'breakGlass' },
  });
  const review = (by: Person) => ({ kind: 'reviewed', by, at: NOW, finding: 'fine' }) as const;

  test('is reviewed once, by somebody else, when it was written', () => {
    expect(needsReview(ended('applied'))).toBe(true);
    expect(next(ended('applied'), review(REQUESTER))).toBeUndefined();
    const reviewed = next(ended('applied'), review(STRANGER));
    expect(reviewed).toMatchObject({ review: { by: STRANGER, finding: 'fine' }, status: { state: 'applied' } });
    expect(reviewed && next(reviewed, review(STRANGER))).toBeUndefined();
  });

  test('needs no review when nothing was written', () => {
    expect(needsReview(ended('rejected'))).toBe(false);
    expect(next(ended('rejected'), review(STRANGER))).toBeUndefined();
  });
});

describe('a change, whatever happens to it in whatever order', () => {
  test('moves only while it is open, and stays where it ended', () => {
    forEveryStory((moves) => {
      const end = moves.findIndex(({ to }) => to !== undefined && !isOpen(to));
      if (end >= 0) expect(moves.slice(end + 1).filter(({ to }) => to !== undefined)).toEqual([]);
    });
  });

  test('starts a write at most once for each claim, and never without one', () => {
    forEveryStory((moves) => {
      let mayWrite = false;
      for (const { event, to } of moves) {
        if (to === undefined) continue;
        if (event.kind === 'claimed') mayWrite = true;
        if (event.kind === 'writeStarted') {
          expect(mayWrite).toBe(true);
          mayWrite = false;
        }
      }
    });
  });

  test('goes back to pending only as long as nothing was written, and is stale only as long as no step is done', () => {
    forEveryStory((moves) => {
      const written = moves.findIndex(({ event, to }) => event.kind === 'writeStarted' && to !== undefined);
      if (written < 0) return;
      const later = moves.slice(written + 1).flatMap(({ to }) => to?.status.state ?? []);
      const allowed = ['applying', 'unknown', 'applied', 'failed', 'stale'];
      expect(later.filter((state) => !allowed.includes(state))).toEqual([]);
      const done = moves.findIndex(({ event, to }) => event.kind === 'stepDone' && to !== undefined);
      if (done >= 0) expect(moves.slice(done).filter(({ to }) => to?.status.state === 'stale')).toEqual([]);
    });
  });

  test('is claimed by its requester alone, and only before it expires', () => {
    let claims = 0;
    forEveryStory((moves) => {
      for (const { event, to } of moves) {
        if (event.kind !== 'claimed' || to === undefined) continue;
        claims += 1;
        expect(samePerson(event.by, REQUESTER)).toBe(true);
        expect(event.at).toBeLessThan(PROPOSAL.expiresAt);
      }
    });
    expect(claims, 'stories in which somebody confirms').toBeGreaterThan(50);
  });

  test('is rejected by its requester alone', () => {
    forEveryStory((moves) => {
      for (const { event, to } of moves) {
        if (event.kind === 'rejected' && to !== undefined) expect(samePerson(event.by, REQUESTER)).toBe(true);
      }
    });
  });

  test('cannot be claimed any more once it is expired or rejected', () => {
    forEveryStory((moves) => {
      for (const { to } of moves) {
        if (to?.status.state !== 'expired' && to?.status.state !== 'rejected') continue;
        expect(next(to, { kind: 'claimed', by: REQUESTER, at: NOW })).toBeUndefined();
      }
    });
  });

  test('grows its revision by exactly one for every accepted event and keeps its proposal', () => {
    forEveryStory((moves) => {
      for (const { from, to } of moves) {
        if (to === undefined) continue;
        expect(to.revision).toBe(from.revision + 1);
        expect(to.proposal).toBe(from.proposal);
      }
    });
  });

  test('leaves the change it came from as it was', () => {
    forEveryStory((moves) => {
      for (const { from, event } of moves) {
        const before = structuredClone(from);
        next(from, event);
        expect(from).toEqual(before);
      }
    });
  });

  test('can always still end', () => {
    forEveryStory((moves) => {
      const last = moves.at(-1);
      const reached = last?.to ?? last?.from ?? propose(PROPOSAL);
      expect(canEnd(reached, 3), `from ${reached.status.state}`).toBe(true);
    });
  });

  test('reaches every state that there is', () => {
    const reached = new Set<StateName>();
    forEveryStory((moves) => {
      for (const { to } of moves) if (to !== undefined) reached.add(to.status.state);
    });
    expect([...reached].sort()).toEqual([
      'applied',
      'applying',
      'expired',
      'failed',
      'pending',
      'rejected',
      'stale',
      'stopped',
      'superseded',
      'unknown',
    ]);
  });
});

/** The change in every situation that the rules tell apart. */
const SITUATIONS = {
  pending: aChange({ proposal: PROPOSAL }),
  verifying: aChange({
    proposal: PROPOSAL,
    status: { state: 'applying', by: REQUESTER, claimedAt: NOW, phase: 'verifying' },
  }),
  writing: aChange({ proposal: PROPOSAL, status: writing(0) }),
  /** One of the two steps is done. */
  written: aChange({ proposal: PROPOSAL, status: writing(1) }),
  unknown: aChange({
    proposal: PROPOSAL,
    status: { state: 'unknown', by: REQUESTER, since: NOW, done: 0, problem: null },
  }),
  applied: aChange({
    proposal: PROPOSAL,
    status: { state: 'applied', by: REQUESTER, at: NOW, found: PROPOSAL.plan.after },
  }),
  failed: aChange({
    proposal: PROPOSAL,
    status: { state: 'failed', by: REQUESTER, at: NOW, failure: { kind: 'notApplied', problem: null, found: NOTHING } },
  }),
  rejected: aChange({ proposal: PROPOSAL, status: { state: 'rejected', by: REQUESTER, at: NOW, reason: null } }),
  superseded: aChange({
    proposal: PROPOSAL,
    status: { state: 'superseded', by: STRANGER, instead: changeIdOf(2), at: NOW },
  }),
  expired: aChange({ proposal: PROPOSAL, status: { state: 'expired', at: NOW, release: null } }),
  stale: aChange({ proposal: PROPOSAL, status: { state: 'stale', by: REQUESTER, at: NOW, found: NOTHING } }),
  stopped: aChange({ proposal: PROPOSAL, status: { state: 'stopped', at: NOW, stop: STOP } }),
} satisfies Record<string, Change>;
type Situation = keyof typeof SITUATIONS;

const at = NOW + MINUTE;
/** One event of every kind, which its state would accept. A new kind does not compile until it is here. */
const EVENTS: { readonly [Kind in ChangeEvent['kind']]: Extract<ChangeEvent, { kind: Kind }> } = {
  claimed: { kind: 'claimed', by: REQUESTER, at },
  approved: { kind: 'approved', by: STRANGER, at },
  released: { kind: 'released', release: { kind: 'interrupted' }, at },
  writeStarted: { kind: 'writeStarted', at },
  foundStale: { kind: 'foundStale', found: FOUND, at },
  stepDone: { kind: 'stepDone', at },
  applied: { kind: 'applied', found: FOUND, at },
  failed: { kind: 'failed', failure: { kind: 'diverged', found: FOUND }, at },
  tookEffect: { kind: 'tookEffect', done: 2, found: FOUND, at },
  lostSight: { kind: 'lostSight', problem: PROBLEM, at },
  rejected: { kind: 'rejected', by: REQUESTER, at, reason: null },
  stopped: { kind: 'stopped', stop: STOP, at },
  ended: { kind: 'ended', by: STRANGER, at, reason: null },
  superseded: { kind: 'superseded', by: STRANGER, instead: changeIdOf(2), at },
  expired: { kind: 'expired', at: PROPOSAL.expiresAt },
  looked: { kind: 'looked', by: STRANGER, at },
  endTold: { kind: 'endTold', days: 3, at },
  endCame: { kind: 'endCame', how: 'nothing', at },
  membersEnded: { kind: 'membersEnded', ended: [], at },
  halted: { kind: 'halted', why: 'asked', by: STRANGER, at },
  foundOpen: { kind: 'foundOpen', members: [], at },
  reviewed: { kind: 'reviewed', by: STRANGER, at, finding: 'fine' },
  matched: { kind: 'matched', step: 0, record: ownRecord('audit-1', at), at },
};

/** The whole table: what is not listed is not allowed. */
const ALLOWED: Readonly<Record<Situation, Partial<Record<ChangeEvent['kind'], Situation>>>> = {
  pending: {
    claimed: 'verifying',
    rejected: 'rejected',
    ended: 'rejected',
    superseded: 'superseded',
    expired: 'expired',
    stopped: 'stopped',
  },
  verifying: { released: 'pending', foundStale: 'stale', stopped: 'stopped', writeStarted: 'writing' },
  writing: { stepDone: 'written', foundStale: 'stale', applied: 'applied', failed: 'failed', lostSight: 'unknown' },
  written: { stepDone: 'written', applied: 'applied', failed: 'failed', lostSight: 'unknown' },
  unknown: { applied: 'applied', failed: 'failed' },
  applied: {},
  failed: { tookEffect: 'applied' },
  rejected: {},
  superseded: {},
  expired: {},
  stale: {},
  stopped: {},
};

test('what somebody rewrote in the store is stopped wherever it is, and nothing else is that is being written', () => {
  const stop = { kind: 'notAsProposed', members: ['status'] } as const;
  for (const name of ['pending', 'verifying', 'writing', 'written', 'unknown'] as const) {
    expect(next(SITUATIONS[name], { kind: 'stopped', stop, at })?.status).toEqual({ state: 'stopped', at, stop });
  }
  expect(next(SITUATIONS.applied, { kind: 'stopped', stop, at })).toBeUndefined();
});

describe('a claim', () => {
  test.each([
    [5 * MINUTE, true],
    [5 * MINUTE + 1, false],
    [-MINUTE, true],
    [-MINUTE - 1, false],
  ])('stands %d ms later: %s', (later, stands) => {
    expect(claimStands(SITUATIONS.verifying.status, NOW + later)).toBe(stands);
  });

  test('that nobody made does not stand', () => {
    expect(claimStands(SITUATIONS.pending.status, NOW)).toBe(false);
  });
});

test('why the bot itself stopped is kept where the outcome cannot be seen', () => {
  const halt = { kind: 'stopped', stop: STOP } as const;
  const unknown = next(SITUATIONS.written, { kind: 'lostSight', problem: null, halt, at });
  expect(unknown?.status).toMatchObject({ state: 'unknown', halt });
});

describe('the rules, one by one', () => {
  const cases = (Object.keys(SITUATIONS) as Situation[]).flatMap((situation) =>
    Object.values(EVENTS).map((event) => ({ situation, event: event.kind, leadsTo: ALLOWED[situation][event.kind] })),
  );

  test.each(cases)('a change that is $situation and meets "$event" becomes $leadsTo', (rule) => {
    const moved = next(SITUATIONS[rule.situation], EVENTS[rule.event]);
    expect(moved === undefined ? undefined : situationOf(moved)).toBe(rule.leadsTo);
  });

  test('expires when its time has come, and not a moment earlier', () => {
    const expire = (when: number) => next(SITUATIONS.pending, { kind: 'expired', at: when });
    expect(expire(PROPOSAL.expiresAt - 1)).toBeUndefined();
    expect(expire(PROPOSAL.expiresAt)?.status.state).toBe('expired');
  });

  test('the last moment to confirm is the one before the expiry', () => {
    const claim = (when: number) => next(SITUATIONS.pending, { kind: 'claimed', by: REQUESTER, at: when });
    expect(claim(PROPOSAL.expiresAt - 1)?.status.state).toBe('applying');
    expect(claim(PROPOSAL.expiresAt)).toBeUndefined();
  });

  test('a clock that was set back to before the request ends it; a correction of the clock does not', () => {
    const minute = 60_000;
    const [corrected, setBack] = [PROPOSAL.requestedAt - minute, PROPOSAL.requestedAt - minute - 1];
    const claim = (when: number) => next(SITUATIONS.pending, { kind: 'claimed', by: REQUESTER, at: when });
    const expire = (when: number) => next(SITUATIONS.pending, { kind: 'expired', at: when });
    expect([claim(corrected)?.status.state, expire(corrected)]).toEqual(['applying', undefined]);
    expect([claim(setBack), expire(setBack)?.status.state]).toEqual([undefined, 'expired']);
    expect([corrected, setBack].map((now) => isDue(SITUATIONS.pending, now))).toEqual([false, true]);
    expect(next(SITUATIONS.pending, { kind: 'rejected', by: REQUESTER, at: setBack, reason: null })).toBeDefined();
  });

  test('anybody of the organisation may end it or have it make way, and nobody of another', () => {
    const foreigner = aPerson({ objectId: objectIdOf(2), tenantId: tenantIdOf(99) });
    for (const { kind } of [{ kind: 'ended' }, { kind: 'superseded' }] as const) {
      expect(next(SITUATIONS.pending, { ...EVENTS[kind], by: STRANGER })).toBeDefined();
      expect(next(SITUATIONS.pending, { ...EVENTS[kind], by: foreigner })).toBeUndefined();
    }
  });

  test.each(STRANGERS)('a stranger ($objectId in $tenantId) neither confirms nor rejects', (stranger) => {
    expect(next(SITUATIONS.pending, { kind: 'claimed', by: stranger, at })).toBeUndefined();
    expect(next(SITUATIONS.pending, { kind: 'rejected', by: stranger, at, reason: null })).toBeUndefined();
  });

  test('another display name does not make another person', () => {
    const renamed = { ...REQUESTER, displayName: 'M. Bowen-Smith' };
    expect(next(SITUATIONS.pending, { kind: 'claimed', by: renamed, at })?.status).toMatchObject({ by: renamed });
  });

  test('a released change says why, and forgets it with the next claim', () => {
    const released = after(SITUATIONS.verifying, {
      kind: 'released',
      release: { kind: 'unreadable', problem: PROBLEM },
      at,
    });
    expect(released.status).toEqual({
      state: 'pending',
      release: { kind: 'unreadable', problem: PROBLEM },
      looking: null,
    });
    expect(after(released, EVENTS.claimed).status).toEqual({
      state: 'applying',
      by: REQUESTER,
      claimedAt: at,
      phase: 'verifying',
    });
  });

  test('who confirmed and when the write may have begun are kept to the end', () => {
    const claimed = after(SITUATIONS.pending, { kind: 'claimed', by: REQUESTER, at: NOW + 1 });
    const writing = after(claimed, { kind: 'writeStarted', at: NOW + 2 });
    const written = after(writing, { kind: 'stepDone', at: NOW + 2 });
    const unknown = after(written, { kind: 'lostSight', problem: PROBLEM, at: NOW + 3 });
    expect(unknown.status).toEqual({ state: 'unknown', by: REQUESTER, since: NOW + 1, done: 1, problem: PROBLEM });
    expect(after(unknown, { kind: 'applied', found: FOUND, at: NOW + 4 }).status).toEqual({
      state: 'applied',
      by: REQUESTER,
      at: NOW + 4,
      found: FOUND,
    });
    const failure: Failure = { kind: 'notApplied', problem: PROBLEM, found: NOTHING };
    expect(after(unknown, { kind: 'failed', failure, at: NOW + 5 }).status).toEqual({
      state: 'failed',
      by: REQUESTER,
      at: NOW + 5,
      failure,
    });
  });

  test('a stale change shows what was found', () => {
    expect(after(SITUATIONS.verifying, EVENTS.foundStale).status).toEqual({
      state: 'stale',
      by: REQUESTER,
      at,
      found: FOUND,
    });
  });
});

test('no more steps are done than the plan has', () => {
  const all = after(SITUATIONS.written, EVENTS.stepDone);
  expect(all.status).toMatchObject({ done: 2 });
  expect(next(all, EVENTS.stepDone)).toBeUndefined();
});

test('a card that expires after a click keeps why the click came to nothing', () => {
  const given = after(SITUATIONS.verifying, EVENTS.released);
  expect(after(given, EVENTS.expired).status).toMatchObject({ release: EVENTS.released.release });
});

describe('a new change', () => {
  test('is pending, open and at its first revision', () => {
    const change = propose(PROPOSAL);
    expect(change).toEqual({
      proposal: PROPOSAL,
      revision: 1,
      approvals: [],
      status: { state: 'pending', release: null, looking: null },
      review: null,
      evidence: null,
      end: null,
    });
    expect(isOpen(change)).toBe(true);
  });

  test('is due from its expiry on', () => {
    const change = propose(PROPOSAL);
    expect([isDue(change, PROPOSAL.expiresAt - 1), isDue(change, PROPOSAL.expiresAt)]).toEqual([false, true]);
  });
});

test('a change owns its partner until it has ended', () => {
  const open = (Object.keys(SITUATIONS) as Situation[]).filter((situation) => isOpen(SITUATIONS[situation]));
  expect(open).toEqual(['pending', 'verifying', 'writing', 'written', 'unknown']);
});

test('a change that somebody confirmed in time is not due while it is being applied', () => {
  for (const situation of ['verifying', 'writing', 'unknown', 'applied', 'rejected'] as const) {
    expect(isDue(SITUATIONS[situation], PROPOSAL.expiresAt + MINUTE), situation).toBe(false);
  }
});

type Move = { readonly from: Change; readonly event: ChangeEvent; readonly to: Change | undefined };

/** Checks a few hundred random stories: every event, accepted or not, with the change before and after it. */
function forEveryStory(check: (moves: readonly Move[]) => void, proposal = PROPOSAL): void {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
      let change = propose(proposal);
      const moves = events.map((event): Move => {
        const from = change;
        const to = next(from, event);
        change = to ?? from;
        return { from, event, to };
      });
      check(moves);
    }),
    { numRuns: 1500, seed: 20260105 },
  );
}

const anInstant = fc.integer({ min: NOW - MINUTE, max: NOW + 20 * MINUTE });
const somebody: fc.Arbitrary<Person> = fc.constantFrom(REQUESTER, REQUESTER, ...STRANGERS);
const aFound = fc.constantFrom(NOTHING, FOUND);
const anEvent: fc.Arbitrary<ChangeEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('claimed'), by: somebody, at: anInstant }) },
  fc.record({ kind: fc.constant('released'), release: fc.constantFrom(...RELEASES), at: anInstant }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('writeStarted'), at: anInstant }) },
  fc.record({ kind: fc.constant('foundStale'), found: aFound, at: anInstant }),
  fc.record({ kind: fc.constant('stepDone'), at: anInstant }),
  fc.record({ kind: fc.constant('applied'), found: aFound, at: anInstant }),
  fc.record({ kind: fc.constant('failed'), failure: fc.constantFrom(...FAILURES), at: anInstant }),
  fc.record({ kind: fc.constant('lostSight'), problem: fc.constantFrom(null, PROBLEM), at: anInstant }),
  fc.record({ kind: fc.constant('rejected'), by: somebody, at: anInstant, reason: fc.constant(null) }),
  fc.record({ kind: fc.constant('ended'), by: somebody, at: anInstant, reason: fc.constant(null) }),
  fc.record({ kind: fc.constant('superseded'), by: somebody, instead: fc.constant(changeIdOf(2)), at: anInstant }),
  fc.record({ kind: fc.constant('looked'), by: somebody, at: anInstant }),
  fc.oneof(
    fc.record({ kind: fc.constant('approved'), by: somebody, at: anInstant }),
    fc.record({ kind: fc.constant('stopped'), stop: fc.constant(STOP), at: anInstant }),
  ),
  fc.record({ kind: fc.constant('reviewed'), by: somebody, at: anInstant, finding: fc.constant('fine') }),
  fc.record({ kind: fc.constant('expired'), at: anInstant }),
);

/** Whether some sequence of so many events ends the change; time has run out, so nobody can confirm any more. */
function canEnd(change: Change, within: number): boolean {
  if (!isOpen(change)) return true;
  if (within === 0) return false;
  return Object.values(EVENTS).some((event) => {
    const moved = next(change, { ...event, at: PROPOSAL.expiresAt });
    return moved !== undefined && canEnd(moved, within - 1);
  });
}

function situationOf({ status }: Change): Situation {
  if (status.state !== 'applying') return status.state;
  return status.phase === 'writing' && status.done > 0 ? 'written' : status.phase;
}

function writing(done: number) {
  return { state: 'applying', by: aPerson({ tenantId: HOME }), claimedAt: NOW, phase: 'writing', done } as const;
}
