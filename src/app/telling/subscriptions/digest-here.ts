import { offerLine } from '../../../commands/offer.ts';
import { atRoot, rootOf } from '../../../domain/telling/conversation.ts';
import { UTC, type Rhythm } from '../../../domain/telling/rhythm.ts';
import type { Subscription } from '../../../domain/telling/subscription.ts';
import { readersToSay } from '../readers/readers-said.ts';
import type { Ports } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { endSubscription } from './subscribe.ts';

/** Keeps the conversation as one that gets a digest; in the place of another rhythm that it had. */
export const keepDigest = (ports: Ports): UseCase<'keepDigest'> =>
  useCase(
    ports,
    'keepDigest',
    async (proof, { conversation, channelKind, zone = UTC, request: { every, minute } }) => {
      const { store, clock, log } = ports;
      const root = atRoot(conversation);
      const known = await aliveAt(ports, root.conversationId);
      const say = `digest here ${every} at ${timeOf(minute)}`;
      // Whoever reads along where it is posted already was said before.
      const readers = known?.digest === undefined ? await readersToSay(ports, root, say, channelKind) : undefined;
      const where = conversation.conversationType;
      if (readers !== undefined) {
        return proof.give({ kind: 'notice', notice: { kind: 'confirmReaders', where, readers, say: offerLine(say) } });
      }
      const at = clock.now();
      const digest: Rhythm = { every, minute, zone, since: at };
      const topics = known?.topics ?? [];
      await store.subscribe({ conversation: root, topics, digest, by: proof.person, at, state: 'alive' });
      log.info('digest.kept', { place: root.conversationId, every, minute, zone, objectId: proof.person.objectId });
      return proof.give({ kind: 'notice', notice: { kind: 'digestKept', where, digest } });
    },
    ({ conversation }) => (conversation.conversationType === 'personal' ? { kind: 'personalChat' } : undefined),
  );

/** Ends the digest alone: what the conversation is told otherwise, it is told on. */
export const stopDigest = (ports: Ports): UseCase<'stopDigest'> =>
  useCase(ports, 'stopDigest', async (proof, { conversation }) => {
    const place = rootOf(conversation.conversationId);
    const known = await aliveAt(ports, place);
    if (known?.digest === undefined) return proof.give({ kind: 'notice', notice: { kind: 'noDigest' } });
    const { topics, state } = known;
    if (topics.length === 0) await endSubscription(ports, place, proof.person);
    else
      await ports.store.subscribe({
        conversation: known.conversation,
        topics,
        state,
        by: proof.person,
        at: ports.clock.now(),
      });
    ports.log.info('digest.stopped', { place, objectId: proof.person.objectId });
    return proof.give({ kind: 'notice', notice: { kind: 'digestStopped' } });
  });

async function aliveAt({ store }: Pick<Ports, 'store'>, place: string): Promise<Subscription | undefined> {
  const all = await store.subscriptions();
  return all.find(({ state, conversation }) => state === 'alive' && conversation.conversationId === place);
}

const HOUR = 60;
const two = (number: number): string => String(number).padStart(2, '0');
const timeOf = (minute: number): string => `${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)}`;
