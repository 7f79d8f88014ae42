import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asLeader, byRights, demandRights } from '../../../src/app/ports.ts';
import { openToArchive } from '../../../src/store/archive.ts';
import { inspectDatabase } from '../../../src/store/postgres/inspect.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/store/postgres-store.ts';
import { nthChange, NOW, theProposal } from '../../builders.ts';
import { asSuperuser, storeDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import { errorOf, nextLine, start } from '../support.ts';

let made: TestDatabase;
let opened: PostgresStore[];
beforeEach(async () => {
  made = await storeDatabase();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await made.drop();
});

async function another(): Promise<PostgresStore> {
  const store = await openPostgresStore(made.address, { waitMs: 0 });
  opened.push(store);
  return store;
}

/** As a quarter of a minute later, in which nobody was heard of. */
const forgotten = (what = '%'): Promise<unknown> =>
  asSuperuser(made.address.database, async (client) => {
    await client.query("UPDATE lease SET until = '-infinity'");
    await client.query("UPDATE holds SET until = '-infinity' WHERE what LIKE $1", [what]);
  });

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(20);
}

test('what a leader writes is refused once another one leads, and it posts nothing; what people ask for is stored', async () => {
  const first = await another();
  const term = first.leadership.term();
  if (term === undefined) throw new Error('nobody leads');
  await asSuperuser(made.address.database, (client) => client.query('UPDATE lease SET epoch = epoch + 1'));
  const change = nthChange(1);
  const asLeader = <Result>(work: () => Promise<Result>) => byRights([term], work);
  expect((await errorOf(() => asLeader(() => first.insert(change, theProposal(change))))).problem).toBe('overtaken');
  const delivery = { conversationId: 'c', activityId: 'a' };
  expect((await errorOf(() => asLeader(() => first.take(delivery, 1)))).problem).toBe('overtaken');
  expect(await first.open()).toEqual([]);
  // It is no fault of the store's.
  await first.standing();
  expect(await first.insert(change, theProposal(change))).toEqual({ kind: 'inserted' });
  expect(await first.take(delivery, 1)).toBe(true);
  await until(() => !first.leadership.leads());
  expect(() => {
    byRights([term], demandRights);
  }).toThrow('taken over');
});

test('nobody takes over in the middle of what a leader writes, be it no journal', async () => {
  const first = await another();
  const term = first.leadership.term();
  if (term === undefined) throw new Error('nobody leads');
  const takeOver = (withinMs: number): Promise<unknown> =>
    asSuperuser(made.address.database, async (client) => {
      await client.query(`SET lock_timeout = ${withinMs}`);
      return await client.query('UPDATE lease SET epoch = epoch + 1');
    });
  const delivery = { conversationId: 'c', activityId: 'a' };
  let taking: Promise<boolean> | undefined;
  await asSuperuser(made.address.database, async (client) => {
    await client.query('BEGIN; LOCK TABLE deliveries');
    taking = byRights([term], () => first.take(delivery, 1));
    const waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'deliveries'::regclass";
    while ((await client.query(waits)).rowCount === 0) await pause(20);
    await expect(takeOver(300)).rejects.toThrow('lock timeout');
    await client.query('COMMIT');
  });
  expect(await taking).toBe(true);
  await takeOver(3_000);
  expect((await errorOf(() => byRights([term], () => first.take(delivery, 2)))).problem).toBe('overtaken');
});

test.each(['infinity', '2099-01-01'])(
  'a lease that nobody writes, until %s, keeps nobody from leading',
  async (until) => {
    const first = await another();
    const before = first.leadership.epoch();
    await asSuperuser(made.address.database, async (client) => {
      await client.query("UPDATE lease SET epoch = epoch + 1, holder = 'nobody', until = $1", [until]);
      await client.query("INSERT INTO holds (what, run_id, token, until) VALUES ('look', 'nobody', 'n', $1)", [until]);
    });
    while (first.leadership.epoch() < before + 2 || !first.leadership.leads()) await pause(50);
    expect(await first.hold('look')).toBeDefined();
    expect((await inspectDatabase(made.address)).found?.heard.leader?.epoch).toBe(before + 2);
  },
);

