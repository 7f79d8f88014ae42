import { expect, test } from 'vitest';
import { causesOf } from '../../../src/domain/change/causes.ts';
import { effectsOf } from '../../../src/domain/change/effect.ts';
import type { PartnerState, SyncPolicy } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER } from '../../../src/domain/policy/step.ts';

const sync = (over: Partial<SyncPolicy>): SyncPolicy => ({
  displayName: 'Fabrikam',
  userSync: false,
  groupSync: false,
  ...over,
});
const partner = (policy: SyncPolicy | null, isMfaAccepted?: boolean): PartnerState => ({
  ...FRESH_PARTNER,
  identitySynchronization: policy,
  ...(isMfaAccepted !== undefined && {
    others: [{ name: 'inboundTrust', fingerprint: String(isMfaAccepted), value: JSON.stringify({ isMfaAccepted }) }],
  }),
});

test.each([
  ['opened beside what is called otherwise', partner(sync({})), partner(sync({ displayName: 'B', userSync: true }), true), 'opens', ['userSync']],
  ['closed and renamed', partner(sync({ userSync: true })), partner(sync({ displayName: 'B' })), 'closes', ['userSync']],
  ['a policy gone where more is trusted', partner(sync({ userSync: true }), false), partner(null, true), 'mayOpen', ['trustMfa']],
  ['a policy made', partner(null), partner(sync({})), 'mayOpen', ['policy']],
  ['a partner gone with what it forbade', partner(null, false), null, 'mayOpen', ['partner']],
  ['another name', partner(sync({})), partner(sync({ displayName: 'B' })), 'renames', ['policyName']],
  ['nothing', partner(null), partner(null), 'opensNothing', []],
] as const)('%s', (_, before, after, effect, causes) => {
  const difference = { before: live(before), after: live(after) };
  expect(effectsOf(difference)[0]).toBe(effect);
  expect(causesOf(difference)).toEqual(causes);
}); // prettier-ignore
