import { toEveryAdministrator } from '../../src/domain/telling/letter.ts';
import { expect, test } from 'vitest';
import type { ForeignRecord } from '../../src/app/ports.ts';
import { learned } from '../../src/domain/drift/transient.ts';
import { aConversation, anActor, aPassage, aTransient, MINUTE, NOW, tenantIdOf } from '../builders.ts';
import { opened } from './support.ts';

const record = (auditId: string, at = NOW, nth = 1): ForeignRecord => ({
  activity: 'Update a partner cross-tenant identity sync setting',
  touches: [
    { field: 'userSync', became: true, was: null, sure: true },
    { field: 'groupSync', became: 'untold', sure: false },
  ],
  tells: true,
  tenantId: tenantIdOf(nth),
  by: anActor({ auditId, at }),
});
const key = (auditId: string) => ({ tenantId: tenantIdOf(1), auditId });

test('records of others are kept once each, by partner, until what they tell is known and they are old', async () => {
  const store = opened(':memory:');
  await store.keepRecords([record('a'), record('b'), record('c', NOW, 2)], NOW - MINUTE);
  await store.judge({ explained: [key('b')], found: null, more: [] }, []);
  await store.keepRecords([record('a'), record('b')], NOW - MINUTE);
  expect(await store.recordsOf(tenantIdOf(1))).toEqual([
    { ...record('a'), state: 'open', transient: null },
    { ...record('b'), state: 'explained', transient: null },
  ]);
  expect(await store.tenantsInQuestion(NOW + MINUTE)).toEqual([tenantIdOf(1), tenantIdOf(2)]);
  expect(await store.tenantsInQuestion(NOW - 1)).toEqual([]);
  await store.keepRecords([record('d', NOW + MINUTE)], NOW + MINUTE);
  expect(await store.tenantsInQuestion(NOW + MINUTE)).toEqual([tenantIdOf(1)]);
  expect((await store.recordsOf(tenantIdOf(1))).map(({ by }) => by.auditId)).toEqual(['d']);
});

test('what is found is kept with its notices and its records, and moved on once for each revision', async () => {
  const store = opened(':memory:');
  await store.keepRecords([record('a')], NOW);
  const transient = aTransient([aPassage({ until: null })]);
  await store.judge({ explained: [], found: { transient, records: [key('a')] }, more: [] }, [aConversation()]);
  expect(await store.transient(transient.id)).toEqual(transient);
  expect(await store.subject(transient.id)).toEqual({ kind: 'transient', transient });
  expect(await store.undrawn()).toMatchObject([{ subject: transient.id, isUrgent: true }]);
  expect(await store.recordsOf(tenantIdOf(1))).toMatchObject([{ state: 'told', transient: transient.id }]);

  const more = { transient, event: learned(transient, aPassage(), NOW), records: [] };
  await store.judge({ explained: [], found: null, more: [more, more] }, []);
  expect(await store.transient(transient.id)).toMatchObject({ passages: [aPassage()], revision: 2 });
});

test('the word to every administrator is kept with it', async () => {
  const store = opened(':memory:');
  const transient = aTransient();
  const word = toEveryAdministrator({ kind: 'transientUnheard', transient: transient.id });
  await store.judge({ explained: [], found: { transient, records: [] }, more: [] }, [], [word]);
  expect((await store.circulars()).map(({ letter }) => letter)).toEqual([word]);
});

test('partners are compared since the first look', async () => {
  const store = opened(':memory:');
  expect(await store.watchedSince()).toBeUndefined();
  await store.beginWatch([], NOW);
  await store.beginWatch([], NOW + MINUTE);
  expect(await store.watchedSince()).toBe(NOW);
});

test('what is open is not buried under what came later, nor under what came before', async () => {
  const store = opened(':memory:');
  const many = (name: string, from: number) => Array.from({ length: 1_500 }, (_, n) => record(`${name}${n}`, from + n));
  const [earlier, later] = [many('earlier', NOW), many('later', NOW + 2 * MINUTE)];
  await store.keepRecords([...earlier, ...later], NOW);
  await store.judge({ explained: [...earlier, ...later].map(({ by }) => key(by.auditId)), found: null, more: [] }, []);
  await store.keepRecords([record('open', NOW + MINUTE)], NOW);
  const records = await store.recordsOf(tenantIdOf(1));
  expect(records.filter(({ state }) => state === 'open').map(({ by }) => by.auditId)).toEqual(['open']);
  expect(records).toHaveLength(1_200);
  expect(records.map(({ by }) => by.at)).toEqual(records.map(({ by }) => by.at).toSorted((a, b) => a - b));
});
