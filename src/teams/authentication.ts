import {
  AuthenticationConfiguration,
  BotFrameworkAuthenticationFactory,
  ServiceClientCredentialsFactory,
  type BotFrameworkAuthentication,
} from 'botframework-connector';
import type { AppIdentity } from '../app/ports.ts';
import type { Cloud } from '../cloud.ts';

/** Who the bot is towards Teams. */
export type BotRegistration = { readonly appId: string; readonly tenantId: string };

type ConnectorCredentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** Signs connector requests with the app's one identity, so that every kind of credential works for Teams and Graph alike. */
class AppCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #appId: string;
  readonly #identity: Pick<AppIdentity, 'token'>;
  readonly #resource: string;

  constructor(appId: string, identity: Pick<AppIdentity, 'token'>, resource: string) {
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

/** The SDK's authentication, for what the bot sends. What it receives is checked by `channelTokens`. */
export function createAuthentication(
  cloud: Cloud,
  bot: BotRegistration,
  identity: Pick<AppIdentity, 'token'>,
): BotFrameworkAuthentication {
  const { tokenIssuer, openIdMetadata, connectorResource, oAuthUrl } = cloud.botFramework;
  return BotFrameworkAuthenticationFactory.create(
    '',
    true,
    `${cloud.authority}/${bot.tenantId}`,
    connectorResource,
    tokenIssuer,
    oAuthUrl,
    openIdMetadata,
    // There are no emulators here; the same address keeps any other from being fetched.
    openIdMetadata,
    '',
    new AppCredentialsFactory(bot.appId, identity, connectorResource),
    new AuthenticationConfiguration(),
  );
}
