import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/app/changing/decide.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { ROLES, type Account, type RoleAssignment, type RoleFacts } from '../../../src/domain/people/role.ts';
import { DirectoryError } from '../../../src/domain/problem.ts';
import { aPerson, changeIdOf, NOW, objectIdOf } from '../../builders.ts';
import { ADA, BEN, OFF, ON, unreadable, World } from '../world.ts';

/**
 * Everybody whose word counts for a change, everything that may become of them, and every moment at which it may: nothing
 * is written from then on.
 */

const CLEO = aPerson({ objectId: objectIdOf(3), displayName: 'Cleo' });
const PEOPLE = { 'whoever asked': ADA, 'the first who approved': BEN, 'the last who approved': CLEO };
type Who = keyof typeof PEOPLE;

const present = (more: Partial<Extract<Account, { kind: 'present' }>> = {}): Account => ({
  kind: 'present',
  enabled: true,
  admitted: true,
  ...more,
});
const held = (roleDefinitionId: string, directoryScopeId = '/'): RoleAssignment => ({
  roleDefinitionId,
  directoryScopeId,
  throughGroup: null,
});
const ROLE = held(ROLES.securityAdministrator.id);
const facts = (account: Account, ...assignments: readonly RoleAssignment[]): RoleFacts => ({ account, assignments });

const LOSSES: Readonly<Record<string, RoleFacts | DirectoryError>> = {
  'is disabled': facts(present({ enabled: false }), ROLE),
  'is deleted': facts({ kind: 'absent' }),
  'is deleted, and the role stands on paper': facts({ kind: 'absent' }, ROLE),
  'is a guest': facts(present({ admitted: false }), ROLE),
  'has no role': facts(present()),
  'holds the role for an administrative unit': facts(present(), held(ROLE.roleDefinitionId, '/administrativeUnits/1')),
  'holds the role for nobody knows what': facts(present(), held(ROLE.roleDefinitionId, 'unknown')),
  'may only read': facts(present(), held(ROLES.securityReader.id), held(ROLES.globalReader.id)),
  'is a Global Administrator instead': facts(present(), held('62e90394-69f5-4237-9190-012177145e10')),
  'cannot be read: Graph fails': unreadable({ subject: 'role', kind: 'serverError' }),
  'cannot be read: Graph does not answer': unreadable({ subject: 'role', kind: 'timeout', status: null }),
  'cannot be read: Graph forbids it': unreadable({ subject: 'role', kind: 'forbidden', status: 403 }),
};

/** When it shows: at the how manieth look at these people. */
const AT_THE_CLICK = 1;
const BEFORE_THE_WRITE = 2;
const AFTER_A_WRITE = 3;

/** A change that two others approve, of which the first has: the last one clicks, and somebody is lost at some look. */
async function approved(
  who: Who,
  loss: string,
  at: number,
  prepare: (world: World) => void = () => undefined,
): Promise<World> {
  const world = new World(ON);
  const change: Change = await world.stored({
    approval: 'secondPerson',
    approvers: 2,
    plan: { ...world.plan(null), before: { ...world.state, partner: { ...ON, others: [] } } },
  });
  world.partner = { ...ON, others: [] };
  await world.moved(change, { kind: 'approved', by: BEN, at: NOW });
  let looks = 0;
  const lost = PEOPLE[who].objectId;
  world.roles.activeOf = (people) => {
    looks += 1;
    const now = looks;
    return Promise.all(
      people.map(async (id) => {
        const found = id === lost && now >= at ? LOSSES[loss] : undefined;
        if (found instanceof DirectoryError) throw found;
        return Promise.resolve(found ?? facts(present(), ROLE));
      }),
    );
  };
  prepare(world);
  const click = { changeId: changeIdOf(1), verdict: 'approve', typed: null, reason: null, card: null } as const;
  await decide({ ...world.decider() }, { ...click, person: CLEO }, (work) => work.then(() => undefined));
  await world.rest();
  return world;
}

const unread = (loss: string): boolean => LOSSES[loss] instanceof DirectoryError;
const EVERYBODY = Object.keys(PEOPLE) as readonly Who[];
const EVERYTHING = EVERYBODY.flatMap((who) => Object.keys(LOSSES).map((loss) => [who, loss] as const));
/** Everybody, and everything, but not each with each. */
const EACH = EVERYTHING.filter((_, n) => n % 5 === 0);

/** What becomes of a change of which nothing was written. */
function goesBack(who: Who, loss: string): object {
  if (unread(loss)) return { state: 'pending', release: { kind: 'unreadable' } };
  if (who === 'whoever asked') return { state: 'stopped', stop: { kind: 'requesterMayNot' } };
  return { state: 'pending', release: { kind: 'refused', ...(who === 'the first who approved' && { of: BEN }) } };
}

