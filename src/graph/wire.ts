import { z } from 'zod/v4-mini';
import type { Answer, Purpose } from './call.ts';
import { unexpectedAnswer } from './errors.ts';

/**
 * Graph's answers, reduced to what is read. Unknown members are ignored (Graph: best practices); a member that is
 * missing or null means the same here: not set.
 */

const setting = z.pipe(
  z.nullish(z.boolean()),
  z.transform((value) => value ?? null),
);
const text = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value ?? null),
);

const isSyncAllowed = z.looseObject({ isSyncAllowed: setting });

/** Settings that are known by name only are kept, whatever they are. */
export const wireSyncPolicy = z.looseObject({
  tenantId: text,
  displayName: text,
  userSyncInbound: z.nullish(isSyncAllowed),
  groupSyncInbound: z.nullish(isSyncAllowed),
});

const consent = z.looseObject({ inboundAllowed: setting, outboundAllowed: setting });

/** As of the sync policy. */
export const wirePartner = z.looseObject({
  tenantId: z.string(),
  automaticUserConsentSettings: z.nullish(consent),
  identitySynchronization: z.nullish(wireSyncPolicy),
});

const instant = z.pipe(
  z.nullish(z.string()),
  z.transform((text, context) => {
    if (text === null || text === undefined) return null;
    const at = Date.parse(text);
    if (Number.isNaN(at)) context.issues.push({ code: 'custom', input: text, message: 'not a date-time' });
    return at;
  }),
);

export const wireDeletedSyncPolicy = z.extend(wireSyncPolicy, { deletedDateTime: instant });

export const wireDeletedPartner = z.extend(wirePartner, { deletedDateTime: instant });

export const wireTemplate = z.object({ userSyncInbound: z.nullish(isSyncAllowed), templateApplicationLevel: text });

export const wireDefault = z.looseObject({ automaticUserConsentSettings: z.nullish(consent) });

/** Of which every member is a setting. */
export const wireWhole = z.looseObject({});

export const wirePage = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.optional(z.string()) });

/** Answers to several requests in one, in any order. */
export const wireTogether = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      headers: z.nullish(z.record(z.string(), z.string())),
      body: z.optional(z.unknown()),
    }),
  ),
});

export const wireErrorBody = z.object({ error: z.object({ code: z.string(), message: z.nullish(z.string()) }) });

export const wireTenant = z.object({ tenantId: z.string(), displayName: text, defaultDomainName: text });

/** Where an account comes from decides: a user of whom Graph does not show it is an answer that cannot be read. */
export const wireUser = z.object({
  id: z.string(),
  displayName: text,
  accountEnabled: z.nullish(z.boolean()),
  userType: text,
  userPrincipalName: z.string(),
  creationType: text,
  externalUserState: text,
  identities: z.array(z.object({ issuer: text })),
});

/** A member of a group; null for one that is no user, such as an app. */
export const wireMember = z.union([
  wireUser,
  z.pipe(
    z.object({ id: z.string() }),
    z.transform(() => null),
  ),
]);

/** What a principal holds, and what PIM lets it activate. */
export const wireRoleAssignment = z.object({
  principalId: z.string(),
  roleDefinitionId: z.string(),
  directoryScopeId: text,
  principal: z.nullish(z.object({ '@odata.type': text, displayName: text })),
});

const moment = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const at = Date.parse(text);
    if (Number.isNaN(at)) context.issues.push({ code: 'custom', input: text, message: 'no time' });
    return at;
  }),
);

/** Of an address the domain alone is kept. */
const mailDomain = z.pipe(
  z.nullish(z.string()),
  z.transform((mail) => mail?.split('@').at(-1)?.toLowerCase() ?? null),
);
/** Accounts, with how many there are. */
export const wireAccounts = z.object({
  '@odata.count': z.int().check(z.gte(0)),
  value: z.array(
    z.object({
      id: z.string(),
      createdDateTime: z.nullish(moment),
      mail: mailDomain,
      signInActivity: z.nullish(z.object({ lastSignInDateTime: z.nullish(moment) })),
    }),
  ),
});

const more = { '@odata.nextLink': z.optional(z.string()) };
/** Who holds any role. */
export const wireAssignments = z.object({ ...more, value: z.array(z.object({ principalId: z.string() })) });
/** Groups with the first of their members. */
export const wireGroups = z.object({
  ...more,
  value: z.array(z.object({ id: z.string(), members: z.array(z.object({ id: z.string() })) })),
});

/** Graph: a number in its example, a string by its table. */
const tally = z.nullish(
  z.union([z.int().check(z.gte(0)), z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number))]),
);
const watermark = z.nullish(moment);
/** What Entra counts of a tenant that it has found to be related. */
export const wireRelated = z.object({
  b2BRegistrationMetrics: z.nullish(
    z.object({ recent: z.nullish(z.object({ inboundTotalUsers: tally, watermarkDateTime: watermark })) }),
  ),
  b2BSignInActivityMetrics: z.nullish(
    z.object({ recent: z.nullish(z.object({ inboundMonthlyTotalUsers: tally, watermarkDateTime: watermark })) }),
  ),
});

export const wireIds = z.object({ value: z.array(z.string()) });

const actor = {
  displayName: text,
  userPrincipalName: text,
  id: text,
  ipAddress: text,
  homeTenantId: text,
  homeTenantName: text,
};

export const wireAuditRecord = z.object({
  id: z.string(),
  activityDateTime: instant,
  activityDisplayName: text,
  result: text,
  correlationId: text,
  initiatedBy: z.nullish(
    z.object({
      user: z.nullish(z.object(actor)),
      app: z.nullish(z.object({ appId: text, displayName: text, servicePrincipalId: text })),
    }),
  ),
  targetResources: z.unknown(),
});

/** A record of an account, as far as it says which one. */
export const wireArrival = z.object({
  id: z.string(),
  activityDateTime: instant,
  result: text,
  initiatedBy: z.nullish(z.object({ app: z.nullish(z.object({ displayName: text })) })),
  targetResources: z.array(z.object({ id: text, userPrincipalName: text })),
});

/** The answer's body as the schema knows it. Throws DirectoryError (`unexpectedAnswer`) when it is something else. */
export function parsed<Output>(schema: z.ZodMiniType<Output>, answer: Answer, purpose: Purpose): Output {
  const result = schema.safeParse(answer.body);
  if (!result.success) throw unexpectedAnswer(purpose, answer.requestIds, result.error);
  return result.data;
}

/** Every row as the schema knows it; one that is something else makes the whole list unreadable. */
export function parsedRows<Output>(
  schema: z.ZodMiniType<Output>,
  rows: readonly unknown[],
  purpose: Purpose,
): readonly Output[] {
  return rows.map((body) => parsed(schema, { body, requestIds: [] }, purpose));
}
