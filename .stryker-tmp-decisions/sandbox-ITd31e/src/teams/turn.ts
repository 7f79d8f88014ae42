// @ts-nocheck
import { CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Admitted } from './door.ts';

/**
 * Runs a turn for a request that the door has already authenticated. The SDK's own HTTP entry answers a bad signature
 * with 500 and echoes error texts, so it is not used.
 */
export class TurnAdapter extends CloudAdapter {
  runTurn(
    { caller, forSdk }: Admitted,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(caller, forSdk, logic);
  }
}
