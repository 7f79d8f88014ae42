import type { Notice } from '../domain/reply.ts';
import type { Subscription } from '../domain/subscription.ts';
import { ChannelError, type Ports } from './ports.ts';
import { ownChat } from './own-chat.ts';
import { onceSaid } from './say-once.ts';

const AGAIN_AFTER_MS = 60_000;

/**
 * Tells whoever subscribed a conversation that the bot may speak there no more; where they cannot be told, as they have
 * left, somebody who subscribed another one. Tried again while nothing arrives; where nobody can be told, the log says it.
 */
export function lostTeller({ store, channel, clock, log, background }: Ports): { tell(): Promise<void> } {
  const telling = new Set<string>();
  const once = onceSaid();
  let notBefore = 0;

  const tell = async ({ conversation, by }: Subscription, all: readonly Subscription[]): Promise<void> => {
    const place = conversation.conversationId;
    for (const objectId of new Set([by, ...all.map((other) => other.by)].map((person) => person.objectId))) {
      const personal = await ownChat({ store, channel, log }, objectId, conversation);
      if (personal === undefined) continue;
      const asked = objectId === by.objectId ? 'You' : by.displayName;
      try {
        await channel.post(personal, { kind: 'notice', notice: lost(conversation.conversationType, asked) });
        return;
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
        () => store.turnSubscription(place, 'lost', 'dead'),
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

function lost(where: Subscription['conversation']['conversationType'], asked: string): Notice {
  const place = where === 'channel' ? 'a channel' : 'a group chat';
  return {
    tone: 'warning',
    title: `I can no longer notify ${place}`,
    lines: [
      [`${asked} asked me to post in ${place}, and Teams does not let me any more. I stopped trying.`],
      ['I may have been removed there, or it was deleted. Nothing that I guard has changed.'],
      [
        'To see which one, type ',
        { say: 'list subscriptions' },
        '. To begin again, add me there and type ',
        { say: 'notify here' },
        ' there.',
      ],
    ],
  };
}
