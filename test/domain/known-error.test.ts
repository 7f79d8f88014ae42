import { describe, expect, test } from 'vitest';
import { ASKED_BY, KNOWN_ERRORS, knownErrorIn } from '../../src/domain/known-error.ts';
import { nearErrors } from '../../src/domain/near-error.ts';

const POLICY_CHECK = 'AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure';

describe('an error of Microsoft’s', () => {
  test.each<readonly [string, string]>([
    [`${POLICY_CHECK}: the target tenant has not enabled inbound sync`, 'targetForbidsSync'],
    [`${POLICY_CHECK}: the source tenant has not enabled automatic user consent`, 'sourceDoesNotRedeem'],
    ['AADSTS65005: contoso.com is in an unmanaged state', 'unmanagedTenant'],
    ...ASKED_BY.map(({ name, error }) => [name, error] as const),
  ])('is found in %s', (text, error) => {
    expect(knownErrorIn(text)).toBe(error);
    expect(knownErrorIn(`"${text.toUpperCase()}".`)).toBe(error);
    expect(knownErrorIn(`Details: it failed. Error code: ${text}\n(see the log).`)).toBe(error);
    expect(knownErrorIn(`{"errorCode":"${text.toLowerCase()}"}`)).toBe(error);
  });

  test('that is none of them is not known', () => {
    expect(knownErrorIn('Nonsense42')).toBeNull();
    expect(knownErrorIn('')).toBeNull();
    // A mark alone, without the code that it belongs to.
    expect(knownErrorIn('inbound sync')).toBeNull();
    expect(knownErrorIn('AADSTS65005')).toBeNull();
  });

  test('is not taken from an everyday word, nor from a part of another code', () => {
    expect(knownErrorIn('The look ended in a timeout, no conflict')).toBeNull();
    expect(knownErrorIn('AADSTS5002134 InvitationCreationFailureOfAnotherKind XTimeout')).toBeNull();
    expect(knownErrorIn('AADSTS500212')).toBe('outboundForbidden');
  });

  test('is found in what Microsoft’s own text says, without its code, over several lines', () => {
    const pasted = 'Details: Policy permitting auto-redemption\n of invitations not configured.';
    expect(knownErrorIn(pasted)).toBe('redemptionMissing');
  });

  test('can be asked about by its code or its text, each of them once, and there are many', () => {
    const names = ASKED_BY.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ASKED_BY.map(({ error }) => error))).toEqual(new Set(KNOWN_ERRORS));
    expect(new Set(KNOWN_ERRORS).size).toBe(KNOWN_ERRORS.length);
    expect(KNOWN_ERRORS.length).toBeGreaterThanOrEqual(25);
  });
});

describe('what an unknown error is near to', () => {
  const near = (text: string) => nearErrors(text).map(({ name }) => name);

  test.each([
    ['InvitationCreationFailureAmbiguousUsr', 'InvitationCreationFailureAmbiguousUser'],
    [
      'AzureActiveDirectoryCannot UpdateObjectsOriginated InExternalService',
      'AzureActiveDirectoryCannotUpdateObjectsOriginatedInExternalService',
    ],
    ['the quota limit of the directory was exceeded', 'AzureActiveDirectoryQuotaLimitExceeded'],
    [
      'the invitation was blocked by some cross-tenant access setting',
      'this invitation is blocked by cross-tenant access settings',
    ],
    ['it ended in a timeout', 'Timeout'],
  ])('%s', (text, name) => {
    expect(knownErrorIn(text)).toBeNull();
    expect(near(text)[0]).toBe(name);
    expect(near(text).length).toBeLessThanOrEqual(3);
  });

  test('is nothing for a number that differs, for a word in common, and for nonsense', () => {
    expect(near('AADSTS500214')).toEqual([]);
    expect(near('the tenant')).toEqual([]);
    expect(near('Nonsense42')).toEqual([]);
    expect(near('')).toEqual([]);
  });

  test('names each error once', () => {
    const errors = nearErrors('MandatoryFieldMissing MissingValue').map(({ error }) => error);
    expect(errors).toEqual(['valuesMissing']);
  });
});
