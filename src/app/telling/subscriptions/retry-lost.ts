import type { Subscription } from '../../../domain/telling/subscription.ts';
import { ChannelError, isRefused, type Ports } from '../../ports.ts';
import { onceSaid } from '../letters/say-once.ts';

const EVERY_MS = 24 * 60 * 60_000;
const SOON_MS = 10 * 60_000;

/**
 * Tries once a day, and at each start, whether Teams lets the bot speak again where it did not: an app that was blocked is
 * let in again, and what was said in an outage is no longer so. The subscription goes on with the message that arrives.
 */
export function lostRetrier({ store, channel, clock, log, background }: Ports): { retry(): Promise<void> } {
  const dueAt = new Map<string, number>();
  const once = onceSaid();
  let isFirst = true;

  const retry = async ({ conversation, topics }: Subscription): Promise<void> => {
    const place = conversation.conversationId;
    const where = conversation.conversationType;
    try {
      await once(
        place,
        async () => {
          await channel.announce(conversation, { kind: 'notice', notice: { kind: 'subscriptionBack', where, topics } });
        },
        () => store.turnSubscription(place, 'dead', 'alive', clock.now()),
      );
      dueAt.delete(place);
      log.info('subscription.back', { place });
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      const refused = isRefused(error.problem) || error.problem === 'notAccepted';
      dueAt.set(place, clock.elapsed() + (refused ? EVERY_MS : Math.max(SOON_MS, error.retryAfterMs)));
      log.warn('subscription.stillLost', { place, problem: error.problem });
    }
  };

  return {
    retry: async () => {
      for (const subscription of await store.subscriptions()) {
        const place = subscription.conversation.conversationId;
        if (subscription.state !== 'dead') {
          dueAt.delete(place);
          continue;
        }
        const at = dueAt.get(place) ?? clock.elapsed() + (isFirst ? 0 : EVERY_MS);
        const isDue = clock.elapsed() >= at;
        // Not again while it is being tried.
        dueAt.set(place, isDue ? clock.elapsed() + EVERY_MS : at);
        if (isDue) background.start('retry', () => retry(subscription));
      }
      isFirst = false;
    },
  };
}
