import { z } from 'zod/v4-mini';

/**
 * The claims that a token must have, as JSON (Entra: claims challenge, in base64); null: none is asked for.
 * @param header WWW-Authenticate of an answer with 401, if it has one
 */
export function claimsIn(header: string | null | undefined): string | null {
  const [, encoded] = /\bclaims="?([A-Za-z0-9+/=_-]+)"?/.exec(header ?? '') ?? [];
  if (encoded === undefined) return null;
  const claims = Buffer.from(encoded, 'base64').toString('utf8');
  return isObject(claims) ? claims : null;
}

function isObject(json: string): boolean {
  try {
    return z.looseObject({}).safeParse(JSON.parse(json)).success;
  } catch {
    return false;
  }
}
