import { expect, test } from 'vitest';
import { superseded } from '../../../src/app/changing/supersede.ts';
import { aProposal, changeIdOf, NOW } from '../../builders.ts';
import { ADA, BEN, claimed, World } from '../world.ts';

const instead = aProposal({ id: changeIdOf(2), requester: BEN, requestedAt: NOW + 5 });

test('a change that waits makes way, and whoever asked for it is told', async () => {
  const world = new World();
  const open = await world.stored();
  expect(await superseded(world.store, open, instead)).toMatchObject({
    change: { revision: 2, status: { state: 'superseded', by: BEN, instead: changeIdOf(2), at: NOW + 5 } },
    entry: { changeId: changeIdOf(1), event: { kind: 'superseded' }, requestIds: [] },
    tell: { notices: [], letters: [{ kind: 'direct', to: ADA.objectId, news: 'superseded' }] },
  });
});

test('one that is being carried out does not', async () => {
  const world = new World();
  const open = await world.moved(await world.stored(), claimed);
  expect(await superseded(world.store, open, instead)).toBeUndefined();
});
