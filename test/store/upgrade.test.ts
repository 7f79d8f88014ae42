import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHANGES } from '../../src/store/sqlite/migrations/changes.ts';
import { DRIFTS } from '../../src/store/sqlite/migrations/drifts.ts';
import { EVIDENCE } from '../../src/store/sqlite/migrations/evidence.ts';
import { ACTORS } from '../../src/store/sqlite/migrations/actors.ts';
import { DIGESTS } from '../../src/store/sqlite/migrations/digests.ts';
import { DRIFTS_BY_TENANT } from '../../src/store/sqlite/migrations/drifts-by-tenant.ts';
import { MISUSES } from '../../src/store/sqlite/migrations/misuses.ts';
import { notes } from '../../src/store/sqlite/migrations/notes.ts';
import { PARKED_EVENTS } from '../../src/store/sqlite/migrations/parked-events.ts';
import { RETENTION } from '../../src/store/sqlite/migrations/retention.ts';
import { LAST_HEARD } from '../../src/store/sqlite/migrations/last-heard.ts';
import { READERS_SAID } from '../../src/store/sqlite/migrations/readers-said.ts';
import { CIRCULARS } from '../../src/store/sqlite/migrations/circulars.ts';
import { OPEN_CHANGES } from '../../src/store/sqlite/migrations/open-changes.ts';
import { TENANT_NAMES } from '../../src/store/sqlite/migrations/tenant-names.ts';
import { SHOWN_AGAIN } from '../../src/store/sqlite/migrations/shown-again.ts';
import { TRANSIENTS } from '../../src/store/sqlite/migrations/transients.ts';
import { UNREACHED } from '../../src/store/sqlite/migrations/unreached.ts';
import { toEveryAdministrator } from '../../src/domain/telling/letter.ts';
import {
  aChange,
  aConversation,
  aDrift,
  after,
  anActor,
  anEntry,
  aPerson,
  aTransient,
  driftIdOf,
  NOW,
  objectIdOf,
  tenantIdOf,
} from '../builders.ts';
import { aFolder, opened } from './support.ts';

/** PRAGMA application_id of every store. */
const APPLICATION = 1114786672;

type Migration = string | ((sql: DatabaseSync) => void);

/** A file as an older version left it: `sql` is run on the schema that these migrations make. */
function older(migrations: readonly Migration[], edit: (sql: DatabaseSync) => void): string {
  const path = join(aFolder(), 'store.db');
  const sql = new DatabaseSync(path);
  for (const migration of migrations) {
    if (typeof migration === 'string') sql.exec(migration);
    else migration(sql);
  }
  sql.exec(
    `PRAGMA journal_mode = WAL; PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${migrations.length}`,
  );
  edit(sql);
  sql.close();
  return path;
}

test('a store from before drifts were told together opens, and goes on with what waits to be told', async () => {
  const drift = aDrift();
  const place = aConversation({ conversationId: '19:a@thread.v2', activityId: null });
  const path = older([CHANGES, DRIFTS, EVIDENCE], (sql) => {
    sql.prepare('INSERT INTO drifts (id, body) VALUES (?, ?)').run(drift.id, JSON.stringify(drift));
    sql
      .prepare("INSERT INTO copies (subject_id, tenant_id, role, conversation, revision) VALUES (?, ?, 'notice', ?, 1)")
      .run(drift.id, tenantIdOf(1), JSON.stringify(place));
  });
  const store = opened(path);
  expect(await store.undrawn()).toEqual([{ id: 1, subject: driftIdOf(1), isUrgent: false }]);
  expect(await store.lastDrifts(tenantIdOf(1), 9)).toEqual([drift]);
  const accepted = { kind: 'superseded', by: null, at: NOW } as const;
  expect(await store.moveDrift(drift, accepted)).toBeDefined();
});

test('a drift that was accepted before anybody counted who made it, or how many accept it, can be named and reopened', async () => {
  const by = aPerson();
  const known = aDrift({ status: { state: 'accepted', by, reason: 'fine', at: NOW } });
  const { actors, explained, half, guarded, follows, ...row } = known;
  expect([actors, explained, half, guarded, follows]).toEqual([[], false, null, false, null]);
  const path = older([CHANGES, DRIFTS, EVIDENCE], (sql) => {
    sql.prepare('INSERT INTO drifts (id, body) VALUES (?, ?)').run(known.id, JSON.stringify(row));
    sql
      .prepare('INSERT INTO baselines (tenant_id, body, seen_at, revision) VALUES (?, ?, ?, 2)')
      .run(known.partner.tenantId, JSON.stringify(known.after.partner), NOW);
  });
  const store = opened(path);
  expect(await store.unnamed(0)).toEqual([known]);
  const maker = { ...anActor({ objectId: by.objectId }), did: ['userSync'], may: [] } as const;
  const named = await store.moveDrift(known, { kind: 'named', actors: [maker], explained: true, at: NOW });
  const again = aDrift({ id: driftIdOf(2), guarded: true, actors: [maker], explained: true });
  expect(named && (await store.reopenDrift(named, again, []))).toEqual(again);
  expect((await store.watched()).drifts).toEqual([again]);
  expect(await store.drift(known.id)).toMatchObject({ half: null, guarded: false, status: { state: 'reopened' } });
});

