import { describe, expect, test } from 'vitest';
import { disableSync } from '../../../src/commands/partners/disable-sync.ts';
import type { PartnerConfiguration, PartnerState, Setting } from '../../../src/domain/policy/policy.ts';
import { difference, live } from '../../../src/domain/policy/snapshot.ts';
import { aTenant } from '../../builders.ts';

const partner = (userSync: Setting | 'no policy'): PartnerConfiguration => ({
  automaticRedemption: { inbound: true, outbound: false },
  identitySynchronization: userSync === 'no policy' ? null : { displayName: 'Named here', userSync, groupSync: true },
});

function goal(before: PartnerState) {
  const result = disableSync.read({ partner: 'fabrikam.com' });
  if (!result.ok) throw new Error('disable sync does not ask for a change');
  return result.request.goal(live(before), aTenant({ displayName: 'Fabrikam' }));
}

describe('disable sync', () => {
  test.each([true, null])('switches a policy that says %s off, and leaves the rest as it is', (userSync) => {
    const before = partner(userSync);
    const wanted = goal(before);
    expect(wanted).toMatchObject({
      kind: 'change',
      after: { partner: { identitySynchronization: { userSync: false } } },
    });
    if (wanted.kind === 'change') expect(difference(live(before), wanted.after)).toEqual(['userSync']);
  });

  test.each([
    ['sync is off', partner(false), 'syncOff'],
    ['there is no policy', partner('no policy'), 'noPolicy'],
    ['there is no partner', null, 'noPartner'],
  ])('has nothing to do where %s', (_, before, what) => {
    expect(goal(before)).toEqual({ kind: 'nothingToDo', what });
  });

  test('asks for the right to change', () => {
    expect(disableSync.access).toBe('change');
  });
});
