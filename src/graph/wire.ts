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

export const wirePage = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.optional(z.string()) });

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
