import type { Person } from '../../../domain/people/person.ts';
import { cannotTellAlone } from '../../../domain/replies/audience.ts';
import type { ConversationReference, PostedMessage } from '../../../domain/telling/conversation.ts';
import type { Notice } from '../../../domain/replies/notice.ts';
import { StoreError, type Ports } from '../../ports.ts';
import { sayAlone } from './say-alone.ts';

/**
 * Answers a click that was answered before: in the person's own chat with the bot, or where they clicked when there is none,
 * or none any more. Where others read along there, it is only said that it could not be told.
 */
export async function tellAlone(
  ports: Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>,
  person: Person,
  card: PostedMessage | null,
  notice: Notice,
): Promise<void> {
  const here = card === null ? [] : [card.conversation];
  const [near] = here;
  const { objectId } = person;
  const reply = { kind: 'notice', notice } as const;
  const noticeFor = ({ conversationType }: ConversationReference): Notice =>
    conversationType === 'personal' ? notice : cannotTellAlone(reply, person);
  try {
    const said = await sayAlone(ports, objectId, near, here, noticeFor);
    if (!said) ports.log.error('person.untold', undefined, { objectId, notice: notice.kind });
  } catch (error) {
    // The store comes before anything is said.
    if (!(error instanceof StoreError) || near === undefined) throw error;
    ports.log.error('conversation.unread', error, { objectId });
    await ports.channel.post(near, { kind: 'notice', notice: noticeFor(near) });
  }
}
