import type { DatabaseSync } from 'node:sqlite';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { ObjectId } from '../../domain/ids.ts';
import { decode, encode } from '../body.ts';
import { conversationReference } from '../schema/parts.ts';

const LAST = 'The conversation in which the bot was spoken to last';

/**
 * Rows of `personal_conversations`: where each person can be told something alone; and where the bot was spoken to last.
 * Methods are synchronous.
 */
export function peopleTable(sql: DatabaseSync) {
  const put = sql.prepare(`
    INSERT INTO personal_conversations (object_id, conversation) VALUES (?, ?)
    ON CONFLICT (object_id) DO UPDATE SET conversation = excluded.conversation
    WHERE conversation <> excluded.conversation
  `);
  const byPerson = sql.prepare('SELECT conversation FROM personal_conversations WHERE object_id = ?');
  // What is written for each message is not written again for the next one by the same way.
  const hear = sql.prepare(`
    INSERT INTO last_heard (one, conversation) VALUES (1, ?1)
    ON CONFLICT (one) DO UPDATE SET conversation = excluded.conversation
    WHERE conversation ->> '$.serviceUrl' <> ?1 ->> '$.serviceUrl' OR conversation ->> '$.botId' <> ?1 ->> '$.botId'
  `);
  const heard = sql.prepare('SELECT conversation FROM last_heard');
  const what = (person: ObjectId): string => `The personal chat of ${person}`;

  return {
    put: (person: ObjectId, conversation: ConversationReference): void => {
      put.run(person, encode(conversationReference, conversation, what(person)));
    },

    hear: (conversation: ConversationReference): void => {
      hear.run(encode(conversationReference, conversation, LAST));
    },

    lastHeard: (): ConversationReference | undefined => {
      const row = heard.get();
      return row === undefined ? undefined : decode(conversationReference, row['conversation'], LAST);
    },

    conversationOf: (person: ObjectId): ConversationReference | undefined => {
      const row = byPerson.get(person);
      return row === undefined ? undefined : decode(conversationReference, row['conversation'], what(person));
    },
  };
}
