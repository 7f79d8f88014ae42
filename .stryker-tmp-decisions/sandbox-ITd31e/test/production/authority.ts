// @ts-nocheck
import { generate } from 'selfsigned';

/** A private key and its certificate, as PEM. */
export type KeyPair = { readonly key: string; readonly cert: string };

const EC = { keyType: 'ec', algorithm: 'sha256' } as const;

/** A certificate authority that lives as long as a test does. */
export async function createAuthority(): Promise<KeyPair> {
  const made = await generate([{ name: 'commonName', value: 'Authority of a test' }], {
    ...EC,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** A server certificate for these host names, signed by the authority. */
export async function certify(authority: KeyPair, hosts: readonly string[]): Promise<KeyPair> {
  const made = await generate([{ name: 'commonName', value: 'Stand-in of a test' }], {
    ...EC,
    ca: authority,
    extensions: [
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** What an app proves itself with: an RSA key and a certificate that nobody else signed. */
export async function createAppCertificate(): Promise<KeyPair> {
  const made = await generate([{ name: 'commonName', value: 'Bridgekeeper' }], { algorithm: 'sha256' });
  return { key: made.private, cert: made.cert };
}
