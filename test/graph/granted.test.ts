import { describe, expect, test } from 'vitest';
import { claimsOf, permissionDifference } from '../../src/graph/granted.ts';
import { OPERATIONS } from '../../src/graph/operations.ts';
import { PERMISSIONS, permissionsFor } from '../../src/graph/permissions.ts';

const jwt = (payload: unknown): string => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.x`;
const ALL = Object.keys(PERMISSIONS);

describe('what a token says of its app', () => {
  test('is its permissions, its id and its tenant', () => {
    const claims = { tid: 't', appid: 'a', roles: ['Policy.Read.All'], other: 1 };
    expect(claimsOf(jwt(claims))).toEqual({ tid: 't', appid: 'a', roles: ['Policy.Read.All'] });
    expect(claimsOf(jwt({}))).toEqual({});
  });

  test.each(['', 'opaque', 'a.b', 'a.b.c', jwt([]).replace('e30', ''), jwt('text'), jwt(null), jwt({ roles: 'x' })])(
    'is not known of %j',
    (token) => {
      expect(claimsOf(token)).toBeUndefined();
    },
  );
});

describe('the difference', () => {
  test('is none where everything is granted that README names', () => {
    expect(permissionDifference(ALL)).toEqual({ missing: [], missingOptional: [], excess: [] });
  });

  test('names what is missing, and tells what is needed from what is of use', () => {
    const { missing, missingOptional } = permissionDifference([]);
    expect([...missing, ...missingOptional, ...permissionsFor('fallback'), ...permissionsFor('wanted')].sort()).toEqual(
      [...ALL].sort(),
    );
    expect(missing).toContain('RoleManagement.Read.Directory');
    expect(missingOptional).toContain('RoleEligibilitySchedule.Read.Directory');
  });

  test('names what is granted and of no use, also where its name is an object’s', () => {
    expect(permissionDifference([...ALL, 'Directory.ReadWrite.All', 'constructor']).excess).toEqual([
      'Directory.ReadWrite.All',
      'constructor',
    ]);
  });
});

test('every operation needs a permission that is compared', () => {
  for (const { permission } of Object.values(OPERATIONS)) expect(ALL).toContain(permission);
});
