/**
 * Errors that administrators meet around cross-tenant synchronisation, provisioning and External ID, each with what it is
 * known by. The more special ones stand before the more general ones.
 *
 * Sources, all Microsoft's: configure cross-tenant synchronization (portal and Microsoft Graph), troubleshooting;
 * provisioning logs, error codes and error codes for cross-tenant synchronization; troubleshooting B2B collaboration;
 * Microsoft Entra authentication and authorization error codes.
 */
type Marks = {
  readonly error: string;
  /** Each of them says that it is this one: a word of its own, in any case. */
  readonly codes: readonly string[];
  /** What must stand beside the code, since that has several meanings. */
  readonly beside?: string;
  /** Sentences, or parts of them, that Microsoft's text has with the code or without. */
  readonly says?: readonly string[];
};

const POLICY_CHECK = 'AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure';

const MARKS = [
  {
    error: 'targetForbidsSync',
    codes: [POLICY_CHECK],
    beside: 'inbound sync',
    says: ['target tenant has not enabled inbound synchronization'],
  },
  {
    error: 'sourceDoesNotRedeem',
    codes: [POLICY_CHECK],
    beside: 'consent',
    says: ['source tenant has not enabled automatic user consent'],
  },
  { error: 'eitherSideLacksSwitch', codes: [POLICY_CHECK] },
  {
    error: 'redemptionMissing',
    codes: ['AzureDirectoryB2BManagementPolicyCheckFailure'],
    says: ['policy permitting auto-redemption of invitations not configured'],
  },
  {
    error: 'otherCloudNotConfigured',
    codes: ['ExternalTenantNotFound'],
    says: ['not found by the authentication authority of the current cloud'],
  },
  {
    error: 'otherCloudNotAllowed',
    codes: ['AzureActiveDirectoryTokenExpired'],
    says: ['the identity of the calling application could not be established'],
  },
  {
    error: 'guestInvitesForbidden',
    codes: ['AzureActiveDirectoryForbidden'],
    says: ['guest invitations not allowed for your company'],
  },
  { error: 'groupsNotMapped', codes: ['EntityTypeNotSupported'] },
  { error: 'smsSignIn', codes: ['alternativeSecurityIds'] },
  { error: 'permissionMissing', codes: ['Authorization_RequestDenied'] },
  { error: 'createdTwice', codes: ['Request_MultipleObjectsWithSameKeyValue'] },
  { error: 'notCreatedYet', codes: ['Directory_ObjectNotFound'] },
  { error: 'policyTooLarge', codes: [], says: ['failure to update policy due to object limit'] },

  {
    error: 'writtenElsewhere',
    codes: ['AzureActiveDirectoryCannotUpdateObjectsOriginatedInExternalService'],
  },
  { error: 'masteredOnPremises', codes: ['AzureActiveDirectoryCannotUpdateObjectsMasteredOnPremises'] },
  { error: 'quotaExceeded', codes: ['AzureActiveDirectoryQuotaLimitExceeded'] },
  { error: 'holdsRole', codes: ['AzureActiveDirectoryInsufficientRights'] },
  { error: 'invitedAccountDisabled', codes: ['InvitationCreationFailureUserAccountDisabled'] },
  { error: 'invitedWithBadValue', codes: ['InvitationCreationFailureInvalidPropertyValue'] },
  { error: 'invitedIsAmbiguous', codes: ['InvitationCreationFailureAmbiguousUser'] },
  { error: 'invitationFailed', codes: ['InvitationCreationFailure'] },

  {
    error: 'invitationBlocked',
    codes: [],
    says: ['this invitation is blocked by cross-tenant access settings'],
  },
  {
    error: 'cloudWorkerDisabled',
    codes: [],
    says: ['Microsoft B2B Cross Cloud Worker application has been disabled'],
  },
  { error: 'emailVerifiedForbidden', codes: [], says: ['disallowed EmailVerified Users from being created'] },
  { error: 'invitationsDisabled', codes: [], says: ['invitations have been disabled for directory'] },

  { error: 'accountNotInTenant', codes: ['AADSTS50020'] },
  { error: 'accountNotFound', codes: ['AADSTS50034', 'AADSTS51004'] },
  { error: 'outboundForbidden', codes: ['AADSTS500212', 'NotAllowedByOutboundPolicyTenant'] },
  { error: 'inboundForbidden', codes: ['AADSTS500213', 'NotAllowedByInboundPolicyTenant'] },
  { error: 'otherCloudSignIn', codes: ['AADSTS1000104', 'XCB2BResourceCloudNotAllowedOnIdentityTenant'] },
  {
    error: 'factorNotTrusted',
    codes: ['AADSTS90071'],
    says: ['must update their access settings to accept inbound multifactor authentication'],
  },
  { error: 'externalWithoutAccount', codes: ['AADSTS90072', 'PassThroughUserMfaError'] },
  {
    error: 'unmanagedTenant',
    codes: ['AADSTS65005'],
    beside: 'unmanaged state',
    says: ['because it is in an unmanaged state'],
  },

  { error: 'severalInTarget', codes: ['DuplicateTargetEntries'] },
  { error: 'severalInSource', codes: ['DuplicateSourceEntries'] },
  { error: 'noMatchingValue', codes: ['ImportSkipped'] },
  { error: 'leftAsItIs', codes: ['EntrySynchronizationSkipped'] },
  { error: 'severalAnswered', codes: ['SystemForCrossDomainIdentityManagementMultipleEntriesInResponse'] },
  { error: 'answerUnreadable', codes: ['SystemForCrossDomainIdentityManagementServiceIncompatible'] },
  { error: 'oneValueOnly', codes: ['SchemaPropertyCanOnlyAcceptValue'] },
  { error: 'attributeUnknown', codes: ['SchemaAttributeNotFound'] },
  { error: 'valuesMissing', codes: ['MandatoryFieldsMissing', 'MissingValues'] },
  { error: 'licencesUsedUp', codes: ['LicenseLimitExceeded'] },
  { error: 'domainInvalid', codes: ['InvalidDomain'] },
  { error: 'matchGone', codes: ['InvalidAnchor'] },
  { error: 'valuesClash', codes: ['EntryConflict', 'Conflict'] },
  { error: 'writeNotAllowed', codes: ['InsufficientRights', 'MethodNotAllowed', 'NotPermitted', 'Unauthorized'] },
  { error: 'targetOverloaded', codes: ['TooManyRequests'] },
  { error: 'answerUnexpected', codes: ['UnprocessableEntity', 'NotImplemented'] },
  { error: 'targetFailed', codes: ['InternalServerError'] },
  { error: 'connectionFailed', codes: ['WebExceptionProtocolError'] },
  { error: 'serviceFailed', codes: ['InternalError'] },
  { error: 'targetTooSlow', codes: ['Timeout'] },
] as const satisfies readonly Marks[];

