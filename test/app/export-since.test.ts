import { expect, test } from 'vitest';
import { fileWriter } from '../../src/app/asking/export-partners.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangedRow } from '../../src/domain/declared/changed.ts';
import { aChange, aDrift, changeIdOf, driftIdOf, HOME, MINUTE, NOW } from '../builders.ts';

/** A file of what was changed since a day has all of that, however much it is and whatever comes while it is read. */

const MONTH = 31 * 24 * 60 * MINUTE;

/** What is stored, newest first: one more comes after each page. */
function growing<Item>(count: number, make: (n: number) => Item) {
  const asked: number[] = [];
  let first = 0;
  const page = (limit: number, offset: number): readonly Item[] => {
    asked.push(offset);
    first -= asked.length === 1 ? 0 : 1;
    const all = Array.from({ length: count - first }, (_, n) => make(count - n));
    return all.slice(offset, offset + limit);
  };
  return { asked, page };
}

async function written(drifts: ReturnType<typeof growing<ReturnType<typeof aDrift>>>, changes: readonly Change[] = []) {
  let rows: readonly ChangedRow[] = [];
  const write = fileWriter(
    {
      store: {
        history: (_: unknown, limit: number, offset: number) =>
          Promise.resolve({ changes: changes.slice(offset, offset + limit), total: changes.length }),
        lastDrifts: (_: unknown, limit: number, offset: number) => Promise.resolve(drifts.page(limit, offset)),
      },
      files: { changes: (all: readonly ChangedRow[]) => ((rows = all), '') },
      clock: { now: () => NOW },
    } as never,
    { homeTenant: HOME },
    {} as never,
  );
  await write({ kind: 'changes', since: NOW });
  return rows.map(({ id }) => id);
}

test('of drifts', async () => {
  const drifts = growing(2_500, (n) => aDrift({ id: driftIdOf(n + 100), detectedAt: NOW + n }));
  const ids = await written(drifts);
  expect(new Set(ids).size).toBe(ids.length);
  for (let n = 1; n <= 2_500; n += 1) expect(ids).toContain(driftIdOf(n + 100));
});

test('of changes', async () => {
  const changes = Array.from({ length: 250 }, (_, n) => {
    const { status, proposal } = aChange({ proposal: { id: changeIdOf(n + 1), requestedAt: NOW } });
    const found = proposal.plan.after;
    return aChange({
      proposal,
      status: { ...status, state: 'applied', by: proposal.requester, at: NOW, found } as never,
    });
  });
  expect(
    new Set(
      await written(
        growing(0, () => aDrift()),
        changes,
      ),
    ).size,
  ).toBe(250);
});

test('and no more than that is read', async () => {
  const drifts = growing(2_500, (n) =>
    aDrift({ id: driftIdOf(n + 100), detectedAt: NOW - (n <= 2_300 ? 2 * MONTH : 0) }),
  );
  await written(drifts);
  expect(drifts.asked).toEqual([0, 100, 200]);
});
