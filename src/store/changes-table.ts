import type { DatabaseSync } from 'node:sqlite';
import type { DrawnCard, HistoryPage } from '../app/ports.ts';
import { OPEN_STATES, type Change } from '../domain/change.ts';
import type { PostedMessage } from '../domain/conversation.ts';
import type { ChangeId, TenantId } from '../domain/ids.ts';
import { decode, encode } from './body.ts';
import { change as changeSchema } from './schema/change.ts';
import { changeId, postedMessage } from './schema/parts.ts';
import { StoreError } from './store-error.ts';

/**
 * Rows of `changes`. Methods are synchronous and throw what node:sqlite throws, or StoreError.
 * @param damaged is told of a row that cannot be read where others are to be had without it
 */
export function changesTable(sql: DatabaseSync, damaged: (error: StoreError, id: unknown) => void) {
  const open = `state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`;
  const byId = sql.prepare('SELECT id, body FROM changes WHERE id = ?');
  const byPartner = sql.prepare(`SELECT id, body FROM changes WHERE tenant_id = ? AND ${open}`);
  const newest = sql.prepare(
    `SELECT id, body FROM changes WHERE ?1 IS NULL OR tenant_id = ?1 ORDER BY requested_at DESC, rowid DESC LIMIT ?2 OFFSET ?3`,
  );
  const counted = sql.prepare('SELECT count(*) AS total FROM changes WHERE ?1 IS NULL OR tenant_id = ?1');
  const allOpen = sql.prepare(`SELECT id, body FROM changes WHERE ${open} ORDER BY requested_at, rowid`);
  const add = sql.prepare('INSERT INTO changes (id, body, drawn_message) VALUES (?, ?, ?)');
  const swap = sql.prepare('UPDATE changes SET body = ? WHERE id = ? AND revision = ?');
  const behind = sql.prepare('SELECT id FROM changes WHERE drawn_revision < revision ORDER BY requested_at, rowid');
  const card = sql.prepare('SELECT drawn_revision AS revision, drawn_message AS message FROM changes WHERE id = ?');
  const shownOn = sql.prepare('SELECT id, message_conversation AS conversation FROM changes WHERE message_id = ?');
  const setCard = sql.prepare('UPDATE changes SET drawn_revision = ?, drawn_message = ? WHERE id = ?');

  return {
    get: (id: ChangeId): Change | undefined => optional(byId.get(id)),

    /** The open change that owns the partner whose settings `wanted` would write. */
    owner: (wanted: Change): Change | undefined => optional(byPartner.get(wanted.proposal.plan.tenantId)),

    /** Oldest first. One that cannot be read must not hold up the others; asked for by its id or partner it still throws. */
    open: (): readonly Change[] =>
      allOpen.all().flatMap((row) => {
        try {
          return [read(row)];
        } catch (error) {
          if (!(error instanceof StoreError)) throw error;
          damaged(error, row['id']);
          return [];
        }
      }),

    history: (tenantId: TenantId | null, limit: number, offset: number): HistoryPage => ({
      changes: newest.all(tenantId, limit, offset).map(read),
      total: Number(counted.get(tenantId)?.['total']),
    }),

    add: (change: Change, card: PostedMessage | null): void => {
      const { id } = change.proposal;
      add.run(id, write(change), card === null ? null : encode(postedMessage, card, cardOf(id)));
    },

    /** Whether the stored revision was one less; if not, nothing has changed. */
    advance: (change: Change): boolean =>
      swap.run(write(change), change.proposal.id, change.revision - 1).changes === 1,

    /** Ids of changes whose card is behind, the oldest change first. */
    undrawn: (): readonly ChangeId[] => behind.all().map((row) => changeId.parse(row['id'])),

    drawn: (id: ChangeId): DrawnCard => {
      const row = card.get(id);
      if (row === undefined) return { message: null, revision: 0 };
      const message = row['message'] === null ? null : decode(postedMessage, row['message'], cardOf(id));
      return { message, revision: Number(row['revision']) };
    },

    shownOn: ({ messageId, conversation }: PostedMessage): ChangeId | undefined => {
      const wanted = rootOf(conversation.conversationId);
      const row = shownOn.all(messageId).find((one) => rootOf(String(one['conversation'])) === wanted);
      return row === undefined ? undefined : changeId.parse(row['id']);
    },

    recordDrawn: (id: ChangeId, { message, revision }: DrawnCard): void => {
      const body = message === null ? null : encode(postedMessage, message, cardOf(id));
      if (setCard.run(revision, body, id).changes === 1) return;
      throw new StoreError('contradiction', `${cardOf(id)} cannot be stored: the store knows no such change.`);
    },
  };
}

/** A channel without its thread (Teams: `;messageid=…`): a message's id is its own in all of the channel. */
const rootOf = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;

type Row = ReturnType<ReturnType<DatabaseSync['prepare']>['all']>[number];

const cardOf = (id: ChangeId): string => `The card of change ${id}`;

function optional(row: Row | undefined): Change | undefined {
  return row === undefined ? undefined : read(row);
}

function read(row: Row): Change {
  return decode(changeSchema, row['body'], `Change ${String(row['id'])}`);
}

function write(change: Change): string {
  return encode(changeSchema, change, `Change ${change.proposal.id}`);
}
