import { CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import { ClaimsIdentity, type BotFrameworkAuthentication } from 'botframework-connector';
import type { Admitted } from './door.ts';
import { asSdkActivity } from './sdk-activity.ts';

/**
 * Runs a turn for a request that the door has admitted. The SDK's own HTTP entry answers a bad signature with 500 and
 * echoes error texts, so it is not used.
 */
export class TurnAdapter extends CloudAdapter {
  readonly #authentication: BotFrameworkAuthentication;
  readonly #appId: string;
  readonly #audience: string;

  /** @param audience of the connector's tokens */
  constructor(authentication: BotFrameworkAuthentication, appId: string, audience: string) {
    super(authentication);
    this.#authentication = authentication;
    this.#appId = appId;
    this.#audience = audience;
  }

  runTurn(
    { activity, claims }: Admitted,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const claimsIdentity = new ClaimsIdentity(
      Object.entries(claims).flatMap(([type, value]) => (typeof value === 'string' ? [{ type, value }] : [])),
      true,
    );
    const connectorFactory = this.#authentication.createConnectorFactory(claimsIdentity);
    const caller = { audience: this.#audience, claimsIdentity, connectorFactory };
    const recipient = activity.recipient ?? { id: `28:${this.#appId}` };
    return this.processActivity(caller, asSdkActivity({ ...activity, recipient }), logic);
  }
}
