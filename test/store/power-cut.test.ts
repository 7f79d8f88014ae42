import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import {
  aConversation,
  aDrift,
  after,
  aMessage,
  anEntry,
  aPerson,
  nthChange,
  NOW,
  objectIdOf,
  tenantIdOf,
  theProposal,
} from '../builders.ts';
import { ownCopyOf } from '../contracts/store-cards.ts';
import { delivery } from '../contracts/store-deliveries.ts';
import { aFolder, opened } from './support.ts';

/** Notes for each commit whether SQLite waits for the disk then. */
function commitsOf(): { readonly since: () => readonly ('waits' | 'does not wait')[] } {
  let commits: ('waits' | 'does not wait')[] = [];
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  const databases: DatabaseSync[] = [];
  prepare.mockImplementation(function (this: DatabaseSync, ...words) {
    const statement = original.apply(this, words);
    if (words[0] === 'COMMIT') databases.push(this);
    return statement;
  });
  const run = vi.spyOn(StatementSync.prototype, 'run').mockImplementation(function (this: StatementSync, ...values) {
    for (const database of this.sourceSQL === 'COMMIT' ? databases : []) {
      const level = original.call(database, 'PRAGMA synchronous').get()?.['synchronous'];
      commits.push(level === 2 ? 'waits' : 'does not wait');
    }
    return runAsBefore.apply(this, values);
  });
  onTestFinished(() => {
    prepare.mockRestore();
    run.mockRestore();
  });
  return {
    since: () => {
      const seen = commits;
      commits = [];
      return seen;
    },
  };
}
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with what it belongs to
const { prepare: original } = DatabaseSync.prototype;
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with what it belongs to
const { run: runAsBefore } = StatementSync.prototype;

const place = aConversation({ conversationId: '19:a@thread.tacv2', activityId: null });
const drift = aDrift({ status: { state: 'open' } });
const rejected = { kind: 'rejected', by: aPerson(), at: NOW, reason: null } as const;

/** In this order, in one store. */
const WRITES: readonly [string, 'waits' | 'does not wait', (store: Store) => Promise<unknown>][] = [
  ['a message is taken', 'does not wait', (store) => store.take(delivery(), NOW)],
  ['somebody is heard', 'does not wait', (store) => store.heard(objectIdOf(1), place)],
  ['somebody is seen to decide', 'does not wait', (store) => store.noteDecides(objectIdOf(1), true, NOW)],
  ['a change is proposed', 'waits', (store) => store.insert(nthChange(1), theProposal(nthChange(1)))],
  ['a message is finished', 'does not wait', (store) => store.finish(delivery())],
  [
    'a change moves on',
    'waits',
    async (store) => {
      const moved = after(nthChange(1), rejected);
      return store.advance(moved, anEntry(moved, rejected));
    },
  ],
  [
    'a card was drawn',
    'waits',
    async (store) => store.recordDrawn(await ownCopyOf(store, 1), { message: aMessage(), revision: 1 }),
  ],
  [
    'somebody subscribes',
    'waits',
    (store) => store.subscribe({ conversation: place, topics: ['drift'], by: aPerson(), at: NOW, state: 'alive' }),
  ],
  ['a greeting is said', 'does not wait', (store) => store.greet('19:b', NOW)],
  ['a look begins', 'waits', (store) => store.beginWatch([{ tenantId: tenantIdOf(7), state: null }], NOW)],
  [
    'a drift is found',
    'waits',
    (store) => store.recordLook([{ kind: 'drifted', tenantId: drift.partner.tenantId, revision: 0, drift }], NOW),
  ],
  ['old messages are forgotten', 'does not wait', (store) => store.forgetDeliveries(NOW)],
];

test('what must outlast a power cut waits for the disk, and what only saves doing it twice does not', async () => {
  const commits = commitsOf();
  const store = opened(join(aFolder(), 'store.db'));
  commits.since();
  for (const [what, expected, write] of WRITES) {
    await write(store);
    expect([what, commits.since()]).toEqual([what, [expected]]);
  }
});

test('after what did not wait has failed, the next waits all the same', async () => {
  const commits = commitsOf();
  const store = opened(join(aFolder(), 'store.db'));
  await expect(store.finish(delivery())).rejects.toThrow('was not taken');
  commits.since();
  await store.insert(nthChange(1), theProposal(nthChange(1)));
  expect(commits.since()).toEqual(['waits']);
});
