import { describe, expect, test } from 'vitest';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { tenantIdOf } from '../builders.ts';
import { problemOf } from '../support/problem.ts';
import { comparable, NOTHING_SET, withPolicy, type DirectoryWorld } from './directory-world.ts';
import { TROUBLES } from './trouble.ts';

const PARTNER = tenantIdOf(1);
const OTHER = tenantIdOf(2);
const STRANGER = tenantIdOf(3);

const STATES: readonly (readonly [string, PartnerState])[] = [
  ['with a policy that allows sync', withPolicy(true)],
  ['with a policy that forbids sync', withPolicy(false)],
  ['with a policy that says nothing about users', withPolicy(null)],
  ['with a policy that has no name', withPolicy(true, null)],
  ['without a policy', NOTHING_SET],
  ['that redeems invitations one way', withPolicy(true, 'Fabrikam', { inbound: true, outbound: null })],
  ['that redeems invitations the other way', withPolicy(false, 'Fabrikam', { inbound: false, outbound: true })],
  ['that is none', null],
];

export function readPromises(current: () => DirectoryWorld): void {
  describe('reading one partner', () => {
    test.each(STATES)('%s: what is there, and nothing for something', async (_, state) => {
      current().set(PARTNER, state);
      current().set(OTHER, withPolicy(true, 'Another'));
      expect(comparable(await current().directory.read(PARTNER))).toEqual(state);
    });

    test('nothing is remembered: a policy or a partner that was taken away is gone at once', async () => {
      const { directory, set } = current();
      set(PARTNER, withPolicy(true));
      await directory.read(PARTNER);
      set(PARTNER, withPolicy(false));
      expect(comparable(await directory.read(PARTNER))).toEqual(withPolicy(false));
      set(PARTNER, NOTHING_SET);
      expect(comparable(await directory.read(PARTNER))).toEqual(NOTHING_SET);
      set(PARTNER, null);
      expect(await directory.read(PARTNER)).toBeNull();
    });

    test('members that nobody knows yet are ignored', async () => {
      current().set(PARTNER, withPolicy(true));
      current().addUnknownMembers(PARTNER);
      expect(comparable(await current().directory.read(PARTNER))).toEqual(withPolicy(true));
    });

    test.each(TROUBLES)('what cannot be read is an error and never absent: %s', async (trouble) => {
      current().set(PARTNER, withPolicy(true));
      current().fail('partners', trouble);
      for (const tenantId of [PARTNER, STRANGER]) {
        expect(await problemOf(current().directory.read(tenantId))).toMatchObject({
          kind: trouble,
          subject: 'partner',
        });
      }
    });

    test('a refusal names the permission that is missing', async () => {
      current().fail('partners', 'forbidden');
      expect(await problemOf(current().directory.read(PARTNER))).toMatchObject({ permission: 'Policy.Read.All' });
      expect(await problemOf(current().directory.list())).toMatchObject({ permission: 'Policy.Read.All' });
    });
  });

  describe('reading all partners', () => {
    test('of a tenant that has none gives none', async () => {
      expect(await current().directory.list()).toEqual([]);
    });

    test.each([1, 2, 3])('gives every one, once, as a single read does: %d pages', async (pages) => {
      const { directory, pageSize, set } = current();
      const ids = Array.from({ length: pageSize * pages }, (_, index) => tenantIdOf(index + 1));
      for (const [index, id] of ids.entries()) set(id, STATES[index % (STATES.length - 1)]?.[1] ?? NOTHING_SET);
      const entries = await directory.list();
      expect(entries.map(({ tenantId }) => tenantId).sort()).toEqual(ids);
      for (const { tenantId, state } of entries) {
        expect(comparable(state)).toEqual(comparable(await directory.read(tenantId)));
      }
    });

    test('nothing is remembered: it shows who came and who went', async () => {
      const { directory, set } = current();
      set(PARTNER, withPolicy(true));
      await directory.list();
      set(PARTNER, null);
      set(OTHER, NOTHING_SET);
      expect((await directory.list()).map(({ tenantId, state }) => [tenantId, comparable(state)])).toEqual([
        [OTHER, NOTHING_SET],
      ]);
    });

    test('members that nobody knows yet are ignored', async () => {
      current().set(PARTNER, withPolicy(true));
      current().addUnknownMembers(PARTNER);
      expect((await current().directory.list()).map(({ state }) => comparable(state))).toEqual([withPolicy(true)]);
    });

    test.each(TROUBLES)('half a list is an error and never a short list: %s', async (trouble) => {
      const { directory, pageSize, set, fail } = current();
      for (let n = 1; n <= pageSize + 1; n += 1) set(tenantIdOf(n), withPolicy(true));
      fail('later pages', trouble);
      expect(await problemOf(directory.list())).toMatchObject({ kind: trouble, subject: 'partner' });
    });
  });

  describe('reading the defaults', () => {
    test('shows what partners inherit', async () => {
      for (const [inbound, outbound] of [
        [true, false],
        [false, true],
      ] as const) {
        current().setDefaults({ automaticRedemption: { inbound, outbound } });
        expect(await current().directory.defaults()).toMatchObject({ automaticRedemption: { inbound, outbound } });
      }
    });

    test.each(TROUBLES)(
      'that cannot be read is an error of their own, and partners can be read: %s',
      async (trouble) => {
        current().set(PARTNER, withPolicy(true));
        current().fail('defaults', trouble);
        expect(await problemOf(current().directory.defaults())).toMatchObject({ kind: trouble, subject: 'defaults' });
        expect(comparable(await current().directory.read(PARTNER))).toEqual(withPolicy(true));
      },
    );
  });
}
