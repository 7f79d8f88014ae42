// @ts-nocheck
import { expect, test } from 'vitest';
import { activitiesOf } from '../../src/domain/audit.ts';
import { withUserSync } from '../../src/domain/goals.ts';
import { live } from '../../src/domain/snapshot.ts';
import { FRESH_PARTNER } from '../../src/domain/step.ts';
import { aDrift } from '../builders.ts';

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
