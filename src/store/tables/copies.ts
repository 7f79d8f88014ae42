import { StoreError, type Copy, type CopyId, type DrawnCard, type UndrawnCopy } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import { rootOf, type ConversationReference, type PostedMessage } from '../../domain/telling/conversation.ts';
import type { ChangeId } from '../../domain/ids.ts';
import { isUrgent, stateOf, type Subject, type SubjectId } from '../../domain/telling/subject.ts';
import { decode, encode, replaced } from '../body.ts';
import { all, one, run, type Query, type Row } from '../query.ts';
import { conversationReference, copyRole, postedMessage, subjectId } from '../schema/parts.ts';
import { statement } from './statement.ts';

const ADD = statement(`
  INSERT INTO copies (subject_id, tenant_id, role, conversation, message, revision, urgent)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
`);
const RAISE = statement('UPDATE copies SET revision = ?1, urgent = ?2 WHERE subject_id = ?3');
const KEEP = statement(`
  UPDATE copies SET revision = ?1, drawn_revision = CASE WHEN drawn_revision = revision THEN ?1 ELSE drawn_revision END
  WHERE subject_id = ?2
`);
const NOTED = statement("SELECT 1 FROM copies WHERE subject_id = ?1 AND place = ?2 AND role = 'notice'");
const COLUMNS = 'id, subject_id, role, conversation, message, drawn_revision';
const ALL_OF = statement(`SELECT ${COLUMNS} FROM copies WHERE subject_id = ?1 ORDER BY id`);
const BY_ID = statement(`SELECT ${COLUMNS} FROM copies WHERE id = ?1`);
const UNPOSTED = statement(
  `SELECT ${COLUMNS} FROM copies
   WHERE place = ?1 AND drawn_revision < revision AND role = 'notice' AND message IS NULL ORDER BY id`,
);
const OWN_OF = statement(`SELECT ${COLUMNS} FROM copies WHERE subject_id = ?1 AND role = 'own'`);
// Notices of one tenant come to a conversation one after the other: only the oldest that waits is told of. Where one
// behind it is urgent, it is as well.
const BEHIND = statement(`
  SELECT id, subject_id, CASE WHEN urgent = 1 OR (role = 'notice' AND message IS NULL AND EXISTS (
    SELECT 1 FROM copies AS younger
    WHERE younger.place = mine.place AND younger.tenant_id = mine.tenant_id AND younger.id > mine.id
      AND younger.drawn_revision < younger.revision AND younger.urgent = 1
  )) THEN 1 ELSE 0 END AS is_urgent FROM copies AS mine
  WHERE drawn_revision < revision AND (role <> 'notice' OR message IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM copies AS older
    WHERE older.place = mine.place AND older.tenant_id = mine.tenant_id AND older.id < mine.id
      AND older.drawn_revision < older.revision AND older.role = 'notice' AND older.message IS NULL
  ))
  ORDER BY is_urgent DESC, id
`);
const SHOWN_ON = statement('SELECT subject_id, message_place FROM copies WHERE message_id = ?1');
// Whoever asks again and again gets a card each time, and no card is ever without an end of its upkeep.
const FORGET_OLDER = statement(`
  DELETE FROM copies WHERE role = 'again' AND subject_id = ?1 AND id NOT IN (
    SELECT id FROM copies WHERE role = 'again' AND subject_id = ?1 ORDER BY id DESC LIMIT 5
  )
`);
const DRAW = statement('UPDATE copies SET drawn_revision = ?1, message = ?2 WHERE id = ?3');
const GIVE_UP = statement("DELETE FROM copies WHERE place = ?1 AND role = 'notice' AND message IS NULL");
const WAITING = statement(
  'SELECT id, conversation FROM copies WHERE place = ?1 AND message IS NULL AND drawn_revision < revision',
);
const MOVE = statement('UPDATE copies SET conversation = ?1 WHERE id = ?2 AND conversation = ?3');

