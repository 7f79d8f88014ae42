import { jwtVerify, type JWTHeaderParameters } from 'jose';
import { z } from 'zod/v4-mini';
import type { Log } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';
import { SigningKeys, type SigningKey } from './signing-keys.ts';
import { VerifiedTokens, type Verified } from './verified-tokens.ts';

const CHANNEL = 'msteams';
const CLOCK_SKEW_SECONDS = 5 * 60;
/** Those that the Bot Framework signs with. What a token says of itself decides nothing. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

/** A token that Teams sent: the service url that it was given for. */
export type ChannelToken = { readonly serviceUrl: string };

/**
 * Checks the token that comes with a request of Teams': signature, issuer, audience, time, and the key's endorsement of
 * the channel (where it names any). A token without an end, or for no service url, is none.
 */
export interface ChannelTokens {
  /** Rejects when anything about the token is not right. @param authorization the request's header, as it came */
  check(authorization: string): Promise<ChannelToken>;
}

export type Times = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since some moment; they only grow. */
  readonly elapsed: () => number;
};

const REAL: Times = { now: Date.now, elapsed: () => performance.now() };

/** What it says of itself, not yet believed. */
const claims = z.object({ iss: z.string(), aud: z.string(), serviceurl: z.string() });

export function channelTokens(
  { tokenIssuer, openIdMetadata }: Pick<Cloud['botFramework'], 'tokenIssuer' | 'openIdMetadata'>,
  appId: string,
  log: Log,
  { now, elapsed }: Times = REAL,
): ChannelTokens {
  const keys = new SigningKeys(openIdMetadata, log, elapsed);
  const known = new VerifiedTokens<ChannelToken>(elapsed);
  const rules = {
    issuer: tokenIssuer,
    audience: appId,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_SKEW_SECONDS,
    requiredClaims: ['exp', 'serviceurl'],
  };

  /** What a token does not even say of itself needs no work on its signature. */
  const claimsToBeTeams = (token: string): boolean => {
    const { data } = claims.safeParse(payloadOf(token));
    return data?.iss === tokenIssuer && data.aud === appId;
  };

  const verify = async (token: string): Promise<Verified<ChannelToken>> => {
    const signer: { keyId?: string; key?: SigningKey } = {};
    const keyOf = async ({ kid }: JWTHeaderParameters): Promise<SigningKey['key']> => {
      const key = await keyFor(keys, kid);
      Object.assign(signer, { keyId: kid, key });
      return key.key;
    };
    const { payload } = await jwtVerify(token, keyOf, { ...rules, currentDate: new Date(now()) });
    const { serviceurl: serviceUrl, exp: expires, nbf: notBefore = 0 } = payload;
    const { keyId, key } = signer;
    if (typeof serviceUrl !== 'string') throw new Error('for no service url');
    if (keyId === undefined || key === undefined || expires === undefined) throw new Error('not signed to any end');
    return { token: { serviceUrl }, keyId, key, notBefore, expires };
  };

  /** Whether what was verified before would be verified now. Rejects as `verify` does where its key is gone. */
  const holds = async ({ keyId, key, notBefore, expires }: Verified<ChannelToken>): Promise<boolean> => {
    const seconds = Math.floor(now() / 1000);
    const isInTime = expires > seconds - CLOCK_SKEW_SECONDS && notBefore <= seconds + CLOCK_SKEW_SECONDS;
    return isInTime && (await keyFor(keys, keyId)) === key;
  };

  return {
    check: async (authorization) => {
      const before = known.find(authorization);
      if (before !== undefined) {
        if (await holds(before)) return before.token;
        known.forget(authorization);
      }
      const token = BEARER.exec(authorization)?.[1];
      if (token === undefined || !claimsToBeTeams(token)) throw new Error('no token of the Bot Framework for this bot');
      const verified = await verify(token);
      known.keep(authorization, verified);
      return verified.token;
    },
  };
}

async function keyFor(keys: SigningKeys, id: string | undefined): Promise<SigningKey> {
  const found = id === undefined ? null : await keys.find(id);
  if (found === null) throw new Error('signed with no key of the Bot Framework');
  const { endorsements } = found;
  if (endorsements.length > 0 && !endorsements.includes(CHANNEL)) {
    throw new Error(`signed with a key without endorsement of ${CHANNEL}`);
  }
  return found;
}

/** The payload of a token, not yet believed; undefined when it holds none. */
function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
