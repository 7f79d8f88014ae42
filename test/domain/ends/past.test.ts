import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import { ENDING_DOORS, openByDefault, openedByDefault, withDoors } from '../../../src/domain/ends/door.ts';
import { doorsPast, dueOf, type Later } from '../../../src/domain/ends/ending.ts';
import { closes } from '../../../src/domain/change/closing.ts';
import type { Proposal } from '../../../src/domain/change/proposal.ts';
import type { DefaultConfiguration } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { aChange, aConversation, aDrift, aPerson, changeIdOf, NOW, tenantIdOf } from '../../builders.ts';

const ON = live(withUserSync(null, true, 'Fabrikam'));
const OFF = live(withUserSync(null, false, 'Fabrikam'));
const AT = NOW + 30 * DAY_MS;
const by = aPerson();
const NONE: Later = { changes: [], drifts: [] };
const tenantId = tenantIdOf(1);
const ends = { at: AT, doors: ['userSync'] } as const;
const opening = { tenantId, before: OFF, after: ON };

const decided = (at: number, proposal: Partial<Proposal>) =>
  aChange({ proposal: { plan: opening, ...proposal }, status: { state: 'applied', by, at, found: ON } });
const accepted = (at: number, until: number | null) =>
  aDrift({
    before: OFF,
    after: ON,
    status: { state: 'accepted', by, reason: 'agreed', at },
    end: until === null ? null : { at: until, doors: ['userSync'], place: aConversation(), told: [], came: null },
  });
const past = (later: Partial<Later>, now = AT) => doorsPast({ ...NONE, ...later }, now);

describe('the end of a door is past', () => {
  test('from its time on, whatever closed the door', () => {
    const changes = [decided(NOW + 1, { plan: { tenantId, before: ON, after: OFF } }), decided(NOW, { ends })];
    expect(past({ changes }, AT - 1)).toEqual([]);
    expect(past({ changes })).toEqual(['userSync']);
    expect(past({ drifts: [accepted(NOW, AT)] })).toEqual(['userSync']);
  });

  test('until it is decided anew, for good or until another end, by whom ever', () => {
    const first = decided(NOW, { ends });
    for (const ends of [null, { at: AT + 1, doors: ['userSync'] as const }]) {
      expect(past({ changes: [decided(NOW + 1, { ends }), first] })).toEqual([]);
    }
    expect(past({ changes: [first], drifts: [accepted(NOW + 1, null)] })).toEqual([]);
    expect(past({ changes: [decided(NOW, { ends }), decided(NOW - 1, { ends: null })] })).toEqual(['userSync']);
  });

  test('also where what is open already was given one', () => {
    const plan = { tenantId, before: ON, after: ON, prolongs: true } as const;
    expect(past({ changes: [decided(NOW + 1, { plan, ends }), decided(NOW, {})] })).toEqual(['userSync']);
  });

  test('where the bot closed it at that, also where who decided it is archived', () => {
    const plan = { tenantId, before: ON, after: OFF };
    expect(past({ changes: [decided(AT, { plan, endOf: changeIdOf(8) })] })).toEqual(['userSync']);
    // Nobody had decided an end of what nobody answered for.
    expect(past({ changes: [decided(AT, { plan, endOf: tenantId })] })).toEqual([]);
  });

  test('never by what came to nothing, or is only being asked', () => {
    const asked = aChange({ proposal: { plan: opening, ends } });
    expect(past({ changes: [asked], drifts: [aDrift({ before: OFF, after: ON })] })).toEqual([]);
  });
});

const byDefault = (isOpen: boolean): DefaultConfiguration => ({
  automaticRedemption: { inbound: isOpen, outbound: isOpen },
  others: [
    {
      name: 'inboundTrust',
      fingerprint: '',
      value: JSON.stringify({
        isMfaAccepted: isOpen,
        isCompliantDeviceAccepted: isOpen,
        isHybridAzureADJoinedDeviceAccepted: isOpen,
      }),
    },
  ],
});
const named = { displayName: 'Fabrikam' };
const INHERITED = ENDING_DOORS.filter((door) => door !== 'userSync' && door !== 'groupSync');
const NOTHING_OWN = live({
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization: null,
  others: [],
});

describe('what is left to the default', () => {
  test.each(INHERITED)('%s is open where that is, or may be', (door) => {
    expect(openByDefault(NOTHING_OWN, [door], byDefault(true))).toEqual([door]);
    expect(openByDefault(NOTHING_OWN, [door], byDefault(false))).toEqual([]);
    expect(openByDefault(NOTHING_OWN, [door], null)).toEqual([door]);
    const { automaticRedemption } = byDefault(false);
    expect(openByDefault(NOTHING_OWN, [door], { automaticRedemption })).toEqual(door.startsWith('trust') ? [door] : []);
  });

  test.each(ENDING_DOORS)('%s is not what is set, either way, and nothing of the default itself', (door) => {
    for (const isOpen of [true, false]) {
      expect(openByDefault(withDoors(NOTHING_OWN, [door], isOpen, named), [door], byDefault(true))).toEqual([]);
    }
    const { partner } = NOTHING_OWN;
    if (partner === null) throw new Error('there is one');
    expect(openByDefault(live({ ...partner, isDefault: true }), [door], byDefault(true))).toEqual([]);
  });

  test('no default allows sync', () => {
    expect(openByDefault(NOTHING_OWN, ['userSync', 'groupSync'], null)).toEqual([]);
  });

  test.each(INHERITED)('%s is opened where it was closed before', (door) => {
    const closed = withDoors(NOTHING_OWN, [door], false, named);
    expect(openedByDefault({ before: closed, after: NOTHING_OWN }, byDefault(true))).toContain(door);
    expect(openedByDefault({ before: NOTHING_OWN, after: NOTHING_OWN }, byDefault(true))).toEqual([]);
  });

  test.each(INHERITED)(
    '%s is closed at its end, or asked about where somebody left it so, or there is no partner',
    (door) => {
      const open = withDoors(NOTHING_OWN, [door], true, named);
      const leaving = { tenantId, before: open, after: NOTHING_OWN };
      const due = (later: Partial<Later>, now = NOTHING_OWN) =>
        dueOf([door], now, { ...NONE, ...later }, byDefault(true));
      expect(due({})).toEqual({ close: [door], ask: [] });
      expect(closes({ before: NOTHING_OWN, after: withDoors(NOTHING_OWN, [door], false, named) })).toBe(true);
      expect(due({}, live(null))).toEqual({ close: [], ask: [door] });
      expect(due({ changes: [decided(NOW, { plan: leaving })] })).toEqual({ close: [], ask: [door] });
      expect(due({ drifts: [aDrift({ before: open, after: NOTHING_OWN })] })).toEqual({ close: [], ask: [door] });
      expect(dueOf([door], NOTHING_OWN, NONE, byDefault(false))).toEqual({ close: [], ask: [] });
      // What is its own again is closed as it would have been.
      expect(due({ changes: [decided(NOW, { plan: leaving })] }, open)).toEqual({ close: [door], ask: [] });
    },
  );
});