/** Rows of `copies`: where subjects are shown. */
export function copiesTable() {
  function* insert(
    subject: Subject,
    role: Copy['role'],
    conversation: ConversationReference,
    message: PostedMessage | null,
  ): Query<void> {
    const { id, tenantId, revision } = stateOf(subject);
    const reference = encode(conversationReference, conversation, cardOf(id));
    yield* run(ADD, id, tenantId, role, reference, stored(message, id), revision, isUrgent(subject) ? 1 : 0);
  }

  return {
    /** @param message a message that shall become the change's card; null: one will be posted */
    addOwn: (change: Change, message: PostedMessage | null): Query<void> =>
      insert({ kind: 'change', change }, 'own', change.proposal.conversation, message),

    /** A conversation that has a notice of the subject already gets no second one. */
    *addNotice(subject: Subject, conversation: ConversationReference): Query<void> {
      const has = (yield* one(NOTED, stateOf(subject).id, conversation.conversationId)) !== undefined;
      if (!has) yield* insert(subject, 'notice', conversation, null);
    },

    /** @param message a message that carries it already; null: one will be posted */
    *addAgain(subject: Subject, conversation: ConversationReference, message: PostedMessage | null): Query<void> {
      yield* insert(subject, 'again', conversation, message);
      yield* run(FORGET_OLDER, stateOf(subject).id);
    },

    /** Every copy of the subject is to show its new revision. */
    *raise(subject: Subject): Query<void> {
      const { id, revision } = stateOf(subject);
      yield* run(RAISE, revision, isUrgent(subject) ? 1 : 0, id);
    },

    /** As `raise`, where the subject looks as before. */
    *keep(subject: Subject): Query<void> {
      const { id, revision } = stateOf(subject);
      yield* run(KEEP, revision, id);
    },

    *get(id: CopyId): Query<Copy | undefined> {
      return optional(yield* one(BY_ID, id));
    },

    *own(id: ChangeId): Query<Copy | undefined> {
      return optional(yield* one(OWN_OF, id));
    },

    *of(id: SubjectId): Query<readonly Copy[]> {
      return (yield* all(ALL_OF, id)).map(copyOf);
    },

    *unposted(place: string): Query<readonly Copy[]> {
      return (yield* all(UNPOSTED, place)).map(copyOf);
    },

    *undrawn(): Query<readonly UndrawnCopy[]> {
      return (yield* all(BEHIND)).map((row) => ({
        id: Number(row['id']),
        subject: subjectId.parse(row['subject_id']),
        isUrgent: row['is_urgent'] === 1,
      }));
    },

    *shownOn({ messageId, conversation }: PostedMessage): Query<SubjectId | undefined> {
      const wanted = rootOf(conversation.conversationId);
      const row = (yield* all(SHOWN_ON, messageId)).find((shown) => rootOf(String(shown['message_place'])) === wanted);
      return row === undefined ? undefined : subjectId.parse(row['subject_id']);
    },

    *recordDrawn(id: CopyId, { message, revision }: DrawnCard): Query<void> {
      if ((yield* run(DRAW, revision, stored(message, id), id)) === 1) return;
      throw new StoreError('contradiction', `${cardOf(id)} cannot be stored: the store knows no such copy.`);
    },

    /** Forgets the notices that were not posted in a conversation. */
    *giveUp(place: string): Query<void> {
      yield* run(GIVE_UP, place);
    },

    /** What waits to be posted there is posted by way of the service url that Teams named last. */
    *move({ conversationId, serviceUrl }: ConversationReference): Query<void> {
      for (const row of yield* all(WAITING, rootOf(conversationId))) {
        const id = Number(row['id']);
        const moved = replaced(row['conversation'], ['serviceUrl'], serviceUrl, cardOf(id));
        if (moved !== undefined) yield* run(MOVE, moved, id, String(row['conversation']));
      }
    },
  };
}

export type CopiesTable = ReturnType<typeof copiesTable>;

const cardOf = (id: SubjectId | CopyId): string => (typeof id === 'string' ? `The card of ${id}` : `Copy ${id}`);

function stored(message: PostedMessage | null, id: SubjectId | CopyId): string | null {
  return message === null ? null : encode(postedMessage, message, cardOf(id));
}

function optional(row: Row | undefined): Copy | undefined {
  return row === undefined ? undefined : copyOf(row);
}

function copyOf(row: Row): Copy {
  const subject = subjectId.parse(row['subject_id']);
  const what = cardOf(subject);
  return {
    id: Number(row['id']),
    subject,
    role: copyRole.parse(row['role']),
    conversation: decode(conversationReference, row['conversation'], what),
    message: row['message'] === null ? null : decode(postedMessage, row['message'], what),
    revision: Number(row['drawn_revision']),
  };
}
