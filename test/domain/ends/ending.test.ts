import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import { openedBy, openOf, withDoors } from '../../../src/domain/ends/door.ts';
import { endAsDecided, nextEnd, type EndOutcome } from '../../../src/domain/ends/end.ts';
import {
  doorsLeft,
  dueOf,
  endingOfChange,
  endingOfDrift,
  withoutAnew,
  wordDue,
} from '../../../src/domain/ends/ending.ts';
import { nextDrift } from '../../../src/domain/drift/drift.ts';
import { next } from '../../../src/domain/change/next.ts';
import { isDue } from '../../../src/domain/change/change.ts';
import { opens } from '../../../src/domain/change/approval.ts';
import { supersedes } from '../../../src/domain/change/closing.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { aChange, aConversation, aDrift, anEnding, aPerson, changeIdOf, driftIdOf, NOW } from '../../builders.ts';

const ON = live(withUserSync(null, true, 'Fabrikam'));
const OFF = live(withUserSync(null, false, 'Fabrikam'));
const AT = NOW + 30 * DAY_MS;
const ENDS = { at: AT, doors: ['userSync'] } as const;
const PLACE = aConversation();
const by = aPerson();
const applied = (more: Parameters<typeof aChange>[0] = {}) =>
  aChange({ status: { state: 'applied', by, at: NOW, found: ON }, ...more });

describe('a door', () => {
  test.each(['userSync', 'groupSync', 'redemptionInbound', 'redemptionOutbound'] as const)(
    '%s is opened and closed',
    (door) => {
      const opened = withDoors(live(null), [door], true, { displayName: 'Fabrikam' });
      expect(openOf(opened, [door])).toEqual([door]);
      expect(openedBy({ before: live(null), after: opened })).toEqual([door]);
      const closed = withDoors(opened, [door], false, { displayName: 'Fabrikam' });
      expect(openOf(closed, [door])).toEqual([]);
      expect(openedBy({ before: opened, after: closed })).toEqual([]);
    },
  );
});

describe('an end', () => {
  const end = endAsDecided(ENDS, PLACE);

  test('is told of once, and comes once', () => {
    const told = nextEnd(end, { kind: 'endTold', days: 3, at: AT - 3 * DAY_MS });
    expect(told?.told).toEqual([3]);
    expect(nextEnd(told ?? null, { kind: 'endTold', days: 3, at: AT })).toBeUndefined();
    const came = nextEnd(end, { kind: 'endCame', how: 'closed', at: AT });
    expect(came?.came).toEqual({ how: 'closed', at: AT });
    expect(nextEnd(came ?? null, { kind: 'endTold', days: 1, at: AT })).toBeUndefined();
    expect(nextEnd(null, { kind: 'endTold', days: 1, at: AT })).toBeUndefined();
  });

  test('closes nothing and asks nobody before its time', () => {
    const early = (how: EndOutcome) => nextEnd(end, { kind: 'endCame', how, at: AT - 1 }) !== undefined;
    expect([early('closed'), early('asked'), early('anew')]).toEqual([false, false, false]);
    expect([early('nothing'), early('replaced')]).toEqual([true, true]);
  });

  test('moves on only with a change that was carried out', () => {
    const event = { kind: 'endTold', days: 3, at: AT } as const;
    const failed = (kind: 'notApplied' | 'diverged') =>
      aChange({
        proposal: { ends: ENDS },
        status: {
          state: 'failed',
          by,
          at: NOW,
          failure: kind === 'diverged' ? { kind, found: ON } : { kind, problem: null, found: OFF },
        },
      });
    expect(next(applied({ proposal: { ends: ENDS } }), event)?.end?.told).toEqual([3]);
    expect(next(failed('diverged'), event)?.end?.told).toEqual([3]);
    expect(next(failed('notApplied'), event)).toBeUndefined();
    expect(next(applied(), event)).toBeUndefined();
    expect(next(aChange({ proposal: { ends: ENDS } }), event)).toBeUndefined();
  });

  test('what is still to come of a change', () => {
    expect(endingOfChange(applied({ proposal: { ends: ENDS } }))).toMatchObject({ id: changeIdOf(1), decidedAt: NOW });
    expect(endingOfChange(applied())).toBeUndefined();
    expect(endingOfChange(aChange({ proposal: { ends: ENDS } }))).toBeUndefined();
  });

  test('that was accepted with a drift goes with it; what the first of two named holds unless the second names another', () => {
    const drift = aDrift();
    const until = { ...ENDS, place: PLACE };
    const accept = { kind: 'accepted', by, reason: 'agreed', at: NOW } as const;
    const accepted = nextDrift(drift, { ...accept, until });
    expect(accepted?.end).toEqual(endAsDecided(ENDS, PLACE));
    expect(nextDrift(drift, accept)?.end).toBeNull();
    const half = nextDrift(drift, { ...accept, kind: 'halfAccepted', until }) ?? drift;
    expect(nextDrift(half, accept)?.end?.at).toBe(AT);
    expect(nextDrift(half, { ...accept, until: { ...until, at: AT + 1 } })?.end?.at).toBe(AT + 1);
    const told = accepted && nextDrift(accepted, { kind: 'endTold', days: 3, at: AT });
    expect(told?.end?.told).toEqual([3]);
    expect(nextDrift(drift, { kind: 'endTold', days: 3, at: AT })).toBeUndefined();
    expect(nextDrift(nextDrift(drift, accept) ?? drift, { kind: 'endTold', days: 3, at: AT })).toBeUndefined();
    expect(accepted && endingOfDrift(accepted)).toMatchObject({ id: driftIdOf(1), decidedAt: NOW });
    expect([drift, nextDrift(drift, accept) ?? drift].map(endingOfDrift)).toEqual([undefined, undefined]);
    const again = accepted && nextDrift(accepted, { kind: 'reopened', again: driftIdOf(2), at: NOW });
    expect(again && endingOfDrift(again)).toBeUndefined();
  });
});

