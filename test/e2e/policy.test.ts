import { expect } from 'vitest';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { test } from './stage.ts';

test('removes a partner in two steps, and Undo brings it back', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('remove partner tailspintoys.com because the contract has ended');
  await card.reads('Remove partner', 'Not confirmed yet', 'In 2 steps: delete policy');
  await picture('asked');
  await card.press('Confirm');
  await card.reads('Remove partner', 'Applied');
  await picture('applied');

  await card.press('Undo');
  const back = await chat.answer(card.position + 1);
  await back.reads('Not confirmed yet', 'restore partner');
  await picture('undo-asked');
  await back.press('Confirm');
  await back.reads('Applied');
  await (await chat.ask('show tailspintoys.com')).reads('User sync is on');
  await picture('back');
});

test('purges a deleted policy only after the end of the tenant id was typed', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  await (await chat.ask('list deleted')).reads('1 day left');
  const card = await chat.ask('purge sync policy for proseware.com');
  await card.reads('Purge deleted sync policy', 'Not confirmed yet', 'type the last four characters');
  await picture('asked');
  await card.press('Confirm');
  await card.tells('Type the last four characters of the tenant id');
  await card.type(organizations.proseware.tenantId.slice(-4));
  await card.press('Confirm');
  await card.reads('Purge deleted sync policy', 'Applied');
  await picture('applied');
});

test('history leads to one change and its journal', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const asked = await chat.ask('enable auto redemption from fabrikam.com');
  await asked.press('Confirm');
  await asked.reads('Change automatic redemption', 'Applied');
  const list = await chat.ask('history fabrikam.com');
  await list.reads('Change automatic redemption', 'Applied. Asked by Ada Osei');
  await picture('history');
  const id = /C-[0-9A-Z]{8}/.exec(await list.words())?.[0];
  const details = await chat.ask(`show change ${id ?? '?'}`);
  await details.unfold();
  await details.reads('Journal', 'Ada Osei confirmed it.', 'Graph said that a step is done.');
  expect(await details.buttons()).toEqual(['Undo']);
  await picture('details');
});

test('what was changed is shown beside what Entra recorded of it', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('remove partner contoso.com');
  await card.press('Confirm');
  await card.reads('Remove partner', 'Applied');
  await card.unfold();
  const [id] = /C-[0-9A-Z]{8}/.exec(await card.words()) ?? ['no id'];
  const early = await chat.ask(`evidence ${id}`);
  await early.reads('has not told of all of it yet');
  await early.unfold();
  await early.reads('none yet');
  await picture('too-early');
  await expect
    .poll(async () => (await chat.ask(`evidence ${id}`)).words(), { interval: 5_000, timeout: 40_000 })
    .toContain('has a record of every step');
  await picture('matched');
  const details = await chat.ask(`show change ${id}`);
  await details.unfold();
  await details.reads('Entra’s audit log has it');
  await picture('journal');
});
