import { expect, test } from 'vitest';
import { restNow, restOf, restSince } from '../../../src/domain/ends/rest.ts';
import type { OtherSetting, PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { partnerWith } from '../../cards/changes.ts';

const guests = (access: 'allowed' | 'blocked'): OtherSetting => {
  const all = (target: string) => ({ accessType: access, targets: [{ target }] });
  const value = JSON.stringify({ applications: all('AllApplications'), usersAndGroups: all('AllUsers') });
  return { name: 'b2bCollaborationInbound', fingerprint: access, value };
};
const partner = (sync: boolean, ...others: readonly OtherSetting[]): PartnerConfiguration => ({
  ...partnerWith(sync, null),
  others,
});
const shut = live(partner(false, guests('blocked')));
const both = live(partner(true, guests('allowed')));

test('what no end closes is asked about, beside what it closes', () => {
  expect(restOf({ before: shut, after: both }, ['userSync'])).toEqual({
    before: shut,
    after: both,
    names: ['b2bCollaborationInbound'],
  });
  expect(restOf({ before: shut, after: live(partner(true, guests('blocked'))) }, ['userSync'])).toBeUndefined();
});

test('what lets in no more is asked about as a whole, where nothing of it is closed', () => {
  expect(restOf({ before: both, after: shut }, [])?.names).toEqual(['userSync', 'b2bCollaborationInbound']);
  expect(restOf({ before: both, after: live(null) }, [])?.names).toContain('partner');
  expect(restOf({ before: both, after: both }, [])).toBeUndefined();
});

test('what was made so again since is asked about no more', () => {
  const rest = restOf({ before: shut, after: both }, ['userSync']);
  const half = live(partner(false, guests('allowed')));
  expect(restSince(rest, [{ before: both, after: shut }])).toEqual(rest);
  expect(restSince(rest, [{ before: half, after: both }])).toEqual(rest);
  expect(restSince(rest, [{ before: shut, after: half }])).toBeUndefined();
  const closed = restOf({ before: both, after: shut }, []);
  expect(restSince(closed, [{ before: both, after: half }])?.names).toEqual(['b2bCollaborationInbound']);
  expect(restSince(undefined, [])).toBeUndefined();
});

test('that a partner was added is asked about where nothing of it is closed', () => {
  const added = { before: live(null), after: live(partner(false)) };
  expect(restOf(added, [])?.names).toContain('partner');
  expect(restOf({ ...added, after: live(partner(true)) }, ['userSync'])).toBeUndefined();
});

test('only what is as it was accepted is left of it, and what nobody can see may be', () => {
  const rest = restOf({ before: shut, after: both }, ['userSync']);
  expect(restNow(rest, live(partner(false, guests('allowed'))))).toEqual(['b2bCollaborationInbound']);
  expect(restNow(rest, shut)).toEqual([]);
  expect(restNow(rest, live(partnerWith(true, null)))).toEqual(['b2bCollaborationInbound']);
  expect(restNow(undefined, both)).toEqual([]);
});