describe('of two ends', () => {
  const first = anEnding();
  const second = anEnding({ id: changeIdOf(2), decidedAt: NOW + 1 });

  test('the last decided counts, also where both were at the same moment', () => {
    expect(doorsLeft(first, [first, second])).toEqual([]);
    expect(doorsLeft(second, [first, second])).toEqual(['userSync']);
    const same = { ...second, decidedAt: NOW };
    expect([doorsLeft(first, [first, same]), doorsLeft(same, [first, same])]).toEqual([[], ['userSync']]);
  });

  test('both count where they are about other doors', () => {
    const other = { ...second, end: { ...second.end, doors: ['groupSync'] as const } };
    expect(doorsLeft(first, [first, other])).toEqual(['userSync']);
  });
});

describe('an end that has come', () => {
  const none = { changes: [], drifts: [] };
  const opening = applied({ proposal: { plan: { tenantId: first().partner.tenantId, before: OFF, after: ON } } });

  function first() {
    return anEnding();
  }

  test('closes what is open, and nothing that is closed', () => {
    expect(dueOf(['userSync', 'groupSync'], ON, none, null)).toEqual({ close: ['userSync'], ask: [] });
    expect(dueOf(['userSync'], OFF, none, null)).toEqual({ close: [], ask: [] });
  });

  test('asks of what was opened anew since, by whom ever', () => {
    expect(dueOf(['userSync'], ON, { changes: [opening], drifts: [] }, null).ask).toEqual(['userSync']);
    for (const status of [{ state: 'open' }, { state: 'accepted', by, reason: 'agreed', at: NOW }] as const) {
      expect(dueOf(['userSync'], ON, { changes: [], drifts: [aDrift({ status })] }, null).ask).toEqual(['userSync']);
    }
  });

  test('closes by itself only what was not opened anew since', () => {
    const later = { changes: [opening], drifts: [] };
    const both = anEnding({ end: { ...anEnding().end, doors: ['userSync', 'groupSync'] } });
    expect(withoutAnew(both, later)?.end.doors).toEqual(['groupSync']);
    expect(withoutAnew(first(), later)).toBeUndefined();
    expect(withoutAnew(first(), none)).toEqual(first());
    const rest = { before: live(null), after: live(null), names: ['partner'] as const };
    expect(withoutAnew({ ...first(), rest }, later)?.end.doors).toEqual([]);
  });

  test('does not ask because of what came to nothing, or was taken back', () => {
    const pending = aChange({ proposal: opening.proposal });
    const gone = aDrift({ status: { state: 'superseded', by: null, at: NOW } });
    expect(dueOf(['userSync'], ON, { changes: [pending], drifts: [gone] }, null)).toEqual({
      close: ['userSync'],
      ask: [],
    });
  });
});

describe('before it comes', () => {
  const at = (days: number, told: readonly (3 | 1)[] = [], decidedAt = NOW) =>
    wordDue({ end: { ...anEnding().end, told }, decidedAt }, AT - days * DAY_MS);

  test('people are told three days and one day before, and of what was missed only the nearest', () => {
    expect([at(3.1), at(3), at(2, [3]), at(1, [3]), at(0.5), at(0.5, [1]), at(0)]).toEqual([
      undefined,
      3,
      undefined,
      1,
      1,
      undefined,
      undefined,
    ]);
  });

  test('nobody is told what was decided later than the time to say it', () => {
    expect([at(2.5, [], AT - 2.6 * DAY_MS), at(1, [], AT - 2.6 * DAY_MS), at(0.5, [], AT - DAY_MS)]).toEqual([
      undefined,
      1,
      undefined,
    ]);
  });
});

describe('what gives another end', () => {
  const plan = { ...aChange().proposal.plan, before: ON, after: ON, prolongs: true } as const;

  test('is an opening, although nothing is written', () => {
    expect([opens(plan), opens({ before: ON, after: ON })]).toEqual([true, false]);
  });

  test('makes way for an end that has come, and so does whoever waits to do the same', () => {
    const closing = { ...plan, after: OFF, prolongs: undefined };
    const wish = { plan: closing, approval: 'self', takesBackOpening: false } as const;
    const waiting = aChange({ proposal: { plan } });
    expect(supersedes({ ...wish, endOf: changeIdOf(1) }, waiting)).toBe(true);
    const same = aChange({ proposal: { plan: closing } });
    expect(supersedes({ ...wish, endOf: changeIdOf(1) }, same)).toBe(true);
    expect(supersedes({ ...wish, endOf: null }, same)).toBe(false);
  });

  test('is what nobody ends, where the bot closes by itself', () => {
    const own = aChange({ proposal: { endOf: changeIdOf(2) } });
    const event = { kind: 'ended', by: aPerson(), at: NOW, reason: null } as const;
    expect(next(own, event)).toBeUndefined();
    expect(isDue(own, NOW)).toBe(false);
  });
});