/** All that there was before the bot knew whom Teams does not let it write to. */
const BEFORE_REACH = [
  ...[CHANGES, DRIFTS, EVIDENCE, DRIFTS_BY_TENANT, DIGESTS, notes],
  ...[PARKED_EVENTS, ACTORS, RETENTION, MISUSES],
];

test('a store from before the bot knew whom it cannot write to opens and goes on: nobody is known, and no card says so', async () => {
  const change = aChange({ proposal: { approval: 'breakGlass' } });
  const { unreached, ...proposal } = change.proposal;
  expect(unreached).toEqual([]);
  const path = older(BEFORE_REACH, (sql) => {
    sql
      .prepare('INSERT INTO changes (id, body) VALUES (?, ?)')
      .run(proposal.id, JSON.stringify({ ...change, proposal }));
  });
  const store = opened(path);
  expect(await store.unreached()).toEqual([]);
  expect(await store.lastHeard()).toBeUndefined();
  expect(await store.get(change.proposal.id)).toEqual(change);
  await store.noteUnreached(objectIdOf(3), NOW);
  expect(await store.unreached()).toEqual([{ objectId: objectIdOf(3), since: NOW }]);
  const claimed = { kind: 'claimed', by: change.proposal.requester, at: NOW } as const;
  const moved = after(change, claimed);
  expect(await store.advance(moved, anEntry(moved, claimed))).toBe(true);
});

test('a store from before it kept what was said of readers opens, and keeps that, too', async () => {
  const store = opened(older([...BEFORE_REACH, UNREACHED], () => undefined));
  const seen = { channel: 'unread', others: 'unread' } as const;
  const said = { place: '19:a@thread.tacv2', say: 'notify here', seen, at: NOW };
  await store.noteReadersSaid(said);
  expect(await store.takeReadersSaid(said.place)).toStrictEqual(said);
});

test('a store from before words waited for every administrator opens: what nobody was told waits, and that somebody heard is known', async () => {
  const transient = aTransient();
  const conversation = aConversation({ conversationId: '19:a@thread.v2', activityId: null });
  const subscription = { conversation, topics: ['drift'], by: aPerson(), at: NOW, state: 'alive' };
  const before = [...BEFORE_REACH, UNREACHED, TRANSIENTS, SHOWN_AGAIN, READERS_SAID, LAST_HEARD];
  const path = older(before, (sql) => {
    const add = sql.prepare('INSERT INTO transients (id, body, heard) VALUES (?, ?, ?)');
    add.run(transient.id, JSON.stringify(transient), 0);
    sql
      .prepare('INSERT INTO subscriptions (place, body) VALUES (?, ?)')
      .run(conversation.conversationId, JSON.stringify(subscription));
  });
  const store = opened(path);
  expect(await store.transient(transient.id)).toEqual(transient);
  const word = { kind: 'transientUnheard', transient: transient.id } as const;
  expect((await store.circulars()).map(({ letter }) => letter)).toEqual([toEveryAdministrator(word)]);
  const deaf = toEveryAdministrator({ kind: 'nobodyHears', since: NOW });
  expect(await store.noteHearing(false, [deaf])).toBe(true);
  expect(await store.noteHearing(false, [deaf])).toBe(false);
  const [first] = await store.circulars();
  await store.spread(first?.id ?? 0, [objectIdOf(1)]);
  await store.spread(first?.id ?? 0, [objectIdOf(2)]);
  expect((await store.unsent()).map(({ letter }) => letter)).toEqual([
    { kind: 'administrator', to: objectIdOf(1), word },
  ]);
});

test('a store from before partners were noted together opens: each keeps the time at which it last looked as expected', async () => {
  const state = aDrift().before.partner;
  const before = [...BEFORE_REACH, UNREACHED, TRANSIENTS, SHOWN_AGAIN, READERS_SAID, LAST_HEARD, CIRCULARS];
  const path = older([...before, OPEN_CHANGES, TENANT_NAMES], (sql) => {
    const add = sql.prepare('INSERT INTO baselines (tenant_id, body, seen_at, revision) VALUES (?, ?, ?, 1)');
    for (const n of [1, 2]) add.run(tenantIdOf(n), JSON.stringify(state), NOW + n);
  });
  const store = opened(path);
  const seenAt = async () => (await store.watched()).baselines.map((baseline) => baseline.seenAt);
  expect(await seenAt()).toEqual([NOW + 1, NOW + 2]);
  await store.endLook({ at: NOW + 3, whole: true, expected: new Map([[tenantIdOf(1), 1]]), others: [tenantIdOf(2)] });
  expect(await seenAt()).toEqual([NOW + 3, NOW + 2]);
});
