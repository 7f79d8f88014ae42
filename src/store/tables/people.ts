import type { DatabaseSync } from 'node:sqlite';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { ObjectId } from '../../domain/ids.ts';
import { decode, encode } from '../body.ts';
import { conversationReference } from '../schema/parts.ts';

/** Rows of `personal_conversations`: where each person can be told something alone. Methods are synchronous. */
export function peopleTable(sql: DatabaseSync) {
  const put = sql.prepare(`
    INSERT INTO personal_conversations (object_id, conversation) VALUES (?, ?)
    ON CONFLICT (object_id) DO UPDATE SET conversation = excluded.conversation
    WHERE conversation <> excluded.conversation
  `);
  const byPerson = sql.prepare('SELECT conversation FROM personal_conversations WHERE object_id = ?');
  const what = (person: ObjectId): string => `The personal chat of ${person}`;

  return {
    put: (person: ObjectId, conversation: ConversationReference): void => {
      put.run(person, encode(conversationReference, conversation, what(person)));
    },

    conversationOf: (person: ObjectId): ConversationReference | undefined => {
      const row = byPerson.get(person);
      return row === undefined ? undefined : decode(conversationReference, row['conversation'], what(person));
    },
  };
}
