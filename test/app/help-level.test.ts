import { beforeEach, expect, test } from 'vitest';
import { helpLevels } from '../../src/app/asking/help-level.ts';
import { ROLE_KEYS } from '../../src/domain/people/role.ts';
import { DirectoryError } from '../../src/domain/problem.ts';
import { aProblem } from '../builders.ts';
import { ADA, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
const levelOf = () => helpLevels(world.ports)(ADA.objectId);

test('all roles are read at once, since any of them may be the most', async () => {
  const asked: unknown[] = [];
  const active = world.roles.active.bind(world.roles);
  world.roles.active = (...what) => {
    asked.push(what);
    return active(...what);
  };
  expect(await levelOf()).toBe('change');
  expect(await levelOf()).toBe('change');
  expect(asked).toEqual([[ADA.objectId, ROLE_KEYS, 'all']]);
});

test('whoever asks twice at once is read once', async () => {
  let times = 0;
  world.roles.active = () => {
    times += 1;
    return Promise.resolve({ account: { kind: 'absent' }, assignments: [] });
  };
  const level = helpLevels(world.ports);
  expect(await Promise.all([level(ADA.objectId), level(ADA.objectId)])).toEqual(['nothing', 'nothing']);
  expect(times).toBe(1);
  expect(await level(ADA.objectId)).toBe('nothing');
  expect(times).toBe(2);
});

test('what Graph does not say is told so; a mistake of ours is not hidden', async () => {
  world.roles.active = () => Promise.reject(new DirectoryError(aProblem()));
  expect(await levelOf()).toBe('unread');
  world.roles.active = () => Promise.reject(new TypeError('a mistake'));
  await expect(levelOf()).rejects.toThrow('a mistake');
});
