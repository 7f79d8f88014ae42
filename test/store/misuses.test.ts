import { expect, test } from 'vitest';
import { aConversation, aDeed, aMisuse, aPerson, MINUTE, misuseIdOf, NOW } from '../builders.ts';
import { opened } from './support.ts';

const SYNC = 'Update a partner cross-tenant identity sync setting';

test('a misuse is kept with its notices, moved on once for each revision, and told of once for each record', async () => {
  const store = opened(':memory:');
  const misuse = aMisuse();
  await store.addMisuse(misuse, ['audit-1'], [aConversation()]);
  expect(await store.openMisuse()).toEqual(misuse);
  expect(await store.undrawn()).toMatchObject([{ subject: misuse.id }]);
  expect([await store.isTold('audit-1'), await store.isTold('audit-2')]).toEqual([true, false]);
  const more = { kind: 'more', deeds: [aDeed({ auditId: 'audit-2' })], at: NOW } as const;
  expect(await store.moveMisuse(misuse, more, ['audit-2'])).toMatchObject({ total: 2, revision: 2 });
  expect(await store.moveMisuse(misuse, more)).toBeUndefined();
  expect(await store.isTold('audit-2')).toBe(true);
  const open = (await store.openMisuse()) ?? misuse;
  await store.moveMisuse(open, { kind: 'resumed', by: aPerson(), reason: 'mended', at: NOW });
  expect(await store.openMisuse()).toBeUndefined();
  expect(await store.misuse(misuseIdOf(1))).toMatchObject({ status: { state: 'resumed' }, revision: 3 });
  expect(await store.subject(misuse.id)).toMatchObject({ kind: 'misuse' });
});

test('how far the log was read only grows, and since when the store remembers stays', async () => {
  const store = opened(':memory:');
  expect(await store.auditReadUntil(SYNC)).toBeUndefined();
  await store.noteAuditRead(SYNC, NOW + MINUTE);
  await store.noteAuditRead(SYNC, NOW);
  expect(await store.auditReadUntil(SYNC)).toBe(NOW + MINUTE);
  expect(await store.rememberedSince(NOW)).toBe(NOW);
  expect(await store.rememberedSince(NOW + MINUTE)).toBe(NOW);
});
