import { describe, expect, test } from 'vitest';
import { KNOWN_CODES, KNOWN_ERRORS, knownErrorIn } from '../../src/domain/known-error.ts';

const POLICY_CHECK = 'AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure';

describe('an error of Microsoft’s', () => {
  test.each([
    [`${POLICY_CHECK}: the target tenant has not enabled inbound sync`, 'targetForbidsSync'],
    [`${POLICY_CHECK}: the source tenant has not enabled automatic user consent`, 'sourceDoesNotRedeem'],
    [POLICY_CHECK, 'eitherSideLacksSwitch'],
    ['AzureDirectoryB2BManagementPolicyCheckFailure', 'redemptionMissing'],
    ['ExternalTenantNotFound', 'otherCloudNotConfigured'],
    ['AzureActiveDirectoryTokenExpired', 'otherCloudNotAllowed'],
    ['AzureActiveDirectoryForbidden', 'guestInvitesForbidden'],
    ['EntityTypeNotSupported', 'groupsNotMapped'],
    ['alternativeSecurityIds', 'smsSignIn'],
    ['Authorization_RequestDenied', 'permissionMissing'],
    ['Request_MultipleObjectsWithSameKeyValue', 'createdTwice'],
    ['Directory_ObjectNotFound', 'notCreatedYet'],
  ])('is found in %s', (text, error) => {
    expect(knownErrorIn(text)).toBe(error);
    expect(knownErrorIn(`Failed: ${text.toUpperCase()} (see the log).`)).toBe(error);
    expect(knownErrorIn(text.toLowerCase())).toBe(error);
  });

  test('that is none of them is not known', () => {
    expect(knownErrorIn('Nonsense42')).toBeNull();
    expect(knownErrorIn('')).toBeNull();
    // A mark alone, without the code that it belongs to.
    expect(knownErrorIn('inbound sync')).toBeNull();
  });

  test('can be asked about by its code, each code once', () => {
    expect(new Set(KNOWN_CODES).size).toBe(KNOWN_CODES.length);
    expect(KNOWN_CODES.map((code) => knownErrorIn(code))).not.toContain(null);
    expect(KNOWN_CODES[0]).toBe(POLICY_CHECK);
    expect(new Set(KNOWN_ERRORS).size).toBe(12);
  });
});
