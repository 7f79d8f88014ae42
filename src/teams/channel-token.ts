import { jwtVerify, type JWTHeaderParameters, type JWTPayload } from 'jose';
import type { Log } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';
import { SigningKeys } from './signing-keys.ts';

const CHANNEL = 'msteams';
const CLOCK_SKEW_SECONDS = 5 * 60;
/** Those that the Bot Framework signs with. What a token says of itself decides nothing. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** A token that Teams sent, and the service url that it was given for. */
export type ChannelToken = { readonly claims: JWTPayload; readonly serviceUrl: string };

/**
 * Checks the token that comes with a request of Teams': signature, issuer, audience, time, and the key's endorsement of
 * the channel (where it names any). A token without an end, or for no service url, is none.
 */
export interface ChannelTokens {
  /** Rejects when anything about the token is not right. */
  check(token: string): Promise<ChannelToken>;
}

export function channelTokens(
  { tokenIssuer, openIdMetadata }: Pick<Cloud['botFramework'], 'tokenIssuer' | 'openIdMetadata'>,
  appId: string,
  log: Log,
): ChannelTokens {
  const keys = new SigningKeys(openIdMetadata, log);
  const rules = {
    issuer: tokenIssuer,
    audience: appId,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_SKEW_SECONDS,
    requiredClaims: ['exp', 'serviceurl'],
  };
  return {
    check: async (token) => {
      const { payload } = await jwtVerify(token, ({ kid }: JWTHeaderParameters) => keyFor(keys, kid), rules);
      const { serviceurl: serviceUrl } = payload;
      if (typeof serviceUrl !== 'string') throw new Error('for no service url');
      return { claims: payload, serviceUrl };
    },
  };
}

async function keyFor(keys: SigningKeys, id: string | undefined) {
  const found = id === undefined ? null : await keys.find(id);
  if (found === null) throw new Error('signed with no key of the Bot Framework');
  const { key, endorsements } = found;
  if (endorsements.length > 0 && !endorsements.includes(CHANNEL)) {
    throw new Error(`signed with a key without endorsement of ${CHANNEL}`);
  }
  return key;
}
