import { expect, test } from 'vitest';
import { manySections } from '../../src/cards/views/change/many.ts';
import type { Member } from '../../src/domain/policy/many.ts';
import { planOf, planOfMany } from '../../src/domain/policy/plan.ts';
import type { PartnerConfiguration } from '../../src/domain/policy/policy.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { withTrust } from '../../src/domain/policy/trust.ts';
import { aChange, aTenant, NOW, tenantIdOf } from '../builders.ts';
import { partnerWith } from './changes.ts';

/** Whoever decides on many partners sees first whom they would open, and never has to guess what. */

const member = (n: number, before: PartnerConfiguration, after: PartnerConfiguration): Member => ({
  partner: aTenant({ tenantId: tenantIdOf(n), defaultDomainName: `partner${n}.example` }),
  plan: planOf(tenantIdOf(n), live(before), live(after)),
});
const named = (name: string, isOn: boolean) => {
  const state = partnerWith(isOn, false);
  return { ...state, identitySynchronization: { displayName: name, userSync: isOn, groupSync: isOn } };
};
const said = (members: readonly Member[]): string => {
  const plan = planOfMany({ kind: 'list', members, left: [] });
  return JSON.stringify(manySections(aChange({ proposal: { plan } }), NOW));
};

test('one that is opened stands before all that are closed, each in its own way', () => {
  const closings = Array.from({ length: 9 }, (_, n) => member(n + 1, named(`a${n}`, true), named(`b${n}`, false)));
  const text = said([...closings, member(50, partnerWith(false), partnerWith(true))]);
  expect(text.indexOf('partner50.example')).toBeGreaterThan(-1);
  expect(text.indexOf('partner50.example')).toBeLessThan(text.indexOf('partner1.example'));
  expect(text).not.toContain('opened');
});

test('where there is no room for all that are opened, it says how many are not told', () => {
  const openings = Array.from({ length: 9 }, (_, n) => member(n + 1, named(`a${n}`, false), named(`b${n}`, true)));
  expect(said([...openings, member(50, partnerWith(true), partnerWith(false))])).toMatch(/of which \d are opened/);
});

test('what is opened of one stands before what is closed of it, all of it', () => {
  const closed = withTrust(undefined, { trustCompliantDevices: false, trustMfa: true });
  const opened = withTrust(undefined, { trustCompliantDevices: true, trustMfa: false });
  const before = { ...named('a', true), automaticRedemption: { inbound: true, outbound: true }, others: closed };
  const after = { ...named('b', false), automaticRedemption: { inbound: false, outbound: false }, others: opened };
  const text = said([member(1, before, after)]);
  const at = text.indexOf('compliant devices');
  expect(at).toBeGreaterThan(-1);
  expect(at).toBeLessThan(text.indexOf('User sync'));
});

test('an end says of what it is', () => {
  const ends = { at: NOW, doors: ['userSync'] as const };
  const text = said([{ ...member(1, partnerWith(false, false), partnerWith(true, true)), ends }]);
  expect(text).toContain('User sync: until');
});
