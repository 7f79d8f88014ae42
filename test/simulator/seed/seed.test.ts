import { expect, test } from 'vitest';
import { believableTenant, manyPartners, organizations, people } from '../../../src/simulator/seed/seed.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('every id is a well-formed GUID and belongs to one object only', () => {
  const tenant = believableTenant();
  const ids = [
    tenant.home.tenantId,
    ...tenant.world.keys(),
    ...tenant.users.keys(),
    ...tenant.groups.keys(),
    ...manyPartners(3).partners.keys(),
  ];
  for (const id of ids) expect(id).toMatch(GUID);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every domain belongs to one tenant only', () => {
  const { home, world } = believableTenant();
  const domains = [home, ...world.values()].flatMap((tenant) => tenant.domains);
  expect(new Set(domains).size).toBe(domains.length);
});

test('partners are in every state that a partner can be in', () => {
  const states = [...believableTenant().partners.values()].map(({ identitySynchronization: policy }) =>
    policy === null
      ? 'no policy'
      : policy.userSyncInbound === null
        ? 'no user sync'
        : policy.userSyncInbound.isSyncAllowed,
  );
  expect(new Set(states)).toEqual(new Set([true, false, null, 'no policy', 'no user sync']));
  expect(states).toHaveLength(14);
});

test('some partners and policies were deleted, one of them almost 30 days ago, and none of the partners is live', () => {
  const now = new Date('2026-03-31T12:00:00Z');
  const { partners, deletedPartners, deletedSyncPolicies, world } = believableTenant(now);
  for (const items of [deletedPartners, deletedSyncPolicies]) {
    const days = [...items.values()].map(({ deletedDateTime }) => deletedDateTime);
    expect(new Set(days)).toEqual(new Set(['2026-03-28T12:00:00.000Z', '2026-03-02T12:00:00.000Z']));
    expect([...items.keys()].every((id) => world.has(id))).toBe(true);
  }
  expect([...deletedPartners.keys()].filter((id) => partners.has(id))).toEqual([]);
  const restorable = [...deletedSyncPolicies.keys()].filter((id) => partners.has(id));
  expect(restorable.map((id) => partners.get(id)?.identitySynchronization)).toEqual([null]);
});

test('a policy may be named otherwise than its tenant, and new members of the organization synchronise', () => {
  const { partners, world, identitySyncTemplate } = believableTenant();
  const otherwise = [...partners.values()].filter(({ tenantId, identitySynchronization }) => {
    const name = identitySynchronization?.displayName ?? null;
    return name !== null && world.has(tenantId) && world.get(tenantId)?.displayName !== name;
  });
  expect(otherwise).toHaveLength(1);
  expect(identitySyncTemplate).toEqual({
    userSyncInbound: { isSyncAllowed: true },
    templateApplicationLevel: 'newPartners',
  });
});

test('two tenants share no state', () => {
  const changed = believableTenant();
  const { fabrikam } = organizations;
  const partner = changed.partners.get(fabrikam.tenantId);
  if (partner?.inboundTrust) partner.inboundTrust.isMfaAccepted = false;
  const user = changed.users.get(people.ada.id);
  if (user) user.accountEnabled = false;
  changed.home.domains.push('changed.example');
  changed.roleAssignments.length = 0;
  changed.deletedPartners.clear();
  changed.identitySyncTemplate.userSyncInbound = null;

  const fresh = believableTenant();
  expect(fresh.partners.get(fabrikam.tenantId)?.inboundTrust?.isMfaAccepted).toBe(true);
  expect(fresh.users.get(people.ada.id)?.accountEnabled).toBe(true);
  expect(fresh.home.domains).not.toContain('changed.example');
  expect(fresh.roleAssignments).toHaveLength(4);
  expect(fresh.deletedPartners.size).toBe(2);
  expect(fresh.identitySyncTemplate.userSyncInbound).not.toBeNull();
});

test('a tenant can have any number of partners, all of whom the world knows', () => {
  const { partners, world } = manyPartners(1000);
  expect(partners.size).toBe(1000);
  expect([...partners.keys()].every((id) => world.has(id))).toBe(true);
});
