import { StatementSync } from 'node:sqlite';
import { beforeEach, expect, test, vi } from 'vitest';
import { opened } from '../../../../src/app/telling/letters/open-letter.ts';
import { DAY_MS } from '../../../../src/domain/ends/asked-end.ts';
import type { EndId } from '../../../../src/domain/ends/end.ts';
import type { Proposal } from '../../../../src/domain/change/proposal.ts';
import { live } from '../../../../src/domain/policy/snapshot.ts';
import type { Word } from '../../../../src/domain/telling/letter.ts';
import { aConversation, aTenant, changeIdOf, NOW, tenantIdOf } from '../../../builders.ts';
import { claimed, OFF, ON, World, writeStarted } from '../../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

/** It was opened, or is kept open, until so many days from now. */
async function decided(n: number, days: number, whose: Partial<Proposal> = {}): Promise<EndId> {
  const change = await world.stored({
    ...whose,
    id: changeIdOf(n),
    ends: { at: NOW + days * DAY_MS, doors: ['userSync'] },
  });
  await world.moved(change, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + n });
  return change.proposal.id;
}
const said = async (word: Word) => {
  const place = aConversation();
  const letter = await opened(world.ports, () => Promise.reject(new Error('no digest')), {
    kind: 'bulletin',
    place,
    word,
  });
  return letter !== undefined && 'noticeFor' in letter ? letter.noticeFor(place) : undefined;
};

test('that an end is near is said of what still ends then', async () => {
  const first = await decided(1, 3);
  expect(await said({ kind: 'endNears', of: first, days: 3 })).toMatchObject({
    kind: 'endNears',
    days: 3,
    ending: { id: first, end: { doors: ['userSync'] } },
  });
  const second = await decided(2, 30);
  // Another end was decided since.
  expect(await said({ kind: 'endNears', of: first, days: 1 })).toBeUndefined();
  expect(await said({ kind: 'endNears', of: second, days: 3 })).toMatchObject({ ending: { id: second } });
  expect(await said({ kind: 'endNears', of: changeIdOf(9), days: 3 })).toBeUndefined();
});

test('that an end is near is told by what is kept of its partner, however many others have one', async () => {
  const first = await decided(1, 3);
  const rowsRead = async (): Promise<number> => {
    const all = vi.spyOn(StatementSync.prototype, 'all');
    await said({ kind: 'endNears', of: first, days: 3 });
    const rows = all.mock.results.flatMap(({ value }) => value as readonly unknown[]);
    all.mockRestore();
    return rows.length;
  };
  const alone = await rowsRead();
  expect(alone).toBeGreaterThan(0);
  for (let n = 2; n < 20; n += 1) {
    const tenantId = tenantIdOf(n);
    await decided(n, 3, { partner: aTenant({ tenantId }), plan: { tenantId, before: live(OFF), after: live(ON) } });
  }
  expect(await rowsRead()).toBe(alone);
});

test('that it came is said once it has, and that it is late as long as it has not', async () => {
  const of = await decided(1, 3);
  expect(await said({ kind: 'endOverdue', of })).toMatchObject({ kind: 'endOverdue' });
  expect(await said({ kind: 'endCame', of })).toBeUndefined();
  expect(await said({ kind: 'endCame', of: changeIdOf(9) })).toBeUndefined();
});
