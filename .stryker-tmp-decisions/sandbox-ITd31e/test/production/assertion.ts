// @ts-nocheck
import { constants, createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';

/** What a form proves the app with instead of a secret. */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const LONGEST_LIFE_SECONDS = 24 * 3600;

/** Whether an assertion is signed with the key of this certificate, by this app, for this audience, and for a while only. */
export function isSignedAssertion(assertion: string, certificate: string, appId: string, audience: string): boolean {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const { alg, 'x5t#S256': thumbprint } = decoded(header);
  const { iss, sub, aud, exp } = decoded(payload);
  const { RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = constants;
  const key = { key: createPublicKey(certificate), padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST };
  return (
    alg === 'PS256' &&
    thumbprint === createHash('sha256').update(new X509Certificate(certificate).raw).digest('base64url') &&
    iss === appId &&
    sub === appId &&
    aud === audience &&
    Number(exp) < Date.now() / 1000 + LONGEST_LIFE_SECONDS &&
    verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))
  );
}

function decoded(part: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
}
