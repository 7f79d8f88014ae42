import { describe, expect, test } from 'vitest';
import { allClosed, ENDING_DOORS, openOf, withDoors } from '../../../src/domain/ends/door.ts';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import {
  askedAt,
  nextRecertification,
  stageDue,
  standing,
  type Recertification,
  type RecertificationStep,
} from '../../../src/domain/recertify/recertification.ts';
import { aPerson, aTenant, NOW, objectIdOf, tenantIdOf } from '../../builders.ts';

const TENANT = tenantIdOf(1);
const ADA = aPerson({ objectId: objectIdOf(1) });
const BEN = aPerson({ objectId: objectIdOf(2) });
const of = (more: Partial<Recertification> = {}): Recertification => ({
  tenantId: TENANT,
  owner: ADA,
  since: NOW,
  asked: null,
  revision: 3,
  ...more,
});

describe('how it stands', () => {
  test('counts from the opening, the last answer, or the first look', () => {
    expect(standing(TENANT, undefined, undefined, NOW)).toEqual(of({ owner: null, revision: 0 }));
    expect(standing(TENANT, undefined, { by: BEN, at: NOW + 1 }, NOW)).toEqual(
      of({ owner: BEN, since: NOW + 1, revision: 0 }),
    );
    expect(standing(TENANT, of(), { by: BEN, at: NOW - 1 }, 0)).toEqual(of());
    expect(standing(TENANT, of(), undefined, 0)).toEqual(of());
  });

  test('whoever opened it last answers for it; what was asked before is no question any more', () => {
    const asked = of({ asked: { at: NOW, stage: 'escalated' } });
    expect(standing(TENANT, asked, { by: BEN, at: NOW + 1 }, 0)).toEqual(of({ owner: BEN, since: NOW + 1 }));
    expect(standing(TENANT, asked, { by: null, at: NOW + 1 }, 0)).toEqual(of({ since: NOW + 1 }));
    expect(standing(TENANT, undefined, { by: null, at: NOW }, 0)).toEqual(of({ owner: null, revision: 0 }));
  });
});

describe('it moves on', () => {
  const at = NOW + 1;
  const asked = of({ asked: { at: NOW, stage: 'asked' } });
  const escalated = of({ asked: { at: NOW, stage: 'escalated' } });
  const kept: RecertificationStep = { kind: 'kept', by: BEN, reason: 'x', at };
  test.each<[string, Recertification, RecertificationStep, Partial<Recertification> | undefined]>([
    ['kept: its owner stays', asked, kept, { since: at, asked: null }],
    ['kept: whoever answers owns it where nobody does', of({ owner: null }), kept, { owner: BEN, since: at }],
    ['owned', escalated, { kind: 'owned', by: BEN, at }, { owner: BEN, since: at, asked: null }],
    ['asked', of(), { kind: 'asked', by: null, at }, { asked: { at, stage: 'asked' } }],
    ['asked twice', asked, { kind: 'asked', by: BEN, at }, undefined],
    ['escalated', asked, { kind: 'escalated', at }, { asked: { at: NOW, stage: 'escalated' } }],
    ['escalated without being asked', of(), { kind: 'escalated', at }, undefined],
    ['unanswered', escalated, { kind: 'unanswered', at }, { asked: { at: NOW, stage: 'unanswered' } }],
    ['unanswered before all were asked', asked, { kind: 'unanswered', at }, undefined],
  ])('%s', (_, now, step, becomes) => {
    expect(nextRecertification(now, step)).toEqual(becomes && { ...now, ...becomes, revision: 4 });
  });
});

test('each stage has its time', () => {
  const at = (days: number) => NOW + days * DAY_MS;
  const due = (asked: Recertification['asked'], days: number) => stageDue(of({ asked }), 365, at(days));
  expect([due(null, 364), due(null, 365)]).toEqual([undefined, 'asked']);
  const stages = (stage: 'asked' | 'escalated' | 'unanswered', days: number) => due({ at: NOW, stage }, days);
  expect([stages('asked', 13), stages('asked', 14), stages('asked', 99)]).toEqual([
    undefined,
    'escalated',
    'escalated',
  ]);
  expect([stages('escalated', 29), stages('escalated', 30), stages('unanswered', 999)]).toEqual([
    undefined,
    'unanswered',
    undefined,
  ]);
  expect(askedAt(of(), 10)).toBe(at(10));
  expect(askedAt(of({ asked: { at: at(3), stage: 'asked' } }), 10)).toBe(at(3));
});

test('to close a partner closes all that is open of it, and nothing else', () => {
  const opened = withDoors(live(null), ['userSync', 'trustMfa'], true, { displayName: 'Fabrikam' });
  const goal = allClosed(opened, aTenant());
  expect(goal.kind === 'change' && openOf(goal.after, ENDING_DOORS)).toEqual([]);
  expect(goal).toEqual({
    kind: 'change',
    after: withDoors(opened, ['userSync', 'trustMfa'], false, { displayName: 'Fabrikam' }),
  });
});
