import { describe, expect, test } from 'vitest';
import type { ChangeEvent } from '../../../src/domain/change/event.ts';
import type { DriftEvent } from '../../../src/domain/drift/drift.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { changeNotice, driftNotice } from '../../../src/domain/telling/notice-event.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import {
  aDriftActor,
  aChange,
  aDrift,
  anEntry,
  aPerson,
  aTenant,
  changeIdOf,
  driftIdOf,
  MINUTE,
  NOW,
  objectIdOf,
  ownRecord,
  theProposal,
} from '../../builders.ts';

const at = NOW + MINUTE;
const ISO_AT = '2026-01-05T09:01:00.000Z';
const off = live(withUserSync(null, false, 'Fabrikam'));
const on = live(withUserSync(null, true, 'Fabrikam'));
const ASKER = aPerson({ objectId: objectIdOf(1), displayName: 'Asker' });
const DECIDER = aPerson({ objectId: objectIdOf(2), displayName: 'Decider' });
const plan = { tenantId: aTenant().tenantId, before: off, after: on };
const change = aChange({ proposal: { id: changeIdOf(3), requester: ASKER, reason: 'a merger', plan } });

const SWITCHED_ON = [{ name: 'userSync', before: false, after: true }];

describe('of a change, a program outside is told', () => {
  test('who asked for what and why, whose deed the event is, and what differs', () => {
    const rejected: ChangeEvent = { kind: 'rejected', by: DECIDER, at, reason: 'no' };
    expect(changeNotice(4, change, anEntry(change, rejected))).toEqual({
      version: 1,
      id: `${changeIdOf(3)}-4`,
      type: 'change.rejected',
      at: ISO_AT,
      partner: change.proposal.partner,
      settings: SWITCHED_ON,
      change: {
        id: changeIdOf(3),
        command: change.proposal.command,
        reason: 'a merger',
        approval: 'self',
        requestedBy: { objectId: objectIdOf(1), displayName: 'Asker' },
        by: { objectId: objectIdOf(2), displayName: 'Decider' },
      },
    });
  });

  test.each<[ChangeEvent, string]>([
    [{ kind: 'superseded', by: DECIDER, instead: changeIdOf(4), at }, 'change.superseded'],
    [{ kind: 'ended', by: DECIDER, reason: null, at }, 'change.rejected'],
  ])('who put an end to it: %o', (event, type) => {
    expect(changeNotice(1, change, anEntry(change, event))).toMatchObject({
      type,
      change: { by: { displayName: 'Decider' } },
    });
  });

  test('what was found, where the event tells of it, else what is planned', () => {
    const stale: ChangeEvent = { kind: 'foundStale', found: off, at };
    expect(changeNotice(1, change, anEntry(change, stale))?.settings).toEqual([]);
    expect(changeNotice(1, change, anEntry(change, { kind: 'expired', at }))?.settings).toEqual(SWITCHED_ON);
  });

  test.each<[ChangeEvent, string]>([
    [{ kind: 'applied', found: on, at }, 'change.applied'],
    [{ kind: 'tookEffect', done: 1, found: on, at }, 'change.applied'],
    [{ kind: 'tookEffect', done: 0, found: off, at }, 'change.failed'],
    [{ kind: 'failed', failure: { kind: 'diverged', found: off }, at }, 'change.failed'],
    [{ kind: 'lostSight', problem: null, at }, 'change.unknown'],
    [{ kind: 'expired', at }, 'change.expired'],
    [{ kind: 'foundStale', found: off, at }, 'change.stale'],
    [{ kind: 'stopped', stop: { kind: 'ruleStricter' }, at }, 'change.stopped'],
  ])('that it came to an end of its own: %o', (event, type) => {
    expect(changeNotice(1, change, anEntry(change, event))).toMatchObject({ type, change: { by: null } });
  });

  test('who looked at it afterwards', () => {
    const reviewed: ChangeEvent = { kind: 'reviewed', by: DECIDER, at, finding: 'fine' };
    expect(changeNotice(1, change, anEntry(change, reviewed))).toMatchObject({
      type: 'change.reviewed',
      change: { by: { displayName: 'Decider' } },
    });
  });

  test.each<ChangeEvent>([
    { kind: 'approved', by: DECIDER, at },
    { kind: 'released', release: { kind: 'interrupted' }, at },
    { kind: 'writeStarted', at },
    { kind: 'stepDone', at },
    { kind: 'looked', by: DECIDER, at },
    { kind: 'matched', step: 0, record: ownRecord('audit-1', at), at },
  ])('nothing of what is only on the way: $kind', (event) => {
    expect(changeNotice(1, change, anEntry(change, event))).toBeUndefined();
  });

  test.each([
    ['self', undefined, undefined],
    ['secondPerson', 'change.approvalRequested', undefined],
    ['breakGlass', undefined, 'change.glassBroken'],
  ] as const)(
    'that it was proposed or claimed only where that calls for attention: %s',
    (approval, proposed, claimed) => {
      const asked = aChange({ proposal: { approval } });
      expect(changeNotice(0, asked, theProposal(asked))?.type).toBe(proposed);
      expect(changeNotice(1, asked, anEntry(asked, { kind: 'claimed', by: ASKER, at }))?.type).toBe(claimed);
    },
  );
});

