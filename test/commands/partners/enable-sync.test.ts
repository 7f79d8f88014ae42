import { describe, expect, test } from 'vitest';
import { enableSync } from '../../../src/commands/partners/enable-sync.ts';
import type { PartnerConfiguration, PartnerState, Setting } from '../../../src/domain/policy/policy.ts';
import { difference, live } from '../../../src/domain/policy/snapshot.ts';
import { aTenant } from '../../builders.ts';

const partner = (userSync: Setting | 'no policy'): PartnerConfiguration => ({
  automaticRedemption: { inbound: true, outbound: false },
  identitySynchronization: userSync === 'no policy' ? null : { displayName: 'Named here', userSync, groupSync: true },
});

function goal(before: PartnerState) {
  const result = enableSync.read({ partner: 'fabrikam.com' });
  if (!result.ok) throw new Error('enable sync does not ask for a change');
  return result.request.goal(live(before), aTenant({ displayName: 'Fabrikam' }));
}

describe('enable sync', () => {
  test.each([false, null])('switches a policy that says %s on, and leaves the rest as it is', (userSync) => {
    const before = partner(userSync);
    const wanted = goal(before);
    expect(wanted).toMatchObject({
      kind: 'change',
      after: { partner: { identitySynchronization: { userSync: true } } },
    });
    if (wanted.kind === 'change') expect(difference(live(before), wanted.after)).toEqual(['userSync']);
  });

  test('gives a partner without a policy one that is called after the tenant', () => {
    expect(goal(partner('no policy'))).toEqual({
      kind: 'change',
      after: live({
        automaticRedemption: { inbound: true, outbound: false },
        identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync: 'unknown' },
      }),
    });
  });

  test('adds a tenant that is no partner yet', () => {
    expect(goal(null)).toEqual({
      kind: 'change',
      after: live({
        automaticRedemption: { inbound: null, outbound: null },
        identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync: 'unknown' },
      }),
    });
  });

  test('has nothing to do where sync is on', () => {
    expect(goal(partner(true))).toEqual({ kind: 'nothingToDo', what: 'syncOn' });
  });

  test('keeps partner and reason as they were typed', () => {
    expect(enableSync.read({ partner: 'Fabrikam', reason: 'Project Falcon' })).toMatchObject({
      ok: true,
      request: { kind: 'change', partner: 'Fabrikam', reason: 'Project Falcon' },
    });
  });

  test('asks for the right to change', () => {
    expect(enableSync.access).toBe('change');
  });
});
