import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aConversation, aDeed, aMisuse, aPerson, MINUTE, misuseIdOf, NOW } from '../builders.ts';
import { aFolder, opened } from './support.ts';

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

describe('an alarm that somebody rewrote in the file', () => {
  const put = (member: string, value: string): string =>
    `UPDATE misuses SET body = json_set(body, '$.${member}', ${value})`;
  const forged = `json('${JSON.stringify({ by: aPerson(), reason: 'mended', at: NOW })}')`;
  const over = put('status', `json_object('state', 'resumed', 'by', json_array(${forged}), 'at', ${NOW})`);
  const rewritten = async (...statements: readonly string[]) => {
    const path = join(aFolder(), 'store.db');
    const before = opened(path);
    await before.addMisuse(aMisuse(), ['audit-1'], []);
    before.close();
    const sql = new DatabaseSync(path);
    for (const statement of statements) sql.exec(statement);
    sql.close();
    const store = opened(path);
    return { open: await store.openMisuse(), members: await store.misuseContradictions(misuseIdOf(1)) };
  };

  test('is none where nobody did', async () => {
    expect(await rewritten()).toEqual({ open: aMisuse(), members: [] });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['to be over', [over], ['status']],
    ['to be told only', [put('status', "json_object('state', 'told')")], ['status']],
    ['away', ['DELETE FROM misuses'], ['journal']],
  ])('%s goes on stopping', async (_, statements, members) => {
    expect(await rewritten(...statements)).toEqual({ open: aMisuse(), members });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['with a word that nobody said', [put('status.asked', `json_array(${forged})`)], ['status']],
    ['with what was done', [put('total', '2')], ['total']],
    ['with its revision', [put('revision', '2')], ['revision']],
    [
      'together with its entry',
      [
        'DROP TRIGGER journal_is_never_edited',
        put('total', '2'),
        "UPDATE journal SET line = json_set(line, '$.event.misuse.total', 2) WHERE about = 'misuses'",
      ],
      ['journal'],
    ],
  ])('is known: %s', async (_, statements, members) => {
    expect((await rewritten(...statements)).members).toEqual(members);
  });
});