test('another one takes over where the leader is no longer heard of, and it takes over at once from one that ends', async () => {
  const [first, second] = [await another(), await another()];
  expect([first.leadership.leads(), second.leadership.leads()]).toEqual([true, false]);
  const name = expect.stringMatching(new RegExp(`, process ${process.pid}$`)) as string;
  const seen = async () => (await inspectDatabase(made.address)).found?.heard;
  expect(await seen()).toEqual({ processes: [name, name], leader: { name, epoch: first.leadership.epoch() } });
  const began: string[] = [];
  second.leadership.hear((what) => {
    began.push(what);
  });
  await first.close();
  await until(() => second.leadership.leads());
  expect([began.includes('leads'), second.leadership.epoch()]).toEqual([true, first.leadership.epoch() + 1]);
  expect(await seen()).toEqual({ processes: [name], leader: { name, epoch: second.leadership.epoch() } });
  let ran = 0;
  await asLeader(first, () => Promise.resolve(void (ran += 1)));
  await asLeader(second, () => Promise.resolve(void (ran += 1)));
  expect(ran).toBe(1);
});

test('what one process holds no other gets, until it lets go of it or is not heard of; then what it writes for it is refused', async () => {
  const [first, second] = [await another(), await another()];
  const held = await first.hold('look');
  if (held === undefined) throw new Error('not held');
  expect(await second.hold('look')).toBeUndefined();
  expect(await first.hold('look')).toBeDefined();
  const mine = await first.hold('copy:1');
  if (mine === undefined) throw new Error('not held');
  await forgotten('copy:1');
  const theirs = await second.hold('copy:1');
  expect(theirs).toBeDefined();
  const change = nthChange(1);
  const refused = await errorOf(() => byRights([mine.right], () => first.insert(change, theProposal(change))));
  expect(refused.problem).toBe('overtaken');
  // Its own token: what another one holds stays so.
  mine.release();
  await pause(50);
  expect(await first.hold('copy:1')).toBeUndefined();
  theirs?.release();
  for (let again = undefined; again === undefined;) again = await first.hold('copy:1');
});

test('whoever claims a change holds it, and whoever keeps one has its card to post', async () => {
  const [first, second] = [await another(), await another()];
  const change = nthChange(1);
  await first.insert(change, theProposal(change));
  const own = await first.ownCopy(change.proposal.id);
  expect(await second.hold(`copy:${own?.id ?? 0}`)).toBeUndefined();
  const claimed = {
    ...change,
    revision: 2,
    status: { state: 'applying', phase: 'verifying', by: change.proposal.requester, claimedAt: NOW } as const,
  };
  const event = { kind: 'claimed', by: change.proposal.requester, at: NOW } as const;
  await first.advance(claimed, { changeId: change.proposal.id, event, requestIds: [] });
  expect(await second.hold(`change:${change.proposal.id}`)).toBeUndefined();
  await forgotten();
  expect(await second.hold(`change:${change.proposal.id}`)).toBeDefined();
});

test('a message is taken once by all of them, and again only where whoever took it is not heard of', async () => {
  const [first, second] = [await another(), await another()];
  const delivery = { conversationId: 'c', activityId: 'a' };
  expect(await first.take(delivery, NOW)).toBe(true);
  expect([await second.take(delivery, NOW), await second.isElsewhere(delivery)]).toEqual([false, true]);
  await first.finish(delivery);
  expect([await second.take(delivery, NOW), await second.isElsewhere(delivery)]).toEqual([false, false]);
  const other = { conversationId: 'c', activityId: 'b' };
  await first.take(other, NOW);
  expect([await second.take(other, NOW), await first.isTakenOver(other)]).toEqual([false, false]);
  await forgotten('process %');
  expect([await second.take(other, NOW), await first.isTakenOver(other)]).toEqual([true, true]);
  await second.finish(other);
  expect([await first.isTakenOver(other), await second.isTakenOver(other)]).toEqual([true, false]);
});

test('what one writes wakes the others up, and not itself', async () => {
  const [first, second] = [await another(), await another()];
  const woken: string[] = [];
  for (const [name, store] of Object.entries({ first, second })) {
    store.leadership.hear((what) => {
      woken.push(`${name} ${what}`);
    });
  }
  // Each has tried the store as it was opened.
  await pause(200);
  woken.length = 0;
  const change = nthChange(1);
  await first.insert(change, theProposal(change));
  await until(() => woken.length > 0);
  await pause(50);
  expect([...new Set(woken)]).toEqual(['second written']);
});

