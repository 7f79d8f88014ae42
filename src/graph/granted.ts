import { z } from 'zod/v4-mini';
import { PERMISSIONS, permissionsFor } from './permissions.ts';

/** How the app's own permissions differ from those that docs/permissions.md names. */
export type PermissionDifference = {
  /** Needed, and not granted. */
  readonly missing: readonly string[];
  /** Of use, and not granted. */
  readonly missingOptional: readonly string[];
  /** Granted, and of no use to this bot. */
  readonly excess: readonly string[];
};

/** What a token of the app's own for Microsoft Graph says of the app (Entra: access token claims). */
const ownClaims = z.object({
  tid: z.optional(z.string()),
  appid: z.optional(z.string()),
  /** The object id of the app's service principal. */
  oid: z.optional(z.string()),
  roles: z.optional(z.array(z.string())),
});
export type OwnClaims = z.infer<typeof ownClaims>;

/** undefined: it is no JSON Web Token, or says something else. It is the app's own, so its signature says nothing. */
export function claimsOf(token: string): OwnClaims | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return ownClaims.safeParse(payload).data;
  } catch {
    return undefined;
  }
}

/** @param granted application permissions; an app that has none has no claim for them */
export function permissionDifference(granted: readonly string[]): PermissionDifference {
  const isMissing = (name: string): boolean => !granted.includes(name);
  return {
    missing: permissionsFor('always').filter(isMissing),
    missingOptional: permissionsFor('optional').filter(isMissing),
    excess: granted.filter((name) => !Object.hasOwn(PERMISSIONS, name)),
  };
}
