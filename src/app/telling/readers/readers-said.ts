import {
  isConfirmed,
  isOurs,
  type ChannelKind,
  type Readers,
  type ReadersSeen,
} from '../../../domain/telling/readers.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import { ChannelError, type Ports } from '../../ports.ts';

type Asking = Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>;

/**
 * Who reads along is said before a conversation is subscribed; said once more, the line confirms it. What was said is
 * stored: another process, or the next one, knows it.
 * @param root the conversation, at its root
 * @param say the line that asks for it
 * @param named what kind of channel the line says that it came from; null: it does not say
 * @returns who reads along and is to be said first; undefined: nobody else does, or it was said just now
 */
export async function readersToSay(
  ports: Asking,
  root: ConversationReference,
  say: string,
  named: ChannelKind | null,
): Promise<ReadersSeen | undefined> {
  const { store, clock } = ports;
  const place = root.conversationId;
  const seen = await readersIn(ports, root, named);
  const said = await store.takeReadersSaid(place);
  const at = clock.now();
  if (isOurs(seen) || isConfirmed(said, { say, seen }, at)) return undefined;
  await store.noteReadersSaid({ place, say, seen, at });
  return seen;
}

const outsidersOf = ({ guests, strangers }: Readers): Readers => ({ guests, strangers });

/** Fails closed: what Teams does not say, for whatever reason, is unread. */
async function readersIn(
  { channel, log }: Asking,
  root: ConversationReference,
  named: ChannelKind | null,
): Promise<ReadersSeen> {
  const place = root.conversationId;
  const asked = async <Told>(read: Promise<Told>): Promise<Told | 'unread'> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      log.warn('roster.unread', { place, problem: error.problem });
      return 'unread';
    }
  };
  const isChannel = root.conversationType === 'channel';
  const [kind, others] = await Promise.all([
    isChannel ? (named ?? asked(channel.kindOf(root))) : null,
    asked(channel.readers(root)),
  ]);
  return { channel: kind, others: others === 'unread' ? others : outsidersOf(others) };
}
