import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod/v4-mini';
import { StoreError } from '../../app/ports.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import type { Subscription, SubscriptionState } from '../../domain/telling/subscription.ts';
import { decode, encode, jsonText, replaced } from '../body.ts';
import type { Dialect } from '../dialect.ts';
import { all, one, run, type Query } from '../query.ts';
import { subscription as schema } from '../schema/subscription.ts';
import { statement } from './statement.ts';

const EVERY = statement('SELECT place, body FROM subscriptions ORDER BY rowid');
const BY_PLACE = statement('SELECT body FROM subscriptions WHERE place = ?1');
const IN_STATE = statement('SELECT body FROM subscriptions WHERE place = ?1 AND state = ?2');
const ADD = statement('INSERT INTO subscriptions (place, body) VALUES (?1, ?2)');
const REMOVE = statement('DELETE FROM subscriptions WHERE place = ?1');
const SWAP = statement('UPDATE subscriptions SET body = ?1 WHERE place = ?2 AND body = ?3');
const HEARD = statement("SELECT value FROM meta WHERE key = 'drift_heard'");
const NOTE_HEARD = statement(`
  INSERT INTO meta (key, value) VALUES ('drift_heard', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value
`);

const schemaOf = z.pipe(jsonText, schema);

/**
 * Rows of `subscriptions`.
 * @param damaged is told of a row that cannot be read
 */
export function subscriptionsTable(
  { written }: Pick<Dialect, 'written'>,
  damaged: (error: StoreError, place: unknown) => void,
) {
  /** What the database counts of writes, when it was looked at; undefined: it was not. */
  let compared: unknown;
  const what = (place: unknown): string => `The subscription of ${String(place)}`;

  function* wasHeard(): Query<boolean> {
    return (yield* one(HEARD))?.['value'] === 1;
  }

  return {
    /** Whether drift was heard when that was last noted. */
    isHeard: wasHeard,

    /** Keeps whether drift is heard. @returns whether it was until now */
    *noteHeard(isHeard: boolean): Query<boolean> {
      const was = yield* wasHeard();
      if (was !== isHeard) yield* run(NOTE_HEARD, isHeard ? 1 : 0);
      return was;
    },

    /** In the place of an older one, and behind all others. */
    *put(subscription: Subscription): Query<void> {
      const place = subscription.conversation.conversationId;
      const body = encode(schema, subscription, what(place));
      yield* run(REMOVE, place);
      yield* run(ADD, place, body);
    },

    /** Oldest first. One that cannot be read holds up neither the others nor what they are to be told of. */
    *all(): Query<readonly Subscription[]> {
      return (yield* all(EVERY)).flatMap((row) => {
        try {
          return [decode(schema, row['body'], what(row['place']))];
        } catch (error) {
          if (!(error instanceof StoreError)) throw error;
          damaged(error, row['place']);
          return [];
        }
      });
    },

    /** Whether another program may have written a row since this was asked last. */
    *mayDiffer(): Query<boolean> {
      const before = compared;
      compared = Object.values((yield* one(written('subscriptions'))) ?? {}).join();
      return compared !== before;
    },

    /** Which are not what was told, by place: what must stand there; null: nothing. */
    *otherThan(told: ReadonlyMap<string, Subscription>): Query<ReadonlyMap<string, Subscription | null>> {
      const stored = new Map((yield* all(EVERY)).map(({ place, body }) => [String(place), body]));
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
    *remove(place: string): Query<boolean> {
      return (yield* run(REMOVE, place)) === 1;
    },

    /** Compare-and-swap of the state. */
    *turn(place: string, from: SubscriptionState, to: SubscriptionState): Query<boolean> {
      const row = yield* one(IN_STATE, place, from);
      if (row === undefined || from === to) return row !== undefined;
      const turned = replaced(row['body'], ['state'], to, what(place));
      return turned !== undefined && (yield* run(SWAP, turned, place, String(row['body']))) === 1;
    },

    /** Teams named another service url. */
    *move({ conversationId, serviceUrl }: ConversationReference): Query<void> {
      const place = rootOf(conversationId);
      const row = yield* one(BY_PLACE, place);
      const moved = row && replaced(row['body'], ['conversation', 'serviceUrl'], serviceUrl, what(place));
      if (moved !== undefined) yield* run(SWAP, moved, place, String(row?.['body']));
    },
  };
}
