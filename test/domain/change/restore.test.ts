import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change/change.ts';
import {
  freezesAfter,
  leftByThaw,
  makesWayForFreeze,
  neededToThaw,
  standingFreezes,
  thawedBy,
  yetToThaw,
} from '../../../src/domain/change/frozen.ts';
import { isDecidedAnew, leftToRestore, restoring } from '../../../src/domain/change/restore.ts';
import type { Status } from '../../../src/domain/change/status.ts';
import { partsAskedAbout, type Many } from '../../../src/domain/policy/many.ts';
import { planOfMany } from '../../../src/domain/policy/plan.ts';
import { ownTenantId } from '../../../src/domain/ids.ts';
import { live, type FieldName, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { aChange, aPerson, changeIdOf, NOW, tenantIdOf } from '../../builders.ts';
import { partner, policy } from '../policy/snapshots.ts';

const by = aPerson();
const at = NOW;
const on = live(partner(policy({ userSync: true })));
const off = live(partner(policy()));
const onNamed = live(partner(policy({ userSync: true, displayName: 'Other' })));
const gone = live(partner(null));
const named = live(partner(policy({ displayName: 'Other' })));
const applied = (found: Snapshot): Status => ({ state: 'applied', by, at, found });
const part = (before: Snapshot, after: Snapshot, status: Status = applied(after)): Change =>
  aChange({ proposal: { plan: { tenantId: tenantIdOf(1), before, after } }, status });
const failed = (kind: 'notApplied' | 'partlyApplied'): Status => ({
  state: 'failed',
  by,
  at,
  failure: kind === 'notApplied' ? { kind, problem: null, found: on } : { kind, problem: null, done: [], found: off },
});
const back = (parts: readonly Change[], now: Snapshot) => {
  const { members, left, changed } = restoring(parts, () => now);
  const after = (some: typeof members) => some.map((one) => one.plan.after);
  return [after(members), left.map(({ why }) => why), after(changed)];
};

describe('what parts have done comes back', () => {
  test.each<readonly [string, readonly Change[], Snapshot, readonly Snapshot[], readonly string[]]>([
    ['as it was before', [part(on, off)], off, [on], []],
    ['as it was before the first of them', [part(on, off), part(off, named)], named, [on], []],
    ['where a part of it was done', [part(on, off, failed('partlyApplied'))], off, [on], []],
    ['but not what nobody did', [part(on, off, failed('notApplied'))], on, [], []],
    [
      'but not what is still to be done',
      [part(on, off, { state: 'pending', release: null, looking: null })],
      on,
      [],
      [],
    ],
    ['but not where that is nothing', [part(on, on)], on, [], []],
    ['but not where somebody has changed it since', [part(on, off)], named, [], ['changedSince']],
    ['but not where somebody did between two of them', [part(on, off), part(named, off)], off, [], ['changedSince']],
  ])('%s', (_, parts, now, after, left) => {
    expect(back(parts, now).slice(0, 2)).toEqual([after, left]);
  });

  test.each<readonly [string, readonly Change[], Snapshot, readonly Snapshot[]]>([
    ['without what somebody has changed beside it', [part(on, off)], named, [onNamed]],
    ['where it is not so already', [part(on, off)], on, []],
    ['with the policy that is gone since', [part(on, off)], gone, [on]],
    ['with the partner that is gone since', [part(on, off)], live(null), [on]],
    ['where somebody changed it between two of them', [part(on, off), part(named, off)], off, [on]],
    ['where there was no partner before', [part(live(null), off)], on, [live(null)]],
  ])('all the same, once somebody asks for it: %s', (_, parts, now, changed) => {
    expect(back(parts, now)).toEqual([[], ['changedSince'], changed]);
  });

  const past = (change: Change): Change => ({ ...change, proposal: { ...change.proposal, unaccepted: true } });
  test.each<readonly [string, readonly Change[], Snapshot, Snapshot]>([
    ['though it is as it was left', [past(part(on, off))], off, on],
    ['whatever was done after it', [past(part(on, off)), part(off, named)], named, on],
    ['whatever was done before it', [part(on, off), past(part(off, named))], named, on],
    ['where somebody has changed it since, too', [past(part(on, off))], named, onNamed],
  ])('not by itself where somebody had opened it past the bot: %s', (_, parts, now, changed) => {
    expect(back(parts, now)).toEqual([[], ['openedPast'], [changed]]);
  });

  test('by the first of them', () => {
    const second = aChange({
      proposal: { id: changeIdOf(2), plan: part(off, named).proposal.plan },
      status: applied(named),
    });
    expect(restoring([part(on, off), second], () => on).left).toMatchObject([{ part: changeIdOf(1) }]);
  });

  test('unless something else was decided since', () => {
    const thaw = aChange({ proposal: { id: changeIdOf(7), requestedAt: NOW } });
    const later = (overrides: Partial<Change['proposal']>, status = applied(on)): Change =>
      aChange({ proposal: { id: changeIdOf(8), requestedAt: NOW + 1, ...overrides }, status });
    expect(isDecidedAnew([later({})], thaw)).toBe(true);
    expect(isDecidedAnew([later({ requestedAt: NOW })], thaw)).toBe(false);
    expect(isDecidedAnew([later({}, failed('notApplied'))], thaw)).toBe(false);
  });
});

describe('what parts took back of it', () => {
  const isBack = ({ proposal }: Change): boolean => proposal.partOf !== undefined;
  const thawing = (before: Snapshot, status: Status): Change => {
    const change = part(before, on, status);
    return { ...change, proposal: { ...change.proposal, partOf: changeIdOf(9) } };
  };
  test.each<readonly [string, readonly Change[], Snapshot, readonly Snapshot[], readonly string[]]>([
    ['does not come back again', [part(on, off), thawing(off, applied(on))], on, [], []],
    ['is nobody’s to have changed since', [part(on, off), thawing(off, applied(on))], named, [], []],
    ['comes back where that was not applied', [part(on, off), thawing(off, failed('notApplied'))], off, [on], []],
    ['comes back where only some of it was', [part(on, off), thawing(off, failed('partlyApplied'))], off, [on], []],
    [
      'but not where somebody changed it before',
      [part(on, off), thawing(named, failed('partlyApplied'))],
      off,
      [],
      ['changedSince'],
    ],
    ['is not known of what nobody did', [thawing(off, failed('partlyApplied'))], off, [], []],
    [
      'counts for what was done before it',
      [part(on, off), thawing(off, applied(on)), part(named, off)],
      off,
      [named],
      [],
    ],
  ])('%s', (_, parts, now, after, left) => {
    const back = restoring(parts, () => now, isBack);
    expect([back.members.map(({ plan }) => plan.after), back.left.map(({ why }) => why)]).toEqual([after, left]);
    expect(leftToRestore(parts, isBack)).toHaveLength(after.length + left.length);
  });

  test.each<readonly [string, readonly Change[], readonly FieldName[]]>([
    ['what they changed', [part(on, off)], ['userSync']],
    ['what all of them changed', [part(onNamed, onNamed), part(onNamed, off)], ['policyName', 'userSync']],
    ['nothing of what came back', [part(on, off), thawing(off, applied(on))], []],
  ])('leaves to come back %s', (_, parts, names) => {
    expect([...leftToRestore(parts, isBack)].sort()).toEqual(names);
  });
});

describe('a freeze stands', () => {
  const of = (kind: Many['kind'], status: Status, halted = false): Change => {
    const change = aChange({ proposal: { plan: planOfMany({ kind, members: [], left: [] }) }, status });
    return halted ? { ...change, progress: { ended: [], halt: { why: 'asked', by, at } } } : change;
  };
  const verifying: Status = { state: 'applying', by, claimedAt: at, phase: 'verifying' };
  const writing: Status = { ...verifying, phase: 'writing', done: 0 };
  const done = applied(off);

  test.each<readonly [string, readonly Change[], number]>([
    ['from when it is written', [of('freeze', writing)], 1],
    ['not before', [of('freeze', verifying)], 0],
    ['after it has ended, and beside another one', [of('freeze', done), of('freeze', failed('partlyApplied'))], 2],
    ['while a thaw is carried out', [of('thaw', writing), of('freeze', done)], 1],
    ['until a thaw has ended', [of('thaw', done), of('freeze', done)], 0],
    [
      'until a thaw has ended, whatever could not be brought back',
      [of('thaw', failed('partlyApplied')), of('freeze', done)],
      0,
    ],
    ['where a thaw brought back nobody', [of('thaw', failed('notApplied')), of('freeze', done)], 1],
    ['where a thaw was stopped', [of('thaw', failed('partlyApplied'), true), of('freeze', done)], 1],
    ['anew after a thaw', [of('freeze', done), of('thaw', done), of('freeze', done)], 1],
  ])('%s', (_, carriedOut, count) => {
    expect(standingFreezes(carriedOut)).toHaveLength(count);
  });

  test.each<readonly [string, readonly Change[], number]>([
    ['all since a thaw that brought back everybody', [of('freeze', done), of('thaw', done), of('freeze', done)], 1],
    ['nothing after it', [of('thaw', done), of('freeze', done)], 0],
    ['a thaw that did not, too', [of('thaw', failed('partlyApplied')), of('freeze', done)], 2],
    ['one that was stopped, too', [of('thaw', done, true), of('freeze', done)], 2],
    ['no freeze that is not written yet', [of('freeze', verifying)], 0],
  ])('a thaw goes back over %s', (_, carriedOut, count) => {
    expect(yetToThaw(carriedOut)).toEqual(carriedOut.slice(0, count).toReversed());
  });

  const YEAR = 365 * 24 * 60 * 60_000;
  const partly = of('thaw', failed('partlyApplied'));
  test.each<readonly [string, readonly Change[], number, boolean]>([
    ['a freeze that stands, however old it is', [of('freeze', done)], at + 9 * YEAR, true],
    ['what a thaw left, for a year more', [partly, of('freeze', done)], at + YEAR, true],
    ['not for longer', [partly, of('freeze', done)], at + YEAR + 1, false],
    ['while another goes back over it', [of('thaw', writing), partly, of('freeze', done)], at + YEAR + 1, true],
    ['nothing once everybody is back', [of('thaw', done), of('freeze', done)], at, false],
    ['nothing where nothing was frozen', [], at, false],
  ])('is kept for a thaw that is still to come: %s', (_, carriedOut, before, isKept) => {
    expect(neededToThaw(carriedOut, before)).toEqual(isKept ? carriedOut.toReversed() : []);
  });

  test('and owns no tenant’s id', () => {
    expect(of('freeze', done).proposal.plan.tenantId).toMatch(/^0{8}-/);
    expect(() => ownTenantId('nobody')).toThrow('no tenant id');
  });

  test('and is known by its id', () => {
    expect(standingFreezes([of('freeze', done)]).map(({ proposal }) => proposal.id)).toEqual([changeIdOf(1)]);
  });

  test.each<readonly [string, Snapshot, Snapshot, number, Status, boolean]>([
    ['what closes, asked for by then', on, off, at, writing, true],
    ['what closes, asked for since', on, off, at + 1, writing, false],
    ['what opens, asked for since', off, on, at + 1, writing, true],
    ['anything, where it is not known when it was decided', on, off, at + 1, done, true],
  ])('and while it is carried out ends %s', (_, before, after, requestedAt, status, ends) => {
    const other = aChange({ proposal: { plan: { tenantId: tenantIdOf(1), before, after }, requestedAt } });
    expect(makesWayForFreeze(other, { ...of('freeze', writing), status })).toBe(ends);
  });

  test('and what came after a thaw is known by it', () => {
    const all = [of('freeze', verifying), of('freeze', writing), of('thaw', writing), of('freeze', done)].map(
      (change, n) => ({ ...change, proposal: { ...change.proposal, id: changeIdOf(n + 10) } }),
    );
    expect(freezesAfter(changeIdOf(12), all).map(({ proposal }) => proposal.id)).toEqual([changeIdOf(11)]);
    expect(freezesAfter(changeIdOf(99), all)).toEqual([]);
  });

  test('and what a thaw took back is known by it, and whom it left', () => {
    const thaw = of('thaw', done);
    const two = [thaw, of('freeze', done), of('freeze', done)].map((change, n) => ({
      ...change,
      proposal: { ...change.proposal, id: changeIdOf(n + 10) },
    }));
    const [first = thaw] = two;
    expect(thawedBy(first, two).map(({ proposal }) => proposal.id)).toEqual([changeIdOf(12), changeIdOf(11)]);
    expect(thawedBy(thaw, two)).toEqual([]);
    expect(thawedBy(of('thaw', writing), [of('thaw', writing)])).toEqual([]);
    const left = { partner: thaw.proposal.partner, why: 'changedSince', part: changeIdOf(1) } as const;
    const plan = planOfMany({ kind: 'thaw', members: [], left: [{ ...left, part: changeIdOf(2) }, left] });
    const leaving = aChange({ proposal: { plan }, status: done });
    expect(leftByThaw(part(on, off), [first, leaving])).toBe(leaving);
    const past = planOfMany({ kind: 'thaw', members: [], left: [{ ...left, why: 'openedPast' }] });
    const leavingIt = aChange({ proposal: { plan: past }, status: done });
    expect(leftByThaw(part(on, off), [leavingIt])).toBe(leavingIt);
    expect(leftByThaw(part(on, off), [first])).toBeUndefined();
    expect(leftByThaw(part(on, off), [aChange({ proposal: { plan }, status: writing })])).toBeUndefined();
    expect(partsAskedAbout({ left: [left, { ...left, part: undefined }, { ...left, why: 'unread' }] })).toEqual([
      changeIdOf(1),
    ]);
  });
});