describe('of a drift, a program outside is told', () => {
  const actors = [aDriftActor({ at })];
  const drift = aDrift({ id: driftIdOf(6), before: off, after: on, lastSeenAt: NOW, whileDown: true });
  const accepted: DriftEvent = { kind: 'accepted', by: DECIDER, reason: 'agreed', at };

  test('what was found, since when it can be so, and that nobody is known to have done it', () => {
    expect(driftNotice(0, drift, { kind: 'detected', drift, at })).toEqual({
      version: 1,
      id: `${driftIdOf(6)}-0`,
      type: 'drift.found',
      at: ISO_AT,
      partner: drift.partner,
      settings: SWITCHED_ON,
      drift: {
        id: driftIdOf(6),
        lastSeenAt: '2026-01-05T09:00:00.000Z',
        whileDown: true,
        follows: null,
        actor: null,
        actors: [],
        by: null,
      },
    });
  });

  test('who did it, once the audit log has told, without the id of its record', () => {
    expect(driftNotice(1, { ...drift, actors }, { kind: 'named', actors, explained: true, at })).toMatchObject({
      type: 'drift.named',
      drift: {
        actor: { name: 'Eli Novak', ip: '203.0.113.7', at: ISO_AT },
        actors: [{ name: 'Eli Novak', signInName: 'eli@woodgrove.example', did: ['userSync'], may: [] }],
        by: null,
      },
    });
  });

  test('who accepted it', () => {
    expect(driftNotice(1, drift, accepted)).toMatchObject({
      type: 'drift.accepted',
      drift: { by: { objectId: objectIdOf(2), displayName: 'Decider' } },
    });
  });

  test('that another one tells of it now, which is nobody’s decision', () => {
    const superseded: DriftEvent = { kind: 'superseded', by: driftIdOf(7), at };
    expect(driftNotice(1, drift, superseded)).toMatchObject({ type: 'drift.superseded', drift: { by: null } });
  });

  test('that a change took it back, but not that one left it open', () => {
    const rebased = { kind: 'rebased', change: changeIdOf(1), before: off, at } as const;
    expect(driftNotice(1, drift, { ...rebased, after: off })?.type).toBe('drift.reverted');
    expect(driftNotice(1, drift, { ...rebased, after: on })).toBeUndefined();
  });

  test('nothing of half an acceptance, nor that an acceptance did not count: the drift that comes of it is told', () => {
    const by = aPerson({ objectId: objectIdOf(2) });
    expect(driftNotice(1, drift, { kind: 'halfAccepted', by, reason: 'planned', at })).toBeUndefined();
    expect(driftNotice(2, drift, { kind: 'reopened', again: drift.id, at })).toBeUndefined();
  });
});