test('a tool that has to be alone waits for nobody who is heard of and is waited for; a bot that was forgotten writes nothing meanwhile, nor after it', async () => {
  const bot = await another();
  const refused = await errorOf(() => openToArchive(made.address));
  expect([refused.problem, refused.message]).toEqual(['inUse', expect.stringContaining(`process ${process.pid}`)]);
  // It beats once a second, and may have been heard of again by then.
  const tool = await (async () => {
    for (;;) {
      await forgotten();
      const tried = await openToArchive(made.address).catch(() => undefined);
      if (tried !== undefined) return tried;
    }
  })();
  const change = nthChange(1);
  expect((await errorOf(() => bot.insert(change, theProposal(change)))).problem).toBe('inUse');
  expect((await errorOf(() => another())).problem).toBe('inUse');
  await tool.close();
  // What it knows may be archived, or go on elsewhere.
  const passed = await errorOf(() => bot.insert(change, theProposal(change)));
  expect([passed.problem, passed.message]).toEqual(['inUse', expect.stringContaining('Restart it')]);
  await pause(1_500);
  expect((await errorOf(() => bot.standing())).message).toBe(passed.message);
  const restarted = await another();
  expect(await restarted.insert(change, theProposal(change))).toEqual({ kind: 'inserted' });
  await until(() => restarted.leadership.leads());
  expect(bot.leadership.leads()).toBe(false);
});

test('a tool that was killed is waited for until it is not heard of any more; one that was told to end lets others in at once', async () => {
  const { host, port, user, database, password } = made.address;
  const url = `postgres://${user}:${(await password()) ?? ''}@${host}:${port}/${database}`;
  const killed = start('lone', [url]);
  expect(await nextLine(killed)).toBe('open');
  await killed.kill();
  const soon = asSuperuser(database, async (client) => {
    // As seven seconds later.
    await client.query("UPDATE holds SET until = until - interval '7 s' WHERE what = 'alone'");
  });
  const next = start('lone', [url]);
  expect(await nextLine(next)).toBe('open');
  await soon;
  next.process.kill('SIGTERM');
  expect(await nextLine(next)).toBeUndefined();
  const { rows } = await asSuperuser(database, (client) =>
    client.query("SELECT 1 FROM holds WHERE what = 'alone' AND until > clock_timestamp()"),
  );
  expect(rows).toEqual([]);
});

test('a process of an older version writes nothing once a newer one has brought the store up to date', async () => {
  const store = await another();
  const is = (version: string) =>
    asSuperuser(made.address.database, (client) => client.query(`UPDATE store_schema SET version = ${version}`));
  await is('version + 1');
  const change = nthChange(1);
  expect((await errorOf(() => store.insert(change, theProposal(change)))).problem).toBe('newer');
  expect((await errorOf(() => store.take({ conversationId: 'c', activityId: 'a' }, 1))).problem).toBe('newer');
  expect((await errorOf(() => store.standing())).problem).toBe('newer');
  await is('version - 1');
  expect(await store.insert(change, theProposal(change))).toEqual({ kind: 'inserted' });
});

test('those that start while another one brings the store up to date wait for it, however long it takes', async () => {
  await asSuperuser(made.address.database, async (client) => {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(1114786672)`);
    const starting = Promise.all([another(), another()]);
    starting.catch(() => undefined);
    // Longer than any answer may take.
    await pause(9_000);
    await client.query('COMMIT');
    await starting;
  });
});

test('a start waits for whoever writes at that moment', async () => {
  const first = await another();
  const { database } = made.address;
  const locked = asSuperuser(database, async (client) => {
    await client.query('BEGIN; SELECT seq FROM journal_head FOR UPDATE');
    await pause(3_000);
    await client.query('COMMIT');
  });
  const second = await openPostgresStore(made.address);
  opened.push(second);
  await locked;
  expect([first.leadership.leads(), second.leadership.leads()]).toEqual([true, false]);
});