test('nobody is lost, and it is written', async () => {
  const world = await approved('whoever asked', 'is disabled', Infinity);
  expect(world.sent.map(({ kind }) => kind)).toEqual(['deleteSyncPolicy', 'removePartner']);
  expect(await world.status()).toMatchObject({ state: 'applied' });
});

describe('at the click', () => {
  test.each(EACH)('%s %s: nothing is written', async (who, loss) => {
    const world = await approved(who, loss, AT_THE_CLICK);
    expect(world.sent).toEqual([]);
    // Whoever clicked is told no and moves nothing; where they or whoever asked cannot be read, nothing moves either.
    const stands = who === 'the last who approved' || (who === 'whoever asked' && unread(loss));
    expect(await world.status()).toMatchObject(stands ? { state: 'pending', release: null } : goesBack(who, loss));
  });
});

describe('between the click and the write', () => {
  test.each(EVERYTHING)('%s %s: nothing is written', async (who, loss) => {
    const world = await approved(who, loss, BEFORE_THE_WRITE);
    expect(world.sent).toEqual([]);
    expect(await world.status()).toMatchObject(goesBack(who, loss));
  });

  test.each(EACH)('while the settings are slow to read, %s %s: nothing is written', async (who, loss) => {
    const world = await approved(who, loss, BEFORE_THE_WRITE + 1, (slow) => {
      const read = slow.directory.read.bind(slow.directory);
      slow.directory.read = (tenantId) => {
        slow.now += 2_000;
        return read(tenantId);
      };
    });
    expect(world.sent).toEqual([]);
    expect(await world.status()).toMatchObject(goesBack(who, loss));
  });
});

describe('between two steps', () => {
  test.each(EACH)('%s %s: what was done stays said, the rest is not done', async (who, loss) => {
    const world = await approved(who, loss, AFTER_A_WRITE);
    expect(world.sent.map(({ kind }) => kind)).toEqual(['deleteSyncPolicy']);
    const halt = unread(loss) ? { kind: 'unreadable' } : { kind: who === 'whoever asked' ? 'stopped' : 'refused' };
    const failure = { kind: 'partlyApplied', done: [{ kind: 'deleteSyncPolicy' }], halt };
    expect(await world.status()).toMatchObject({ state: 'failed', failure });
  });
});

describe.each(['throttled', 'conflict', 'notFound'] as const)('before a request is sent again (%s)', (kind) => {
  const refusing =
    (slow = false) =>
    (world: World): void => {
      world.directory.write = (_, step) => {
        world.sent.push(step);
        if (slow) {
          const read = world.directory.read.bind(world.directory);
          world.directory.read = (tenantId) => {
            world.now += 2_000;
            return read(tenantId);
          };
        }
        return Promise.reject(unreadable({ kind, reached: 'no', retryAfterSeconds: 1 }));
      };
    };

  test.each(EACH)('%s %s: it is not', async (who, loss) => {
    const world = await approved(who, loss, AFTER_A_WRITE, refusing());
    expect(world.sent).toHaveLength(1);
    const halt = unread(loss) ? { kind: 'unreadable' } : { kind: who === 'whoever asked' ? 'stopped' : 'refused' };
    expect(await world.status()).toMatchObject({ state: 'failed', failure: { kind: 'notApplied', halt } });
  });

  test.each(EVERYBODY)('and the settings are slow to read, %s is disabled: it is not', async (who) => {
    const world = await approved(who, 'is disabled', AFTER_A_WRITE + 1, refusing(true));
    expect(world.sent).toHaveLength(1);
  });
});

test('one who decides alone is looked at as well, whatever becomes of them', async () => {
  for (const loss of Object.keys(LOSSES)) {
    const world = new World(OFF);
    await world.stored();
    const found = LOSSES[loss];
    world.roles.activeOf = () => (found instanceof DirectoryError ? Promise.reject(found) : Promise.resolve([found ?? facts(present())]));
    const click = { changeId: changeIdOf(1), verdict: 'confirm', typed: null, reason: null, card: null } as const;
    await decide(world.decider(), { ...click, person: ADA }, (work) => work.then(() => undefined));
    await world.rest();
    expect([loss, world.sent]).toEqual([loss, []]);
    expect(await world.status()).toMatchObject({
      state: 'pending',
      release: { kind: unread(loss) ? 'unreadable' : 'refused' },
    });
  }
}); // prettier-ignore

test('nobody else of the same object id or tenant is taken for one of them', async () => {
  const stranger: Person = { ...ADA, tenantId: ADA.tenantId, objectId: objectIdOf(99) };
  const world = new World(OFF);
  await world.stored({ approval: 'secondPerson' });
  const click = { changeId: changeIdOf(1), verdict: 'approve', typed: null, reason: null, card: null } as const;
  world.onlyAdministrators(ADA);
  await decide(world.decider(), { ...click, person: stranger }, (work) => work.then(() => undefined));
  expect(await world.status()).toMatchObject({ state: 'pending' });
});
