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
  await drift.reads('Not through me', 'High risk', 'Fabrikam', 'not known yet');
  expect(await drift.buttons()).toEqual(['Revert', 'Accept']);
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
  await change.reads('Enable user sync', 'Not confirmed yet');
  await picture('revert-asked');
  await change.press('Confirm');
  await change.reads('Enable user sync', 'Applied');
  await second.reads('Taken back', 'User sync: off → on');
  await picture('reverted');
});
