import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import type { SqliteStore } from '../../src/store/sqlite-store.ts';
import { aPerson, NOW } from '../builders.ts';
import { place } from '../contracts/store-cards.ts';
import { aFolder, opened } from './support.ts';

/** Who hears is what the journal tells, whatever another program has written into the rows. */

let path: string;
let store: SqliteStore;
const [CHANNEL, OTHER, ENDED] = [place('a'), place('b'), place('c')];
beforeEach(async () => {
  path = join(aFolder(), 'store.db');
  store = opened(path);
  for (const conversation of [CHANNEL, OTHER, ENDED]) {
    await store.subscribe({ conversation, topics: ['drift', 'changes'], by: aPerson(), at: NOW, state: 'alive' });
  }
  await store.turnSubscription(OTHER.conversationId, 'alive', 'lost', NOW);
  await store.unsubscribe(ENDED.conversationId, { how: 'asked', by: aPerson(), at: NOW });
  expect(await store.rightSubscriptions()).toEqual([]);
});

/** Somebody with a database tool, while the bot runs. */
function tamper(sql: string): void {
  const tool = new DatabaseSync(path);
  tool.exec(sql);
  tool.close();
}
const first = `place = '${CHANNEL.conversationId}'`;

test.each([
  ['topics', `UPDATE subscriptions SET body = json_set(body, '$.topics', json('["changes"]')) WHERE ${first}`, CHANNEL],
  ['state', `UPDATE subscriptions SET body = json_set(body, '$.state', 'dead') WHERE ${first}`, CHANNEL],
  ['absence', `DELETE FROM subscriptions WHERE ${first}`, CHANNEL],
  ['text', `UPDATE subscriptions SET body = '{"state":7}' WHERE ${first}`, CHANNEL],
  [
    'invention',
    `INSERT INTO subscriptions (place, body) SELECT '${ENDED.conversationId}',
      json_set(body, '$.conversation.conversationId', '${ENDED.conversationId}') FROM subscriptions WHERE ${first}`,
    ENDED,
  ],
])('another %s is put back', async (_, sql, { conversationId }) => {
  const was = await store.subscriptions();
  tamper(sql);
  expect(await store.rightSubscriptions()).toEqual([conversationId]);
  expect(new Set(await store.subscriptions())).toEqual(new Set(was));
  expect(await store.rightSubscriptions()).toEqual([]);
});

test('the address by which Teams moved a conversation is not', async () => {
  tamper(`UPDATE subscriptions SET body = json_set(body, '$.conversation.serviceUrl', 'https://smba.example/')`);
  expect(await store.rightSubscriptions()).toEqual([]);
});
