import { expect, test } from 'vitest';
import { firstLook } from '../../../src/app/watching/first-look.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { aTenant, NOW, tenantIdOf } from '../../builders.ts';

const policy = (userSync: boolean | null, groupSync: boolean | null) => ({ displayName: null, userSync, groupSync });
const partner = (identitySynchronization: ReturnType<typeof policy> | null, inbound: boolean | null): PartnerState => ({
  automaticRedemption: { inbound, outbound: true },
  identitySynchronization,
});

test('a partner is open by whatever lets its users in without being asked', async () => {
  const states = [
    partner(null, null),
    partner(policy(true, null), null),
    partner(policy(false, true), false),
    partner(policy(null, null), true),
    partner(null, true),
    partner(policy(false, false), false),
    null,
  ];
  const listed = states.map((state, n) => ({ tenantId: tenantIdOf(n), state }));
  const names = (ids: readonly string[]) =>
    Promise.resolve(ids.map((tenantId) => aTenant({ tenantId: tenantId as never })));
  const told = await firstLook({ names }, listed, NOW);
  expect(told).toMatchObject({ kind: 'watchBegan', partners: 7, openCount: 4 });
  if (told.kind !== 'watchBegan') throw new Error(told.kind);
  expect(told.open.map(({ tenantId }) => tenantId)).toEqual([1, 2, 3, 4].map((n) => tenantIdOf(n)));
});
