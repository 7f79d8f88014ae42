/**
 * Errors that administrators meet around cross-tenant synchronisation, each with what is looked for in a pasted text, in
 * any case: all of its marks must be there. Source: Entra, configure cross-tenant synchronization (portal and Microsoft
 * Graph), troubleshooting tips.
 */
const POLICY_CHECK = 'AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure';

const MARKS = [
  { error: 'targetForbidsSync', marks: [POLICY_CHECK, 'inbound sync'] },
  { error: 'sourceDoesNotRedeem', marks: [POLICY_CHECK, 'consent'] },
  { error: 'eitherSideLacksSwitch', marks: [POLICY_CHECK] },
  { error: 'redemptionMissing', marks: ['AzureDirectoryB2BManagementPolicyCheckFailure'] },
  { error: 'otherCloudNotConfigured', marks: ['ExternalTenantNotFound'] },
  { error: 'otherCloudNotAllowed', marks: ['AzureActiveDirectoryTokenExpired'] },
  { error: 'guestInvitesForbidden', marks: ['AzureActiveDirectoryForbidden'] },
  { error: 'groupsNotMapped', marks: ['EntityTypeNotSupported'] },
  { error: 'smsSignIn', marks: ['alternativeSecurityIds'] },
  { error: 'permissionMissing', marks: ['Authorization_RequestDenied'] },
  { error: 'createdTwice', marks: ['Request_MultipleObjectsWithSameKeyValue'] },
  { error: 'notCreatedYet', marks: ['Directory_ObjectNotFound'] },
] as const;

export type KnownError = (typeof MARKS)[number]['error'];
export const KNOWN_ERRORS: readonly KnownError[] = MARKS.map(({ error }) => error);

/** Codes that can be asked about. */
export const KNOWN_CODES: readonly string[] = [...new Set(MARKS.map(({ marks: [code] }) => code))];

/** Which error a code, or a pasted text that holds one, is of; null: none that is known. */
export function knownErrorIn(text: string): KnownError | null {
  const lower = text.toLowerCase();
  const found = MARKS.find(({ marks }) => marks.every((mark) => lower.includes(mark.toLowerCase())));
  return found?.error ?? null;
}
