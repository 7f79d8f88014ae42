import { expect } from 'vitest';
import { test } from './stage.ts';

test('in a group chat it answers who mentions it, and nobody else', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const group = await playground.groupChat('Sync reviewers');
  await group.say('enable sync for contoso.com');
  const card = await group.ask('enable sync for fabrikam.com');
  await card.reads('Enable user sync', 'Not confirmed yet', 'Fabrikam');
  await picture('asked');

  await card.press('Confirm');
  await card.reads('Enable user sync', 'Applied');
  // After its hello.
  expect(card.position).toBe(2);
  await group.endsWith(card);
  await picture('applied');
});

test('in a group chat only the one who asked can confirm, and everybody sees what came of it', async ({ sitDown }) => {
  const { playground, picture, join } = await sitDown('admin');
  const group = await playground.groupChat('Sync reviewers');
  const other = await join();
  const otherGroup = await other.groupChat('Sync reviewers');
  const mine = await group.ask('enable sync for proseware.com');
  const theirs = await otherGroup.answer(mine.position);
  await theirs.reads('Not confirmed yet');

  await theirs.press('Confirm');
  await theirs.tells('Only the one who asked can decide this.', 'Nothing has changed.');
  await theirs.reads('Not confirmed yet');
  await mine.reads('Not confirmed yet');
  await picture('refused', other);

  await mine.press('Confirm');
  await mine.reads('Enable user sync', 'Applied');
  await theirs.reads('Enable user sync', 'Applied', 'Ada Osei confirmed this.');
  await picture('applied', other);
});

test('in a channel it answers in the thread it was asked in', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const channel = await playground.channel('Identity - Sync approvals');
  const litware = await channel.post('show litwareinc.com');
  await (await litware.answer(1)).reads('Litware', 'User sync is off');
  const other = await channel.post('whoami');
  // What is about a person is not said here, only that it was said to them.
  const whoami = await other.answer(1);
  await whoami.reads('I answered you alone');
  await picture('two-threads');

  const card = await litware.ask('enable sync for litwareinc.com');
  expect(card.position).toBe(2);
  await card.reads('Enable user sync', 'Not confirmed yet');
  await picture('asked');

  await card.press('Confirm');
  await card.reads('Enable user sync', 'Applied');
  await litware.endsWith(card);
  await other.endsWith(whoami);
  await whoami.reads('I answered you alone');
  await picture('applied');
});

test('a channel that asked for it gets a post of its own of what was changed elsewhere', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const channel = await playground.channel('Identity - Sync approvals');
  const asked = await channel.post('notify here about changes');
  await (await asked.answer(1)).reads('I notify this channel now');

  const group = await playground.groupChat('Sync reviewers');
  const card = await group.ask('enable sync for northwindtraders.com');
  await card.press('Confirm');
  await card.reads('Applied');

  await playground.channel('Identity - Sync approvals');
  const thread = await channel.thread('Northwind Traders');
  const notice = await thread.answer(1);
  await notice.reads('Enable user sync', 'Applied', 'Ada Osei confirmed this.');
  expect(await notice.buttons()).toEqual(['Undo', 'Enable inbound redemption']);
  await picture('posted');
});
