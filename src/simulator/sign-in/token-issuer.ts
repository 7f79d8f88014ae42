import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';

/**
 * A pretend Bot Framework token issuer: signs what Teams' requests carry, with a key made at the start, and gives the
 * two documents that let anybody check it. So the bot's real checks run against it, unchanged.
 */
export interface TokenIssuer {
  /** `iss` of its tokens. */
  readonly issuer: string;
  /** A signed token for a request to the bot. Claims given here replace the usual ones. */
  token(audience: string, serviceUrl: string, claims?: Readonly<Record<string, unknown>>): string;
  /** The OpenID metadata document. @param keysUrl where `keys` is served */
  metadata(keysUrl: string): object;
  /** The JSON Web Key Set; keys carry the endorsements that the Bot Framework gives the Teams channel. */
  keys(): object;
}

const VALID_FOR_SECONDS = 3600;

export function createTokenIssuer(issuer: string): TokenIssuer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    issuer,
    token: (audience, serviceUrl, claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const header = encode({ alg: 'RS256', typ: 'JWT', kid });
      const payload = encode({
        iss: issuer,
        aud: audience,
        nbf: now - 5,
        exp: now + VALID_FOR_SECONDS,
        serviceurl: serviceUrl,
        ...claims,
      });
      const signature = createSign('RSA-SHA256').update(`${header}.${payload}`).sign(privateKey, 'base64url');
      return `${header}.${payload}.${signature}`;
    },
    metadata: (keysUrl) => ({ issuer, jwks_uri: keysUrl, id_token_signing_alg_values_supported: ['RS256'] }),
    keys: () => ({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['msteams'] }],
    }),
  };
}
