import { expect, test } from 'vitest';
import { activitiesOf, auditActivityOf } from '../../../src/domain/drift/audit.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER, type Step } from '../../../src/domain/policy/step.ts';
import { aDrift } from '../../builders.ts';

const off = live(withUserSync(null, false, 'Fabrikam'));
const on = live(withUserSync(null, true, 'Fabrikam'));
const bare = live(FRESH_PARTNER);
const redeemed = live({ ...FRESH_PARTNER, automaticRedemption: { inbound: true, outbound: null } });

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
])('a step has the audit log’s own name, where Microsoft gives one: %o', (step, name) => {
  expect(auditActivityOf(step)).toBe(name);
});
