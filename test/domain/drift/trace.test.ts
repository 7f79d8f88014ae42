import { describe, expect, test } from 'vitest';
import type { AuditActivity } from '../../../src/domain/drift/audit.ts';
import { partOf, UNTOLD, type Touch, type Trace } from '../../../src/domain/drift/trace.ts';
import { nameOf, sameActor } from '../../../src/domain/people/actor.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER } from '../../../src/domain/policy/step.ts';
import { alwaysOf } from '../../../src/domain/policy/tenant-wide.ts';
import { anActor, objectIdOf } from '../../builders.ts';

const ACCESS = 'Update a partner cross-tenant access setting';
const SYNC = 'Update a partner cross-tenant identity sync setting';
const redeemed = live({ ...FRESH_PARTNER, automaticRedemption: { inbound: true, outbound: null } });
const synced = live(withUserSync(null, true, 'Fabrikam'));
const bare = live(FRESH_PARTNER);
const gone = live(null);
const cleared = live({
  ...FRESH_PARTNER,
  identitySynchronization: { displayName: null, userSync: null, groupSync: null },
});

const touch = (field: Touch['field'], became: Touch['became'], sure = true): Touch => ({ field, became, sure });
const trace = (activity: AuditActivity, touches: readonly Touch[] = [], tells = touches.length > 0): Trace => ({
  activity,
  touches,
  tells,
});
const did = (...fields: string[]) => ({ did: fields, may: [] });
const may = (...fields: string[]) => ({ did: [], may: fields });

describe('what a record has to do with a setting that was found otherwise', () => {
  test.each([
    ['it made it so', trace(ACCESS, [touch('redemptionInbound', true)]), did('redemptionInbound')],
    ['it made something else of it', trace(ACCESS, [touch('redemptionInbound', false)]), did()],
    ['it changed something else', trace(ACCESS, [touch('otherSettings', '1')]), did()],
    [
      'it names it, and not what it became',
      trace(ACCESS, [touch('redemptionInbound', UNTOLD, false)]),
      may('redemptionInbound'),
    ],
    [
      'one of its properties proves it',
      trace(ACCESS, [touch('redemptionInbound', UNTOLD, false), touch('redemptionInbound', true)]),
      did('redemptionInbound'),
    ],
    ['it does not tell', trace(ACCESS), may('redemptionInbound')],
    ['it is of another kind', trace(SYNC), did()],
    ['it is of the default', trace('Reset the cross-tenant access default setting'), may('redemptionInbound')],
    ['it is of the template', trace('Update a multitenant org identity sync policy template'), did()],
    ['it is of the template for partners', trace('Update a multitenant org partner configuration template'), did()],
  ])('%s', (_, record, expected) => {
    // prettier-ignore
    expect(partOf(record, ['redemptionInbound'], redeemed)).toEqual(expected);
  });

  const ADD = 'Add a partner to cross-tenant access setting';
  const REMOVE = 'Delete partner specific cross-tenant access setting';
  const CREATE = 'Create a partner cross-tenant identity sync setting';
  const DELETE = 'Delete a partner cross-tenant identity sync setting';
  test.each([
    ['a creation', trace(CREATE), synced, { did: ['policy'], may: ['userSync', 'policyName'] }],
    ['a creation of what is gone', trace(CREATE), bare, did()],
    ['a deletion', trace(DELETE), bare, did('policy', 'userSync', 'policyName')],
    ['a deletion of what came back', trace(DELETE), cleared, may('userSync', 'policyName')],
    ['a partner added', trace(ADD), synced, did('partner')],
    ['a partner added that is gone', trace(ADD), gone, did()],
    ['a partner removed', trace(REMOVE), gone, did('partner', 'policy', 'userSync', 'policyName')],
    ['a partner removed that came back', trace(REMOVE), bare, may('policy', 'userSync', 'policyName')],
    ['a name', trace(SYNC, [touch('policyName', 'Fabrikam')]), synced, did('policyName')],
    ['another name', trace(SYNC, [touch('policyName', 'Contoso')]), synced, did()],
    ['a switch of what is gone', trace(SYNC, [touch('policy', true)]), gone, did()],
  ])('%s', (_, record, found, expected) => {
    // prettier-ignore
    expect(partOf(record, ['partner', 'policy', 'userSync', 'policyName'], found)).toEqual(expected);
  });
});

describe('an actor', () => {
  test.each([
    [{}, 'Eli Novak'],
    [{ name: null }, 'eli@woodgrove.example'],
    [{ name: null, signInName: null, appId: 'app-1' }, 'app-1'],
    [{ name: null, signInName: null }, objectIdOf(7)],
    [{ name: null, signInName: null, objectId: null }, ''],
  ])('%o is called %s', (overrides, name) => {
    expect(nameOf(anActor(overrides))).toBe(name);
  });

  const app = { kind: 'app', objectId: null, signInName: null } as const;
  test.each([
    [{}, {}, true],
    [{}, { name: 'Other' }, true],
    [{}, { objectId: objectIdOf(8) }, false],
    [{}, app, false],
    [{ ...app, appId: 'a' }, { ...app, appId: 'a' }, true],
    [{ ...app, appId: 'a' }, { ...app, appId: 'b' }, false],
    [{ objectId: null }, { signInName: 'other@woodgrove.example' }, false],
    [{ objectId: null }, {}, true],
    [{ objectId: null, signInName: null }, { name: 'Ada' }, false],
  ])('%o and %o are the same: %s', (a, b, same) => {
    expect(sameActor(anActor(a), anActor(b))).toBe(same);
  });
});

describe('what is said in a template has the names that a partner has it by', () => {
  const others = [
    { name: alwaysOf('partnerTemplate'), fingerprint: '', value: '"none"' },
    { name: alwaysOf('syncTemplate'), fingerprint: '', value: '"none"' },
    ...Object.entries({
      'multiTenantOrganizationPartnerConfiguration.inboundTrust': { isMfaAccepted: true },
      'multiTenantOrganizationPartnerConfiguration.automaticUserConsentSettings': { inboundAllowed: true },
      'multiTenantOrganizationIdentitySynchronization.userSyncInbound': { isSyncAllowed: true },
    }).map(([name, value]) => ({ name, fingerprint: '', value: JSON.stringify(value) })),
  ];
  const home = live({ ...FRESH_PARTNER, others, isDefault: true });
  const FIELDS = ['mtoTrustMfa', 'mtoRedemptionInbound', 'mtoUserSync', 'trustMfa'] as const;

  test.each([
    [
      'trust',
      trace('Update a multitenant org partner configuration template', [touch('trustMfa', true)]),
      did('mtoTrustMfa'),
    ],
    [
      'nothing',
      trace('Reset a multitenant org partner configuration template'),
      may('mtoTrustMfa', 'mtoRedemptionInbound'),
    ],
    [
      'sync',
      trace('Update a multitenant org identity sync policy template', [touch('userSync', true)]),
      did('mtoUserSync'),
    ],
    [
      'trust by default',
      trace('Update the company default cross-tenant access setting', [touch('trustMfa', UNTOLD)]),
      did('trustMfa'),
    ],
  ])('of %s', (_, record, expected) => {
    expect(partOf(record, FIELDS, home)).toEqual(expected);
  });

  test('but for what has one name everywhere', () => {
    const untold = touch('otherSettings', UNTOLD, false);
    const record = trace('Update a multitenant org partner configuration template', [untold]);
    expect(partOf(record, [...FIELDS, 'otherSettings'], home)).toEqual(may('otherSettings'));
  });
});
