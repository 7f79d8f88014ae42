import type { Notice } from '../../../domain/replies/notice.ts';
import type { Subscription } from '../../../domain/telling/subscription.ts';
import { ChannelError, type Ports } from '../../ports.ts';
import { sayAlone } from '../alone/say-alone.ts';
import { onceSaid } from '../letters/say-once.ts';

const AGAIN_AFTER_MS = 60_000;

/**
 * Tells whoever subscribed a conversation that the bot may speak there no more; where they cannot be told, as they have
 * left, somebody who subscribed another one. Tried again while nothing arrives; where nobody can be told, the log says it.
 */
export function lostTeller(ports: Ports): { tell(): Promise<void> } {
  const { store, clock, log, background } = ports;
  const telling = new Set<string>();
  const once = onceSaid();
  let notBefore = 0;

  const tell = async ({ conversation, by }: Subscription, all: readonly Subscription[]): Promise<void> => {
    const place = conversation.conversationId;
    for (const objectId of new Set([by, ...all.map((other) => other.by)].map((person) => person.objectId))) {
      const notice: Notice = {
        kind: 'subscriptionLost',
        where: conversation.conversationType,
        by: objectId === by.objectId ? null : by,
      };
      try {
        if (await sayAlone(ports, objectId, conversation, [], () => notice)) return;
      } catch (error) {
        log.error('subscription.untold', error, { place, objectId });
        if (!(error instanceof ChannelError) || error.problem === 'notDelivered') throw error;
        if (error.problem === 'uncertain') return;
      }
    }
    log.error('subscription.lost', undefined, { place, objectId: by.objectId });
  };

  const tellOnce = async (subscription: Subscription, all: readonly Subscription[]): Promise<void> => {
    const place = subscription.conversation.conversationId;
    try {
      await once(
        place,
        () => tell(subscription, all),
        () => store.turnSubscription(place, 'lost', 'dead', clock.now()),
      );
    } catch (error) {
      const wanted = error instanceof ChannelError ? error.retryAfterMs : 0;
      notBefore = clock.elapsed() + Math.max(AGAIN_AFTER_MS, wanted);
      if (!(error instanceof ChannelError)) throw error;
    }
  };

  return {
    tell: async () => {
      if (clock.elapsed() < notBefore) return;
      const all = await store.subscriptions();
      for (const subscription of all) {
        const place = subscription.conversation.conversationId;
        if (subscription.state !== 'lost' || telling.has(place)) continue;
        telling.add(place);
        background.start('lost', () => tellOnce(subscription, all).finally(() => telling.delete(place)));
      }
    },
  };
}
