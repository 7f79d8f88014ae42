import { expect, test } from 'vitest';
import { syncState, type PartnerState, type Setting } from '../../../src/domain/policy/policy.ts';

const withPolicy = (userSync: Setting): PartnerState => ({
  automaticRedemption: { inbound: true, outbound: true },
  identitySynchronization: { displayName: 'Fabrikam', userSync, groupSync: true },
});

test.each([
  ['allowed', withPolicy(true), 'on'],
  ['forbidden', withPolicy(false), 'off'],
  ['not said: no default allows it', withPolicy(null), 'off'],
  [
    'without a policy',
    { automaticRedemption: { inbound: true, outbound: true }, identitySynchronization: null },
    'none',
  ],
  ['without a partner', null, 'none'],
])('user sync that is %s', (_, state, expected) => {
  expect(syncState(state)).toBe(expected);
});
