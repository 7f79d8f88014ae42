import { expect, test } from 'vitest';
import { headWitness } from '../../../src/app/telling/witness.ts';
import { aPerson, MINUTE, NOW } from '../../builders.ts';
import { place } from '../../contracts/store-cards.ts';
import { World } from '../world.ts';

const DAY = 24 * 60 * MINUTE;

/** When heads go out where somebody keeps them, minutes being what passes between two looks. */
async function sent(...minutes: readonly number[]): Promise<readonly number[]> {
  const world = new World();
  await world.store.subscribe({ conversation: place('a'), topics: ['evidence'], by: aPerson(), at: NOW, state: 'alive' });
  const at: number[] = [];
  const make = world.store.witness.bind(world.store);
  world.store.witness = (now, places) => {
    at.push((now - NOW) / MINUTE);
    return make(now, places);
  };
  let elapsed = 0;
  const clock = { ...world.ports.clock, elapsed: () => elapsed };
  const witness = headWitness({ ...world.ports, webhook: null, clock });
  for (const passed of [0, ...minutes]) {
    world.now += passed * MINUTE;
    elapsed += MINUTE;
    await witness.witness();
  }
  return at;
} // prettier-ignore

test('a head goes out at once and once a day', async () => {
  expect(await sent(60, 23 * 60 - 1, 1, 60)).toEqual([0, DAY / MINUTE]);
});

test('and where the clock was ahead for a while, not only when that time has come', async () => {
  expect(await sent(365 * 24 * 60, -365 * 24 * 60 + 5, 60)).toEqual([0, 365 * 24 * 60, 5]);
  // A correction is none of that.
  expect(await sent(24 * 60, -0.5, 60)).toEqual([0, 24 * 60]);
});
