import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change/change.ts';
import { aChange, after, anEntry, aPerson, NOW, objectIdOf, theProposal } from '../../builders.ts';
import { aFolder, opened } from '../support.ts';

const path = (): string => join(aFolder(), 'store.db');
const change = aChange({ proposal: { approval: 'secondPerson' } });
const { id } = change.proposal;
const somebody = aPerson({ objectId: objectIdOf(77) });

/** The change as it is read after somebody wrote to the file. */
async function rewritten(file: string, ...statements: readonly string[]): Promise<readonly string[] | undefined> {
  const before = opened(file);
  await before.insert(change, theProposal(change));
  before.close();
  const sql = new DatabaseSync(file);
  for (const statement of statements) sql.exec(statement);
  sql.close();
  const store = opened(file);
  const read = await store.get(id);
  return read && store.contradictions(read);
}
const put = (member: string, value: string): string =>
  `UPDATE changes SET body = json_set(body, '$.${member}', ${value})`;
const by = `json('${JSON.stringify(somebody)}')`;

test('a change as it was proposed contradicts nothing, and none of what can follow does', async () => {
  const file = path();
  expect(await rewritten(file)).toEqual([]);
  const store = opened(path());
  await store.insert(change, theProposal(change));
  let now: Change = change;
  for (const event of [
    { kind: 'looked', by: somebody, at: NOW },
    { kind: 'claimed', by: somebody, at: NOW },
    { kind: 'writeStarted', at: NOW },
    { kind: 'lostSight', problem: null, at: NOW },
    { kind: 'applied', found: change.proposal.plan.after, at: NOW },
  ] as const) {
    now = after(now, event);
    await store.advance(now, anEntry(now, event));
    expect(await store.contradictions(now)).toEqual([]);
  }
  // As somebody still knows it who read it before it moved on.
  expect(await store.contradictions(change)).toEqual([]);
});

test.each([
  ['who decides', put('proposal.approval', "'self'"), ['proposal.approval']],
  ['who asked', put('proposal.requester', by), ['proposal.requester']],
  ['what shall be', put('proposal.plan.after.partner', 'NULL'), ['proposal.plan']],
  ['how long it can be decided', put('proposal.expiresAt', '9999999999999'), ['proposal.expiresAt']],
  ['why', put('proposal.reason', "'because'"), ['proposal.reason']],
  [
    'that somebody decided it',
    put('status', `json_object('state', 'applying', 'by', ${by}, 'claimedAt', ${NOW}, 'phase', 'verifying')`),
    ['status'],
  ],
  ['how far it came', put('revision', '2'), ['journal']],
])('a row that says otherwise %s', async (_, statement, members) => {
  expect(await rewritten(path(), statement)).toEqual(members);
});

test('an entry that was rewritten with the row, and the head with both, unless all that follows was as well', async () => {
  const inRow = put('proposal.approval', "'self'");
  const inEntry = "UPDATE journal SET line = json_set(line, '$.event.proposal.approval', 'self')";
  const file = path();
  expect(await rewritten(file, inRow, 'DROP TRIGGER journal_is_never_edited', inEntry)).toEqual(['journal']);
});
