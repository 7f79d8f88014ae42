import { createPrivateKey, X509Certificate } from 'node:crypto';

/**
 * What a file must hold for a credential to work; @azure/identity looks only when the first token is asked for.
 * Each check gives undefined, or what is wrong and what to do, as the end of a sentence that begins with the file.
 */

/** A certificate and its private key as PEM, as ClientCertificateCredential takes them without a password. */
export function certificateProblem(pem: string): string | undefined {
  const certificate = attempt(() => new X509Certificate(pem));
  if (certificate === undefined) return 'has no certificate in PEM: put the certificate and its private key there';
  const key = attempt(() => createPrivateKey(pem));
  // Entra takes assertions signed with RSA only (RS256, PS256).
  if (key?.asymmetricKeyType !== 'rsa') {
    return 'has no RSA private key in PEM without a password: put the key there, next to its certificate';
  }
  if (certificate.checkPrivateKey(key)) return undefined;
  return 'has a certificate and a private key that do not belong together: the key’s own certificate must come first';
}

/** Until when the certificate in PEM is valid, in milliseconds since 1970. Throws for anything else. */
export const certificateEnd = (pem: string): number => Date.parse(new X509Certificate(pem).validTo);

/** A token that the platform mounts and renews. */
export function federatedTokenProblem(token: string): string | undefined {
  return token.trim() === '' ? 'is empty: the platform that mounts it must put a token there' : undefined;
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
