import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../app/ports.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import type { Subscription, SubscriptionState } from '../../domain/telling/subscription.ts';
import { decode, encode } from '../body.ts';
import { subscription as schema } from '../schema/subscription.ts';

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
