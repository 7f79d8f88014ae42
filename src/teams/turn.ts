import {
  BotAdapter,
  INVOKE_RESPONSE_KEY,
  TurnContext,
  type Activity,
  type InvokeResponse,
  type ResourceResponse,
} from 'botbuilder';
import { z } from 'zod/v4-mini';
import type { IncomingActivity } from './activity.ts';
import { asSdkActivity } from './sdk-activity.ts';

const answer = z.object({ value: z.object({ status: z.number(), body: z.unknown() }) });

/** What the door has read of the activities that are in a turn. */
const read = new WeakMap<Activity, IncomingActivity>();

/** The activity of a turn, as the door has read it. */
export function incoming({ activity }: TurnContext): IncomingActivity {
  const known = read.get(activity);
  if (known === undefined) throw new Error('a turn of what the door has not admitted');
  return known;
}

/**
 * Runs a turn of what the door has admitted. The SDK's CloudAdapter answers a bad signature with 500, echoes error texts,
 * and makes clients for each turn, of which none is needed: the bot speaks through its channel.
 */
export class TurnAdapter extends BotAdapter {
  /** @returns what the turn answers an invoke with; undefined: nothing */
  async runTurn(
    activity: IncomingActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const context = new TurnContext(this, asSdkActivity(activity));
    read.set(context.activity, activity);
    await this.runMiddleware(context, logic);
    const sent: unknown = context.turnState.get(INVOKE_RESPONSE_KEY);
    return sent === undefined ? undefined : answer.parse(sent).value;
  }

  /** Keeps the answer to an invoke, and sends nothing. */
  override sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const unknown = activities.find(({ type }) => type !== 'invokeResponse');
    if (unknown !== undefined) return notHere();
    context.turnState.set(INVOKE_RESPONSE_KEY, activities.at(-1));
    return Promise.resolve(activities.map(() => ({ id: '' })));
  }

  override updateActivity(): Promise<void> {
    return notHere();
  }

  override deleteActivity(): Promise<void> {
    return notHere();
  }

  override continueConversation(): Promise<void> {
    return notHere();
  }
}

const notHere = (): Promise<never> =>
  Promise.reject(new Error('a turn only answers: the bot speaks through its channel'));
