import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type Copy, type CopyId, type DrawnCard, type UndrawnCopy } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import { rootOf, type ConversationReference, type PostedMessage } from '../../domain/telling/conversation.ts';
import type { ChangeId } from '../../domain/ids.ts';
import { isUrgent, stateOf, type Subject, type SubjectId } from '../../domain/telling/subject.ts';
import { decode, encode } from '../body.ts';
import { conversationReference, copyRole, postedMessage, subjectId } from '../schema/parts.ts';

/** Rows of `copies`: where subjects are shown. Methods are synchronous and throw what node:sqlite throws, or StoreError. */
export function copiesTable(sql: DatabaseSync) {
  const add = sql.prepare(
    'INSERT INTO copies (subject_id, tenant_id, role, conversation, message, revision, urgent) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const raise = sql.prepare('UPDATE copies SET revision = ?, urgent = ? WHERE subject_id = ?');
  const keep = sql.prepare(
    'UPDATE copies SET revision = ?1, drawn_revision = iif(drawn_revision = revision, ?1, drawn_revision) WHERE subject_id = ?2',
  );
  const noted = sql.prepare("SELECT 1 FROM copies WHERE subject_id = ? AND place = ? AND role = 'notice'");
  const columns = 'id, subject_id, role, conversation, message, drawn_revision';
  const allOf = sql.prepare(`SELECT ${columns} FROM copies WHERE subject_id = ? ORDER BY id`);
  const byId = sql.prepare(`SELECT ${columns} FROM copies WHERE id = ?`);
  const ownOf = sql.prepare(`SELECT ${columns} FROM copies WHERE subject_id = ? AND role = 'own'`);
  // Notices of one tenant come to a conversation one after the other: only the oldest that waits is told of. Where one
  // behind it is urgent, it is as well.
  const behind = sql.prepare(`
    SELECT id, subject_id, urgent OR (role = 'notice' AND message IS NULL AND EXISTS (
      SELECT 1 FROM copies AS younger
      WHERE younger.place = mine.place AND younger.tenant_id = mine.tenant_id AND younger.id > mine.id
        AND younger.drawn_revision < younger.revision AND younger.urgent = 1
    )) AS is_urgent FROM copies AS mine
    WHERE drawn_revision < revision AND (role <> 'notice' OR message IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM copies AS older
      WHERE older.place = mine.place AND older.tenant_id = mine.tenant_id AND older.id < mine.id
        AND older.drawn_revision < older.revision AND older.role = 'notice' AND older.message IS NULL
    ))
    ORDER BY is_urgent DESC, id
  `);
  const unposted = sql.prepare(
    `SELECT ${columns} FROM copies
     WHERE place = ? AND drawn_revision < revision AND role = 'notice' AND message IS NULL ORDER BY id`,
  );
  const shownOn = sql.prepare('SELECT subject_id, message_place FROM copies WHERE message_id = ?');
  // Whoever asks again and again gets a card each time, and no card is ever without an end of its upkeep.
  const forgetOlder = sql.prepare(`
    DELETE FROM copies WHERE role = 'again' AND subject_id = ?1 AND id NOT IN (
      SELECT id FROM copies WHERE role = 'again' AND subject_id = ?1 ORDER BY id DESC LIMIT 5
    )
  `);
  const draw = sql.prepare('UPDATE copies SET drawn_revision = ?, message = ? WHERE id = ?');
  const giveUp = sql.prepare("DELETE FROM copies WHERE place = ? AND role = 'notice' AND message IS NULL");
  const move = sql.prepare(`
    UPDATE copies SET conversation = json_set(conversation, '$.serviceUrl', ?1)
    WHERE place = ?2 AND message IS NULL AND drawn_revision < revision AND conversation ->> '$.serviceUrl' <> ?1
  `);

  const insert = (
    subject: Subject,
    role: Copy['role'],
    conversation: ConversationReference,
    message: PostedMessage | null,
  ): void => {
    const { id, tenantId, revision } = stateOf(subject);
    const reference = encode(conversationReference, conversation, cardOf(id));
    add.run(id, tenantId, role, reference, stored(message, id), revision, isUrgent(subject) ? 1 : 0);
  };

  return {
    /** @param message a message that shall become the change's card; null: one will be posted */
    addOwn: (change: Change, message: PostedMessage | null): void => {
      insert({ kind: 'change', change }, 'own', change.proposal.conversation, message);
    },

    /** A conversation that has a notice of the subject already gets no second one. */
    addNotice: (subject: Subject, conversation: ConversationReference): void => {
      const has = noted.get(stateOf(subject).id, conversation.conversationId) !== undefined;
      if (!has) insert(subject, 'notice', conversation, null);
    },

    /** @param message a message that carries it already; null: one will be posted */
    addAgain: (subject: Subject, conversation: ConversationReference, message: PostedMessage | null): void => {
      insert(subject, 'again', conversation, message);
      forgetOlder.run(stateOf(subject).id);
    },

    /** Every copy of the subject is to show its new revision. */
    raise: (subject: Subject): void => {
      const { id, revision } = stateOf(subject);
      raise.run(revision, isUrgent(subject) ? 1 : 0, id);
    },

    /** As `raise`, where the subject looks as before. */
    keep: (subject: Subject): void => {
      const { id, revision } = stateOf(subject);
      keep.run(revision, id);
    },

    get: (id: CopyId): Copy | undefined => optional(byId.get(id)),

    own: (id: ChangeId): Copy | undefined => optional(ownOf.get(id)),

    of: (id: SubjectId): readonly Copy[] => allOf.all(id).map(copyOf),

    undrawn: (): readonly UndrawnCopy[] =>
      behind.all().map((row) => ({
        id: Number(row['id']),
        subject: subjectId.parse(row['subject_id']),
        isUrgent: row['is_urgent'] === 1,
      })),

    unposted: (place: string): readonly Copy[] => unposted.all(place).map(copyOf),

    shownOn: ({ messageId, conversation }: PostedMessage): SubjectId | undefined => {
      const wanted = rootOf(conversation.conversationId);
      const row = shownOn.all(messageId).find((one) => rootOf(String(one['message_place'])) === wanted);
      return row === undefined ? undefined : subjectId.parse(row['subject_id']);
    },

    recordDrawn: (id: CopyId, { message, revision }: DrawnCard): void => {
      if (draw.run(revision, stored(message, id), id).changes === 1) return;
      throw new StoreError('contradiction', `${cardOf(id)} cannot be stored: the store knows no such copy.`);
    },

    /** Forgets the notices that were not posted in a conversation. */
    giveUp: (place: string): void => {
      giveUp.run(place);
    },

    /** What waits to be posted there is posted by way of the service url that Teams named last. */
    move: ({ conversationId, serviceUrl }: ConversationReference): void => {
      move.run(serviceUrl, rootOf(conversationId));
    },
  };
}

export type CopiesTable = ReturnType<typeof copiesTable>;

type Row = ReturnType<ReturnType<DatabaseSync['prepare']>['all']>[number];

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
