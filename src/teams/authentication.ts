import {
  AuthenticationConfiguration,
  AuthenticationError,
  BotFrameworkAuthenticationFactory,
  ServiceClientCredentialsFactory,
  type BotFrameworkAuthentication,
  type Claim,
} from 'botframework-connector';
import type { AppIdentity } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';

/** Who the bot is towards Teams. */
export type BotRegistration = { readonly appId: string; readonly tenantId: string };

type ConnectorCredentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** Signs connector requests with the app's one identity, so that every kind of credential works for Teams and Graph alike. */
class AppCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #appId: string;
  readonly #identity: AppIdentity;
  readonly #resource: string;

  constructor(appId: string, identity: AppIdentity, resource: string) {
    super();
    this.#appId = appId;
    this.#identity = identity;
    this.#resource = resource;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.#appId);
  }

  /** Never: there is no setting that opens the endpoint. */
  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override createCredentials(): Promise<ConnectorCredentials> {
    return Promise.resolve({
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await this.#identity.token(this.#resource)}`);
        return request;
      },
    });
  }
}

/**
 * The SDK's authentication, narrowed to one issuer and one audience. Left to itself it also accepts a token of any
 * tenant for the bot's own app id as an emulator's.
 */
export function createAuthentication(
  cloud: Cloud,
  bot: BotRegistration,
  identity: AppIdentity,
): BotFrameworkAuthentication {
  const { tokenIssuer, openIdMetadata, connectorResource, oAuthUrl } = cloud.botFramework;
  const validateClaims = (claims: Claim[]): Promise<void> => {
    const value = (type: string): string | undefined => claims.find((claim) => claim.type === type)?.value;
    if (value('iss') === tokenIssuer && value('aud') === bot.appId) return Promise.resolve();
    return Promise.reject(new AuthenticationError('issuer or audience', 401));
  };
  return BotFrameworkAuthenticationFactory.create(
    '',
    true,
    `${cloud.authority}/${bot.tenantId}`,
    connectorResource,
    tokenIssuer,
    oAuthUrl,
    openIdMetadata,
    // Emulator tokens are refused before and after this; the same address keeps any other from being fetched.
    openIdMetadata,
    '',
    new AppCredentialsFactory(bot.appId, identity, connectorResource),
    new AuthenticationConfiguration([], validateClaims),
  );
}