export type KnownError = (typeof MARKS)[number]['error'];
type Known = Marks & { readonly error: KnownError };

const KNOWN: readonly Known[] = MARKS;
export const KNOWN_ERRORS: readonly KnownError[] = MARKS.map(({ error }) => error);

/** What can be asked about, and of which error it is: a code that means one thing, or what Microsoft's text says. */
export type AskedBy = { readonly name: string; readonly error: KnownError };
export const ASKED_BY: readonly AskedBy[] = KNOWN.flatMap(({ error, codes, beside, says = [] }) =>
  [...(beside === undefined ? codes : []), ...says].map((name) => ({ name, error })),
);

/** Which error a code, or a pasted text that holds one, is of; null: none that is known. */
export function knownErrorIn(text: string): KnownError | null {
  const plain = plainly(text);
  const words = plain.match(/[a-z\d_]+/g) ?? [];
  // An everyday word in a text is no code, unless the text calls it so.
  const isCode = (code: string): boolean =>
    words.some(
      (word, at) =>
        word === code.toLowerCase() &&
        (!/^[A-Z][a-z]+$/.test(code) || words.length === 1 || words[at - 1]?.endsWith('code') === true),
    );
  const found = KNOWN.find(
    ({ codes, beside = '', says = [] }) =>
      (codes.some(isCode) && plain.includes(beside)) || says.some((said) => plain.includes(plainly(said))),
  );
  return found?.error ?? null;
}

const plainly = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');
