import { AuthenticationConstants, AuthenticationError, type ClaimsIdentity } from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import type { Cloud } from '../cloud.ts';

const CHANNEL = 'msteams';
const CLOCK_SKEW_SECONDS = 5 * 60;

/**
 * Checks the token that comes with a request of Teams': signature, issuer, audience, time, the key's endorsement of the
 * channel, and that it was given for this very service url. Throws when one is not right.
 *
 * Of the SDK's authentication only this part is used. Its whole also takes an emulator's and a skill's tokens, and
 * remembers the `tid` of every one that it sees, signed or not.
 */
export function channelTokens(
  { tokenIssuer, openIdMetadata }: Cloud['botFramework'],
  appId: string,
): (header: string, serviceUrl: string) => Promise<ClaimsIdentity> {
  const extractor = new JwtTokenExtractor(
    { issuer: [tokenIssuer], audience: appId, clockTolerance: CLOCK_SKEW_SECONDS },
    openIdMetadata,
    AuthenticationConstants.AllowedSigningAlgorithms,
  );
  return async (header, serviceUrl) => {
    const identity = await extractor.getIdentityFromAuthHeader(header, CHANNEL);
    const isFor = identity?.getClaimValue(AuthenticationConstants.ServiceUrlClaim);
    if (identity?.isAuthenticated === true && isFor === serviceUrl) return identity;
    throw new AuthenticationError('not for this service url', 401);
  };
}
