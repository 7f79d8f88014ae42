import { expect, test } from 'vitest';
import { declaredOf } from '../../../src/domain/declared/declared.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { aConversation, anEnding, aTenant, HOME, NOW, tenantIdOf } from '../../builders.ts';

const trust = {
  name: 'inboundTrust',
  fingerprint: 'x',
  value: JSON.stringify({ isMfaAccepted: true, isCompliantDeviceAccepted: null }),
};
const whole: PartnerConfiguration = {
  automaticRedemption: { inbound: true, outbound: null },
  identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync: 'unknown' },
  others: [
    trust,
    { name: 'tenantRestrictions', fingerprint: 'y', value: '{"a":1}' },
    { name: 'unkept', fingerprint: 'z' },
  ],
};
const bare: PartnerConfiguration = {
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization: null,
};

test('partners by their ids, with what is set, without what is not known, and with the ends that still count', () => {
  const [first, second, gone] = [tenantIdOf(1), tenantIdOf(2), tenantIdOf(3)];
  const partner = aTenant({ tenantId: first });
  const ends = (at: number, doors: Parameters<typeof anEnding>[0]) =>
    anEnding({
      partner,
      end: { at, doors: ['userSync', 'groupSync', 'redemptionInbound'], place: aConversation(), told: [], came: null },
      ...doors,
    });
  const declared = declaredOf(
    HOME,
    [
      {
        tenantId: second,
        state: { ...bare, identitySynchronization: { displayName: null, userSync: null, groupSync: false } },
      },
      { tenantId: first, state: whole },
      { tenantId: gone, state: null },
    ],
    [partner],
    [ends(NOW, {}), anEnding({ partner: aTenant({ tenantId: second }) })],
  );
  expect(declared).toEqual({
    home: HOME,
    partners: [
      {
        tenantId: first,
        named: partner,
        automaticRedemption: { inbound: true, outbound: null },
        synchronization: { name: 'Fabrikam', users: true },
        trust: { mfa: true, compliantDevices: null, hybridDevices: null },
        settings: [['tenantRestrictions', { a: 1 }]],
        ends: [
          ['groupSync', NOW],
          ['redemptionInbound', NOW],
          ['userSync', NOW],
        ],
      },
      {
        tenantId: second,
        named: { tenantId: second, displayName: null, defaultDomainName: null },
        automaticRedemption: { inbound: null, outbound: null },
        synchronization: { name: null, users: null, groups: false },
        trust: { mfa: null, compliantDevices: null, hybridDevices: null },
        settings: [],
        ends: [],
      },
    ],
  });
  expect(declaredOf(HOME, [{ tenantId: second, state: bare }], [], []).partners[0]?.synchronization).toBeNull();
});
