import { expect } from 'vitest';
import { test } from './stage.ts';

test('another administrator approves in a group chat; whoever asked cannot', async ({ sitDown }) => {
  const { playground, picture, join } = await sitDown('admin', 'second-person');
  const group = await playground.groupChat('Sync reviewers');
  const other = await join();
  const otherGroup = await other.groupChat('Sync reviewers');
  const mine = await group.ask('enable sync for fabrikam.com because project Falcon starts on Monday');
  const theirs = await otherGroup.answer(mine.position);
  await theirs.reads('Enable user sync', 'Opens the tenant · Waits for approval', 'Another Security Administrator');
  expect(await theirs.buttons()).toEqual(['Approve', 'Reject', 'I am looking at it']);
  await picture('waits', other);

  await mine.press('Approve');
  await mine.tells('Another administrator has to decide this.');
  await theirs.press('I am looking at it');
  await mine.reads('Ben Haddad is looking at it');
  await theirs.press('Approve');
  await theirs.reads('Enable user sync', 'Applied', 'Ben Haddad approved this');
  await mine.reads('Enable user sync', 'Applied');
  await picture('approved', other);
});

test('a rejection tells why', async ({ sitDown }) => {
  const { playground, picture, join } = await sitDown('admin', 'second-person');
  const group = await playground.groupChat('Sync reviewers');
  const other = await join();
  const otherGroup = await other.groupChat('Sync reviewers');
  const mine = await group.ask('disable sync for contoso.com');
  const theirs = await otherGroup.answer(mine.position);
  await theirs.type('Not before the audit');
  await theirs.press('Reject');
  await mine.reads('Rejected', 'Not before the audit');
  await picture('rejected');
});
