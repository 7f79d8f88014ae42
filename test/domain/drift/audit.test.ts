import { expect, test } from 'vitest';
import {
  activitiesOf,
  auditActivityOf,
  DEFAULT_ACTIVITIES,
  HOME_ACTIVITIES,
  isOfTemplate,
  PARTNER_TEMPLATE_ACTIVITIES,
} from '../../../src/domain/drift/audit.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER, type Step } from '../../../src/domain/policy/step.ts';
import type { OtherSetting } from '../../../src/domain/policy/policy.ts';
import { alwaysOf, type TenantPart } from '../../../src/domain/policy/tenant-wide.ts';
import { aDrift } from '../../builders.ts';

const off = live(withUserSync(null, false, 'Fabrikam'));
const on = live(withUserSync(null, true, 'Fabrikam'));
const bare = live(FRESH_PARTNER);
const redeemed = live({ ...FRESH_PARTNER, automaticRedemption: { inbound: true, outbound: null } });

const ofHome = (part: TenantPart, value: unknown, ...more: readonly OtherSetting[]) => {
  const text = JSON.stringify(value);
  const others = [{ name: alwaysOf(part), fingerprint: text, value: text }, ...more];
  return live({ ...FRESH_PARTNER, others, isDefault: true });
};
const TEMPLATE = [
  'Update a multitenant org identity sync policy template',
  'Reset a multitenant org identity sync policy template',
];
const settingsOf = (name: string): Step => ({
  kind: 'updateSettings',
  settings: [{ name, fingerprint: '', value: null }],
});

test.each([
  ['sync switched on', off, on, ['Update a partner cross-tenant identity sync setting']],
  [
    'a policy created',
    bare,
    on,
    ['Create a partner cross-tenant identity sync setting', 'Update a partner cross-tenant identity sync setting'],
  ],
  [
    'a policy deleted',
    on,
    bare,
    ['Delete a partner cross-tenant identity sync setting', 'Update a partner cross-tenant identity sync setting'],
  ],
  ['a partner added', live(null), bare, ['Add a partner to cross-tenant access setting']],
  ['a partner removed', bare, live(null), ['Delete partner specific cross-tenant access setting']],
  ['redemption', bare, redeemed, ['Update a partner cross-tenant access setting']],
  [
    'the default',
    live({ ...FRESH_PARTNER, isDefault: true }),
    live({ ...FRESH_PARTNER, automaticRedemption: { inbound: true, outbound: null }, isDefault: true }),
    DEFAULT_ACTIVITIES,
  ],
  ['the template for sync', ofHome('syncTemplate', 'none'), ofHome('syncTemplate', 'newPartners'), TEMPLATE],
  [
    'the template for partners',
    ofHome('partnerTemplate', 'none'),
    ofHome('partnerTemplate', 'newPartners'),
    PARTNER_TEMPLATE_ACTIVITIES,
  ],
  ['the clouds', ofHome('policy', []), ofHome('policy', ['a']), []],
  [
    'what nobody knows',
    ofHome('policy', []),
    ofHome('policy', [], { name: 'heardOfByNobody', fingerprint: 'a', value: '1' }),
    [...HOME_ACTIVITIES, ...TEMPLATE],
  ],
])('%s: under which names the audit log may tell of it', (_, before, after, names) => {
  expect(activitiesOf(aDrift({ before, after }))).toEqual(names);
});

const automaticRedemption = { inbound: true, outbound: null };
test.each<[Step, string | undefined]>([
  [
    { kind: 'createSyncPolicy', displayName: null, userSync: true },
    'Create a partner cross-tenant identity sync setting',
  ],
  [{ kind: 'updateSyncPolicy', userSync: true }, 'Update a partner cross-tenant identity sync setting'],
  [{ kind: 'deleteSyncPolicy' }, 'Delete a partner cross-tenant identity sync setting'],
  [{ kind: 'addPartner' }, 'Add a partner to cross-tenant access setting'],
  [{ kind: 'updateAutomaticRedemption', automaticRedemption }, 'Update a partner cross-tenant access setting'],
  [{ kind: 'removePartner' }, 'Delete partner specific cross-tenant access setting'],
  [{ kind: 'updateTemplate', userSync: true }, 'Update a multitenant org identity sync policy template'],
  [{ kind: 'resetTemplate' }, 'Reset a multitenant org identity sync policy template'],
  [{ kind: 'restorePartner' }, undefined],
  [{ kind: 'restoreSyncPolicy' }, undefined],
  [{ kind: 'purgeSyncPolicy' }, undefined],
  [{ kind: 'recreateDeletedSyncPolicy', displayName: null, userSync: true }, undefined],
  [settingsOf('inboundTrust'), 'Update a partner cross-tenant access setting'],
  [settingsOf(alwaysOf('syncTemplate')), 'Update a multitenant org identity sync policy template'],
  [settingsOf(alwaysOf('partnerTemplate')), undefined],
  [settingsOf(alwaysOf('policy')), undefined],
])('a step has the audit log’s own name, where Microsoft gives one: %o', (step, name) => {
  expect(auditActivityOf(step)).toBe(name);
});

test.each([
  ['Update a multitenant org identity sync policy template', true],
  ['Reset a multitenant org identity sync policy template', true],
  ['Update a partner cross-tenant access setting', false],
] as const)('%s: whether it is of the template', (activity, expected) => {
  expect(isOfTemplate(activity)).toBe(expected);
});
