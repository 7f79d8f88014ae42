import { offerLine } from '../../../commands/offer.ts';
import { atRoot, rootOf } from '../../../domain/telling/conversation.ts';
import type { Person } from '../../../domain/people/person.ts';
import { PLAIN_TOPICS, TOPICS } from '../../../domain/telling/subscription.ts';
import { alarmsLeft } from '../cards/tell-unposted.ts';
import { hearsNoMore } from './hears-no-more.ts';
import { unreachedAdministrators } from '../alone/reach.ts';
import { readersToSay } from '../readers/readers-said.ts';
import type { Ports } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';

/** Keeps the conversation as one that is told. Further topics are added to those it has. */
export const subscribe = (ports: Ports): UseCase<'subscribe'> =>
  useCase(
    ports,
    'subscribe',
    async (proof, { conversation, channelKind, request: { topic } }) => {
      const { store, clock, log } = ports;
      const { person: by } = proof;
      const root = atRoot(conversation);
      const known = (await store.subscriptions()).find(
        (one) => one.conversation.conversationId === root.conversationId,
      );
      const say = topic === null ? 'notify here' : `notify here about ${topic}`;
      const had = known?.state === 'alive' ? known.topics : [];
      const wanted = topic === null ? PLAIN_TOPICS : [topic];
      const topics = TOPICS.filter((one) => wanted.includes(one) || had.includes(one));
      // Where nothing is added, whoever reads along was said before.
      const isMore = topics.length > had.length;
      const readers = isMore ? await readersToSay(ports, root, say, channelKind) : undefined;
      if (readers !== undefined) {
        const where = conversation.conversationType;
        return proof.give({ kind: 'notice', notice: { kind: 'confirmReaders', where, readers, say: offerLine(say) } });
      }
      const digest = known?.state === 'alive' ? known.digest : undefined;
      const kept = {
        conversation: root,
        topics,
        ...(digest && { digest }),
        by,
        at: clock.now(),
        state: 'alive',
      } as const;
      await store.subscribe(kept);
      log.info('subscription.kept', { place: root.conversationId, topics, objectId: by.objectId });
      return proof.give({
        kind: 'notice',
        notice: { kind: 'subscribed', where: conversation.conversationType, topics },
      });
    },
    ({ conversation }) => (conversation.conversationType === 'personal' ? { kind: 'personalChat' } : undefined),
  );

export const unsubscribe = (ports: Ports): UseCase<'unsubscribe'> =>
  useCase(ports, 'unsubscribe', async (proof, { conversation }) => {
    const had = await endSubscription(ports, rootOf(conversation.conversationId), proof.person);
    return proof.give({ kind: 'notice', notice: { kind: had ? 'unsubscribed' : 'notSubscribed' } });
  });

/** Somebody says so. @param place the conversation's id, at its root. @returns whether there was one */
export async function endSubscription({ store, clock, log }: Ports, place: string, by: Person): Promise<boolean> {
  const end = { how: 'asked', by, at: clock.now() } as const;
  const all = await store.subscriptions();
  const known = all.find((one) => one.conversation.conversationId === place);
  const gone = new Set([place]);
  const letters = known === undefined ? [] : await hearsNoMore(store, known, all, gone, end);
  const had = await store.unsubscribe(place, end, [...letters, ...(await alarmsLeft(store, gone))]);
  if (had) log.info('subscription.ended', { place, objectId: by.objectId });
  return had;
}

export const listSubscriptions = (ports: Ports): UseCase<'listSubscriptions'> =>
  useCase(ports, 'listSubscriptions', async (proof, { conversation }) => {
    const subscriptions = await ports.store.subscriptions();
    const unreached = await unreachedAdministrators(ports, conversation);
    return proof.give({ kind: 'subscriptions', subscriptions, unreached, here: rootOf(conversation.conversationId) });
  });
