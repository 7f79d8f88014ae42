import { expect, test } from 'vitest';
import { openToArchive } from '../../../src/store/archive.ts';
import { openAlone } from '../../../src/store/open-alone.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { one } from '../../../src/store/query.ts';
import { after, anEntry, aPerson, MINUTE, nthChange, NOW, theProposal } from '../../builders.ts';
import { storeDatabase } from '../../support/postgres/databases.ts';

test('who answers for a partner, and since when, counts on without the opening that was moved out', async () => {
  const made = await storeDatabase();
  let store = await openPostgresStore(made.address, { waitMs: 0 });
  let now = nthChange(1);
  const { id, plan, requester: owner } = now.proposal;
  await store.insert(now, theProposal(now));
  const at = NOW + MINUTE;
  for (const event of [
    { kind: 'claimed', by: aPerson(), at },
    { kind: 'writeStarted', at },
    { kind: 'applied', found: plan.after, at },
  ] as const) {
    now = after(now, event);
    await store.advance(now, anEntry(now, event));
  }
  await store.close();
  const tool = await openToArchive(made.address);
  expect(await tool.movable(at + MINUTE, false)).toEqual({ first: 1, through: 4, heldBy: null });
  await tool.moveOut(4, at + MINUTE);
  await tool.close();
  store = await openPostgresStore(made.address, { waitMs: 0 });
  expect(await store.get(id)).toBeUndefined();
  expect(await store.recertifications([plan.tenantId], NOW)).toMatchObject([{ owner, since: at, revision: 1 }]);
  await store.close();
  await made.drop();
});

test('a tool that is frozen in the middle of a transaction keeps others from the journal for a minute at the most', async () => {
  const made = await storeDatabase();
  const { engine, close } = await openAlone(made.address);
  const left = await engine.durable(() =>
    one("SELECT extract(epoch FROM current_setting('idle_in_transaction_session_timeout')::interval)::int AS seconds"),
  );
  expect(left).toEqual({ seconds: 60 });
  await close();
  await made.drop();
});
