import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { nthChange, theProposal } from '../../builders.ts';
import { storeDatabase } from '../../support/postgres/databases.ts';
import { wayTo } from '../../support/way.ts';
import { errorOf } from '../support.ts';

const does = (ask: () => Promise<void>): Promise<boolean> =>
  ask().then(
    () => true,
    () => false,
  );

test('a database that says nothing is told within seconds, is waited for once, and is used again when it answers', async () => {
  const made = await storeDatabase();
  const way = await wayTo(made.address.port);
  const store = await openPostgresStore({ ...made.address, port: way.port });
  await store.check();
  way.cut();
  const since = performance.now();
  const change = nthChange(1);
  const written = errorOf(() => store.insert(change, theProposal(change)));
  while (await does(() => store.standing())) await pause(100);
  expect(performance.now() - since).toBeLessThan(7_500);
  expect((await errorOf(() => store.standing())).message).toMatch(/has not answered for \d seconds\.$/);
  expect((await written).problem).toBe('away');
  // One answer's time, and not the time of another connection after it.
  expect(performance.now() - since).toBeLessThan(14_000);
  way.mend();
  while (!(await does(() => store.check()))) await pause(100);
  while (!(await does(() => store.standing()))) await pause(100);
  await store.close();
  await way.close();
  await made.drop();
});

test('one that says nothing is let go of in time: whoever ends has little of it', async () => {
  const made = await storeDatabase();
  const way = await wayTo(made.address.port);
  const store = await openPostgresStore({ ...made.address, port: way.port });
  way.cut();
  const writing = errorOf(() => store.check());
  const since = performance.now();
  await store.close();
  expect(performance.now() - since).toBeLessThan(7_000);
  expect((await writing).problem).toBe('away');
  await way.close();
  await made.drop();
});

test('how long an identity takes to give a token is no time of the database: a start waits for it longer than for a connection', async () => {
  const made = await storeDatabase();
  // Longer than a connection may take; an identity gives the same one from then on.
  const token = pause(5_500).then(() => made.address.password());
  const password = () => token;
  const store = await openPostgresStore({ ...made.address, password });
  await store.check();
  await store.close();
  await made.drop();
});
