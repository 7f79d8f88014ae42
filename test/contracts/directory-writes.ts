import { expect, test } from 'vitest';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { stateAfter, type Step } from '../../src/domain/policy/step.ts';
import { tenantIdOf } from '../builders.ts';
import { problemOf } from '../support/problem.ts';
import { comparable, NOTHING_SET, withPolicy, type DirectoryWorld } from './directory-world.ts';
import { TROUBLES } from './trouble.ts';

const PARTNER = tenantIdOf(1);
const OTHER = tenantIdOf(2);

const ADD: Step = { kind: 'addPartner' };
const create = (displayName: string | null, userSync: boolean | null): Step => ({
  kind: 'createSyncPolicy',
  displayName,
  userSync,
});
const update = (change: { userSync?: boolean | null; displayName?: string | null }): Step => ({
  kind: 'updateSyncPolicy',
  ...change,
});
const REDEEMS = { inbound: true, outbound: false } as const;

export function writePromises(current: () => DirectoryWorld): void {
  test.each<[string, PartnerState, Step]>([
    ['a new partner', null, ADD],
    ['a new policy with a name', NOTHING_SET, create('Fabrikam', true)],
    ['a new policy without a name', NOTHING_SET, create(null, false)],
    ['a new policy that says nothing', NOTHING_SET, create('Fabrikam', null)],
    ['a policy switched on', withPolicy(false, 'Fabrikam', REDEEMS), update({ userSync: true })],
    ['a policy switched off', withPolicy(true, 'Fabrikam', REDEEMS), update({ userSync: false })],
    ['a policy that shall say nothing', withPolicy(true), update({ userSync: null })],
    ['a policy renamed', withPolicy(true), update({ displayName: 'Renamed' })],
    ['a policy that loses its name', withPolicy(true), update({ displayName: null })],
    ['both at once', withPolicy(false), update({ userSync: true, displayName: 'Renamed' })],
    ['a policy that is so already', withPolicy(true), update({ userSync: true })],
  ])('a step does what it says and no more: %s', async (_, before, step) => {
    const { directory, set, get } = current();
    set(PARTNER, before);
    set(OTHER, withPolicy(false, 'Another'));
    await directory.write(PARTNER, step);
    expect(live(comparable(get(PARTNER)))).toEqual(stateAfter(live(before), step));
    expect(live(comparable(await directory.read(PARTNER)))).toEqual(stateAfter(live(before), step));
    expect(comparable(get(OTHER))).toEqual(withPolicy(false, 'Another'));
  });

  test('whatever else a partner holds is left alone, known or not', async () => {
    const { directory, set, addUnknownMembers, restOf } = current();
    set(PARTNER, NOTHING_SET);
    addUnknownMembers(PARTNER);
    const before = structuredClone(restOf(PARTNER));
    await directory.write(PARTNER, create('Fabrikam', false));
    await directory.write(PARTNER, update({ userSync: true }));
    expect(restOf(PARTNER)).toEqual(before);
  });

  test('every write has a receipt of its own, with the ids under which it is logged', async () => {
    const { directory } = current();
    const first = await directory.write(PARTNER, ADD);
    const second = await directory.write(PARTNER, create('Fabrikam', true));
    const ids = [...first.requestIds, ...second.requestIds];
    expect(first.requestIds.length).toBeGreaterThan(0);
    expect(second.requestIds.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each<[string, PartnerState, Step, string]>([
    ['a partner that is there already', withPolicy(false), ADD, 'conflict'],
    ['a policy that is there already', withPolicy(false), create('Fabrikam', true), 'conflict'],
    ['a policy that is not there', NOTHING_SET, update({ userSync: true }), 'notFound'],
    ['a policy of a partner that is not there', null, create('Fabrikam', true), 'notFound'],
  ])('a step that does not fit changes nothing, and that is certain: %s', async (...given) => {
    const [, before, step, kind] = given;
    const { directory, set, get } = current();
    set(PARTNER, before);
    expect(await problemOf(directory.write(PARTNER, step))).toMatchObject({
      kind,
      subject: 'partner',
      reached: 'no',
    });
    expect(comparable(get(PARTNER))).toEqual(before);
  });

  test('a write that is forbidden had no effect, and names the permission', async () => {
    const { directory, set, get, fail } = current();
    set(PARTNER, withPolicy(false));
    fail('writes', 'forbidden');
    expect(await problemOf(directory.write(PARTNER, update({ userSync: true })))).toMatchObject({
      kind: 'forbidden',
      subject: 'partner',
      permission: 'Policy.ReadWrite.CrossTenantAccess',
      reached: 'no',
    });
    expect(get(PARTNER)).toEqual(withPolicy(false));
  });

  test.each(TROUBLES)(
    'a write that failed is not sent again, for only its caller may look first: %s',
    async (trouble) => {
      const { directory, set, get, fail } = current();
      set(PARTNER, withPolicy(false));
      fail('writes', trouble, 1);
      expect(await problemOf(directory.write(PARTNER, update({ userSync: true })))).toMatchObject({
        kind: trouble,
        subject: 'partner',
      });
      expect(get(PARTNER)).toEqual(withPolicy(false));
    },
  );

  test('a write whose answer is lost may have happened, and says so', async () => {
    const { directory, set, get, loseAnswerOfWrite } = current();
    set(PARTNER, withPolicy(false));
    loseAnswerOfWrite();
    expect(await problemOf(directory.write(PARTNER, update({ userSync: true })))).toMatchObject({ reached: 'maybe' });
    expect(comparable(get(PARTNER))).toEqual(withPolicy(true));
  });

  test('a write that failed can be found by its request ids', async () => {
    const { directory, fail } = current();
    fail('writes', 'serverError');
    const problem = await problemOf(directory.write(PARTNER, ADD));
    expect(problem.requestIds.length).toBeGreaterThan(0);
  });
}
