import { expect } from 'vitest';
import { test } from './stage.ts';

const CHANNEL = 'Identity - Sync approvals';

test('what somebody changes in the portal is posted, named, accepted with a reason and reverted', async ({
  sitDown,
}) => {
  const { demo, playground, picture } = await sitDown('admin');
  const channel = await playground.channel(CHANNEL);
  await (await (await channel.post('notify here about drift')).answer(1)).reads('I notify this channel now');

  demo.changeInPortal();
  const drift = await (await channel.thread('user sync was switched on')).answer(1);
  await drift.reads('Not by me', 'High risk', 'Fabrikam', 'not known yet');
  expect(await drift.buttons()).toEqual(['Accept', 'Revert']);
  await picture('found');
  await drift.press('Accept');
  await drift.reads('To accept it, say why.');
  await drift.type('agreed with Fabrikam');
  await drift.press('Accept');
  await drift.reads('Accepted: user sync was switched on', 'because: agreed with Fabrikam');
  await picture('accepted');

  demo.changeInPortal();
  const thread = await channel.thread('user sync was switched off');
  const second = await thread.answer(1);
  await second.press('Revert');
  const change = await thread.answer(2);
  await change.reads('Enable user sync Not confirmed yet');
  await picture('revert-asked');
  await change.press('Confirm');
  await change.reads('Enable user sync Applied');
  await second.reads('Taken back', 'Eli Novak from 203.0.113.7');
  await picture('reverted');
});

test('what was changed is shown beside what Entra recorded of it', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('remove partner contoso.com');
  await card.press('Confirm');
  await card.reads('Remove partner Applied');
  const [id] = /C-[0-9A-Z]{8}/.exec(await card.words()) ?? ['no id'];
  await (await chat.ask(`evidence ${id}`)).reads('has not told of all of it yet', 'none yet');
  await picture('too-early');
  await expect
    .poll(async () => (await chat.ask(`evidence ${id}`)).words(), { interval: 5_000, timeout: 40_000 })
    .toContain('has a record of every step');
  await picture('matched');
  await (await chat.ask(`show change ${id}`)).reads('Entra’s audit log has it');
  await picture('journal');
});
