import type { PostedMessage } from '../../domain/telling/conversation.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import type { Ports } from '../ports.ts';
import { ownChat } from './own-chat.ts';
import { sayInFirst } from './say-in-first.ts';

/** Says something to one person: in their own chat with the bot, or where they are now when there is none, or none any more. */
export async function tellAlone(
  { store, channel, log }: Pick<Ports, 'store' | 'channel' | 'log'>,
  person: Person,
  card: PostedMessage | null,
  notice: Notice,
): Promise<void> {
  const personal = await ownChat({ store, channel, log }, person.objectId, card?.conversation).catch(
    (error: unknown) => {
      log.error('conversation.unread', error, { objectId: person.objectId });
      return undefined;
    },
  );
  const places = [personal, card?.conversation].filter((place) => place !== undefined);
  if (places.length === 0) log.error('person.untold', undefined, { objectId: person.objectId, notice: notice.kind });
  await sayInFirst({ channel, log }, places, () => notice);
}
