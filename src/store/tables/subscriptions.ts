import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { StoreError } from '../../app/ports.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import type { Subscription, SubscriptionState } from '../../domain/telling/subscription.ts';
import { decode, encode, jsonText } from '../body.ts';
import { subscription as schema } from '../schema/subscription.ts';

const schemaOf = jsonText.pipe(schema);

/**
 * Rows of `subscriptions`. Methods are synchronous and throw what node:sqlite throws, or StoreError.
 * @param damaged is told of a row that cannot be read
 */
export function subscriptionsTable(sql: DatabaseSync, damaged: (error: StoreError, place: unknown) => void) {
  const put = sql.prepare('INSERT OR REPLACE INTO subscriptions (place, body) VALUES (?, ?)');
  const every = sql.prepare('SELECT place, body FROM subscriptions ORDER BY rowid');
  const remove = sql.prepare('DELETE FROM subscriptions WHERE place = ?');
  const turn = sql.prepare(
    "UPDATE subscriptions SET body = json_set(body, '$.state', ?) WHERE place = ? AND state = ?",
  );
  const move = sql.prepare(`
    UPDATE subscriptions SET body = json_set(body, '$.conversation.serviceUrl', ?1)
    WHERE place = ?2 AND body ->> '$.conversation.serviceUrl' <> ?1
  `);

  const version = sql.prepare('PRAGMA data_version');
  /** What SQLite counts of the writes of others, when it was looked at; undefined: it was not. */
  let compared: unknown;
  const heard = sql.prepare("SELECT value FROM meta WHERE key = 'drift_heard'");
  const noteHeard = sql.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('drift_heard', ?)");

  return {
    /** Keeps whether drift is heard. @returns whether it was until now */
    noteHeard: (isHeard: boolean): boolean => {
      const was = heard.get()?.['value'] === 1;
      if (was !== isHeard) noteHeard.run(isHeard ? 1 : 0);
      return was;
    },

    put: (subscription: Subscription): void => {
      const place = subscription.conversation.conversationId;
      put.run(place, encode(schema, subscription, `The subscription of ${place}`));
    },

    /** Oldest first. One that cannot be read holds up neither the others nor what they are to be told of. */
    all: (): readonly Subscription[] =>
      every.all().flatMap((row) => {
        try {
          return [decode(schema, row['body'], `The subscription of ${String(row['place'])}`)];
        } catch (error) {
          if (!(error instanceof StoreError)) throw error;
          damaged(error, row['place']);
          return [];
        }
      }),

    /** Whether another program may have written the file since this was asked last. */
    mayDiffer: (): boolean => {
      const before = compared;
      compared = version.get()?.['data_version'];
      return compared !== before;
    },

    /** Which are not what was told, by place: what must stand there; null: nothing. */
    otherThan: (told: ReadonlyMap<string, Subscription>): ReadonlyMap<string, Subscription | null> => {
      const stored = new Map(every.all().map(({ place, body }) => [String(place), body]));
      const differing = new Map<string, Subscription | null>();
      for (const place of new Set([...told.keys(), ...stored.keys()])) {
        const must = told.get(place);
        const is = schemaOf.safeParse(stored.get(place)).data;
        // Teams moves the address by which a conversation is spoken to, which is not told.
        const moved = must &&
          is && { ...must, conversation: { ...must.conversation, serviceUrl: is.conversation.serviceUrl } };
        if (is === undefined || !isDeepStrictEqual(is, moved)) differing.set(place, moved ?? must ?? null);
      }
      return differing;
    },

    /** Whether there was one. */
    remove: (place: string): boolean => remove.run(place).changes === 1,

    /** Compare-and-swap of the state. */
    turn: (place: string, from: SubscriptionState, to: SubscriptionState): boolean =>
      turn.run(to, place, from).changes === 1,

    /** Teams named another service url. */
    move: ({ conversationId, serviceUrl }: ConversationReference): void => {
      move.run(serviceUrl, rootOf(conversationId));
    },
  };
}
