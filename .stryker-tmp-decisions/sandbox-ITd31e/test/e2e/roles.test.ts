// @ts-nocheck
import { test } from './stage.ts';

test('a reader may look and not change', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('reader');
  const chat = playground.personalChat;
  await (await chat.ask('list partners with sync on')).reads('partners with user sync on', 'Contoso');
  const refused = await chat.ask('enable sync for fabrikam.com');
  await refused.reads('You need the role Security Administrator', 'I did nothing', 'Active for you: Security Reader.');
  await picture('refused');
  await (await chat.ask('show fabrikam.com')).reads('User sync is off');
});

test('somebody who is only eligible is sent to PIM', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('eligible');
  const chat = playground.personalChat;
  const refused = await chat.ask('enable sync for fabrikam.com');
  await refused.reads('You need the role Security Administrator', 'You are eligible for Security Administrator');
  await refused.reads('Activate it in Privileged Identity Management (PIM)');
  await picture('refused');

  await (await chat.ask('whoami')).reads('Chen Li', 'Eligible, not active Security Administrator: activate in PIM');
  await picture('whoami');
});
