import { AuthenticationConstants, AuthenticationError, type ClaimsIdentity } from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import type { Cloud } from '../cloud.ts';
import { SigningKeys } from './signing-keys.ts';

const CHANNEL = 'msteams';
const CLOCK_SKEW_SECONDS = 5 * 60;

/**
 * Checks the token that comes with a request of Teams': signature, issuer, audience, time, the key's endorsement of the
 * channel (where it names any), and that it was given for this very service url.
 *
 * Of the SDK's authentication only this part is used. Its whole also takes an emulator's and a skill's tokens, and
 * remembers the `tid` of every one that it sees, signed or not.
 */
export class ChannelTokens extends JwtTokenExtractor {
  override readonly openIdMetadata: SigningKeys;

  constructor({ tokenIssuer, openIdMetadata }: Cloud['botFramework'], appId: string) {
    super(
      { issuer: [tokenIssuer], audience: appId, clockTolerance: CLOCK_SKEW_SECONDS },
      openIdMetadata,
      AuthenticationConstants.AllowedSigningAlgorithms,
    );
    this.openIdMetadata = new SigningKeys(openIdMetadata);
  }

  /** @param header as in `Authorization`. Rejects when anything about the token is not right. */
  async check(header: string, serviceUrl: string): Promise<ClaimsIdentity> {
    const identity = await this.getIdentityFromAuthHeader(header, CHANNEL);
    if (identity?.getClaimValue(AuthenticationConstants.ServiceUrlClaim) === serviceUrl) return identity;
    throw new AuthenticationError('not for this service url', 401);
  }
}
