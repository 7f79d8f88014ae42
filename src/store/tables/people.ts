import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { ObjectId } from '../../domain/ids.ts';
import { decode, encode } from '../body.ts';
import { one, run, type Query } from '../query.ts';
import { conversationReference } from '../schema/parts.ts';
import { statement } from './statement.ts';

const LAST = 'The conversation in which the bot was spoken to last';

const PUT = statement(`
  INSERT INTO personal_conversations (object_id, conversation) VALUES (?1, ?2)
  ON CONFLICT (object_id) DO UPDATE SET conversation = excluded.conversation
  WHERE personal_conversations.conversation <> excluded.conversation
`);
const BY_PERSON = statement('SELECT conversation FROM personal_conversations WHERE object_id = ?1');
const HEAR = statement(`
  INSERT INTO last_heard (one, conversation) VALUES (1, ?1)
  ON CONFLICT (one) DO UPDATE SET conversation = excluded.conversation
`);
const HEARD = statement('SELECT conversation FROM last_heard');

/** Rows of `personal_conversations`: where each person can be told something alone; and where the bot was spoken to last. */
export function peopleTable() {
  const what = (person: ObjectId): string => `The personal chat of ${person}`;

  function* lastHeard(): Query<ConversationReference | undefined> {
    const row = yield* one(HEARD);
    return row === undefined ? undefined : decode(conversationReference, row['conversation'], LAST);
  }

  return {
    *put(person: ObjectId, conversation: ConversationReference): Query<void> {
      yield* run(PUT, person, encode(conversationReference, conversation, what(person)));
    },

    *hear(conversation: ConversationReference): Query<void> {
      const before = yield* lastHeard();
      // What is written for each message is not written again for the next one by the same way.
      const isSame = before?.serviceUrl === conversation.serviceUrl && before.botId === conversation.botId;
      if (!isSame) yield* run(HEAR, encode(conversationReference, conversation, LAST));
    },

    lastHeard,

    *conversationOf(person: ObjectId): Query<ConversationReference | undefined> {
      const row = yield* one(BY_PERSON, person);
      return row === undefined ? undefined : decode(conversationReference, row['conversation'], what(person));
    },
  };
}
