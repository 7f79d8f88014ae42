import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { isOpen } from '../../src/domain/change/change.ts';
import type { SqliteStore } from '../../src/store/sqlite-store.ts';
import { after, aMessage, anEntry, aPerson, changeIdOf, NOW, nthChange, objectIdOf, theProposal } from '../builders.ts';
import { ownCopyOf } from '../contracts/store-cards.ts';
import { EVERY_CHANGE } from '../contracts/every-change.ts';
import { aFolder, errorOf, expectProblem, opened } from './support.ts';

let store: SqliteStore;
/** Another connection to the same file: somebody with a database tool. */
let tool: DatabaseSync;
/** What was logged as an error. */
let errors: unknown[];

beforeEach(async () => {
  const path = join(aFolder(), 'store.db');
  errors = [];
  const quiet = (): void => undefined;
  store = opened(path, {
    log: { info: quiet, warn: quiet, error: (event, _, fields) => void errors.push([event, fields]) },
  });
  tool = new DatabaseSync(path);
  onTestFinished(() => {
    tool.close();
  });
  const change = nthChange(1);
  await store.insert(change, theProposal(change));
  const claimed = { kind: 'claimed', by: aPerson({ objectId: objectIdOf(9) }), at: NOW } as const;
  const moved = after({ ...change, proposal: { ...change.proposal, requester: claimed.by } }, claimed);
  await store.advance(moved, anEntry(moved, claimed, ['request-1']));
});

describe('the database itself', () => {
  test('holds one open change for each partner, whoever writes', () => {
    for (const owner of EVERY_CHANGE.filter(isOpen)) {
      const add = tool.prepare('INSERT INTO changes (id, body) VALUES (?, ?)');
      add.run(owner.proposal.id, JSON.stringify(owner));
      const second = { ...owner, proposal: { ...owner.proposal, id: changeIdOf(2) } };
      expect(() => add.run(changeIdOf(2), JSON.stringify(second))).toThrow('changes.tenant_id');
    }
  });

  test.each([
    ['edited', "UPDATE journal SET line = json_set(line, '$.requestIds', json('[]'))"],
    ['edited for a moment', 'UPDATE journal SET seq = seq'],
    ['shortened', 'DELETE FROM journal'],
    ['replaced by number', 'REPLACE INTO journal (seq, line, hash) SELECT seq, line, hash FROM journal'],
    [
      'replaced by revision',
      `REPLACE INTO journal (seq, line, hash)
       SELECT 3, json_set(line, '$.seq', 3, '$.previous', (SELECT hash FROM journal_head)), hash FROM journal LIMIT 1`,
    ],
    [
      'forked',
      `INSERT INTO journal (seq, line, hash)
       SELECT 3, json_set(line, '$.seq', 3, '$.revision', 3), hash FROM journal WHERE seq = 2`,
    ],
  ])('never lets the journal be %s', async (_, sql) => {
    const before = await store.journal(changeIdOf(1));
    expect(() => { tool.exec(sql); }).toThrow('append only'); // prettier-ignore
    expect(await store.journal(changeIdOf(1))).toStrictEqual(before);
  });

  test('tells who did what when, for people with a database tool', () => {
    expect(tool.prepare('SELECT change_id, revision, at, event, actor, request_ids FROM journal').all()).toEqual([
      {
        change_id: changeIdOf(1),
        revision: 1,
        at: nthChange(1).proposal.requestedAt,
        event: 'proposed',
        actor: objectIdOf(1),
        request_ids: '[]',
      },
      { change_id: changeIdOf(1), revision: 2, at: NOW, event: 'claimed', actor: objectIdOf(9), request_ids: '["request-1"]' },
    ]); // prettier-ignore
  });

  test('cannot hold a change whose columns say something else than its body', () => {
    const { proposal } = nthChange(1);
    expect(() => { tool.exec("UPDATE changes SET state = 'applied'"); }).toThrow('generated column'); // prettier-ignore
    expect(() => { tool.exec(`UPDATE changes SET id = '${changeIdOf(2)}'`); }).toThrow(`CHECK constraint`); // prettier-ignore
    expect(tool.prepare('SELECT tenant_id, state, revision, expires_at FROM changes').all()).toEqual([
      { tenant_id: proposal.plan.tenantId, state: 'applying', revision: 2, expires_at: proposal.expiresAt },
    ]);
  });
});

describe('a row that makes no sense is never read as a change', () => {
  test.each([
    ['lacks a field', "json_remove(body, '$.proposal.requester')", 'proposal.requester'],
    ['has a field too many', "json_set(body, '$.status.note', 'x')", 'status'],
    ['has an unknown kind of plan', "json_set(body, '$.proposal.plan.after', 'on')", 'proposal.plan.after'],
    [
      'has an id in another spelling',
      "json_set(body, '$.proposal.requester.objectId', 'ABCDEF00-0000-4000-8002-000000000001')",
      'requester.objectId',
    ],
    ['has a state that does not exist', "json_set(body, '$.status.state', 'done')", 'status.state'],
  ])('a body that %s', async (_, body, place) => {
    tool.exec(`UPDATE changes SET body = ${body}`);
    const error = await errorOf(() => store.get(changeIdOf(1)));
    expect(error.problem).toBe('damaged');
    expect(error.message).toContain(`Change ${changeIdOf(1)} cannot be read`);
    expect(error.message).toContain(place);
  });

  test('nor does it hold up the others; whoever keeps the bot is told once', async () => {
    await store.insert(nthChange(2), theProposal(nthChange(2)));
    tool.exec(`UPDATE changes SET body = json_remove(body, '$.proposal.requester') WHERE id = '${changeIdOf(1)}'`);
    for (let look = 0; look < 2; look += 1)
      expect((await store.open()).map(({ proposal }) => proposal.id)).toEqual([changeIdOf(2)]);
    expect(errors).toEqual([['store.change.damaged', { changeId: changeIdOf(1) }]]);
  });

  test('nor passed over where it owns a partner', async () => {
    tool.exec("UPDATE changes SET body = json_remove(body, '$.proposal.requester')");
    await expectProblem('damaged', () => store.insert(nthChange(2, 1), theProposal(nthChange(2, 1))));
    expect(await store.get(changeIdOf(2))).toBeUndefined();
  });

  test.each(['{}', '[]', 'null'])('nor is %j a card', async (message) => {
    await store.recordDrawn(await ownCopyOf(store, 1), { message: aMessage(), revision: 1 });
    tool.prepare('UPDATE copies SET message = ?').run(message);
    const error = await errorOf(() => store.ownCopy(changeIdOf(1)));
    expect([error.problem, error.message]).toEqual(['damaged', expect.stringContaining(changeIdOf(1))]);
  });

  test('nor is a line of the journal', async () => {
    tool.exec(`
      INSERT INTO journal (seq, line, hash)
      SELECT 3, json_set(line, '$.seq', 3, '$.revision', 3, '$.event.kind', 'celebrated', '$.previous', hash), hash
      FROM journal WHERE seq = 2
    `);
    const error = await errorOf(() => store.journal(changeIdOf(1)));
    expect(error.problem).toBe('damaged');
    expect(error.message).toMatch(/^Line 3 of the journal cannot be read/);
  });
});
