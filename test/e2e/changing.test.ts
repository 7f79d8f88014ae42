import { expect } from 'vitest';
import { test } from './stage.ts';

test('enables sync after Confirm and says so on the same card', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('enable sync for fabrikam.com because project Falcon starts on Monday');
  await card.reads('Enable user sync', 'Opens the tenant · Not confirmed yet', 'Confirm or cancel until', 'Fabrikam');
  await card.reads(
    'User sync: off → on',
    'Asked by Ada Osei, who alone can confirm it. Reason: project Falcon starts on Monday',
  );
  expect(await card.buttons()).toEqual(['Confirm', 'Cancel']);
  await picture('asked');

  await card.press('Confirm');
  await card.reads('Enable user sync', 'Applied', 'Ada Osei confirmed this.', 'they are as asked');
  await card.reads('User sync: off → on', 'Applied · ▲ Opened the tenant');
  expect(await card.buttons()).toEqual(['Undo', 'Enable inbound redemption']);
  await chat.endsWith(card);
  await picture('applied');

  const shown = await chat.ask('show fabrikam.com');
  await shown.reads('User sync is on');
  await picture('shown');
});

test('disables sync after Confirm', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('disable sync for Contoso');
  await card.reads('Disable user sync', 'Not confirmed yet', 'User sync: on → off', 'Closes a door');
  await picture('asked');

  await card.press('Confirm');
  await card.reads('Disable user sync', 'Applied', 'Closed a door');
  await picture('applied');
  await (await chat.ask('show contoso.com')).reads('User sync is off');
});

test('adds an organisation that is no partner yet', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const card = await playground.personalChat.ask('enable sync for relecloud.com');
  await card.reads('User sync: off (no policy) → on', 'In 2 steps: add partner');
  await picture('asked');

  await card.press('Confirm');
  await card.reads('Enable user sync', 'Applied');
  await picture('applied');
  await (await playground.personalChat.ask('list partners')).reads('15 partners');
});

test('changes nothing after Cancel', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('enable sync for alpineskihouse.com');
  await card.reads('Not confirmed yet');
  await card.press('Cancel');
  await card.reads('Enable user sync', 'Cancelled', 'Ada Osei cancelled this', 'Nothing was changed');
  expect(await card.buttons()).toEqual([]);
  await chat.endsWith(card);
  await picture('cancelled');
  await (await chat.ask('show alpineskihouse.com')).reads('User sync is off');
});

test('a double click on Confirm writes once', async ({ sitDown }) => {
  const { demo, playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('enable sync for proseware.com');
  const before = demo.writes;
  await card.pressTwice('Confirm');
  await card.reads('Enable user sync', 'Applied');
  await chat.endsWith(card);
  await picture('applied');
  await (await chat.ask('show proseware.com')).reads('User sync is on, and our side is ready');
  expect(demo.writes - before).toBe(1);
  // The second click's answer, whenever it came, left the card as it was.
  await card.reads('Enable user sync', 'Applied');
});

test('a slip of the pen is answered with the line that was meant', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const answer = await chat.ask('enabel sync for fabrikam.com');
  await answer.reads('I did not understand that', 'I did nothing. Did you mean enable sync for fabrikam.com?');
  await picture('command');

  const unknown = await chat.ask('enable sync for fabricam');
  await unknown.reads('Is this the partner you mean?', 'fabricam', 'fabrikam.com');
  await picture('partner');
});

test('an ambiguous name is asked back, and the choice becomes the card to confirm', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('enable sync for adventure because the cycling team joins');
  await card.reads(
    'Which partner do you mean?',
    'Nothing has been done yet',
    'Adventure Works ▲ Open adventure-works.com',
  );
  expect(await card.buttons()).toEqual(['Choose 1', 'Choose 2']);
  const number = /(\d)\. (?:⚠ )?Adventure Works Cycles ▼ Closed adventureworkscycles\.com/.exec(
    await card.words(),
  )?.[1];
  await picture('question');

  await card.press(`Choose ${number ?? '?'}`);
  await card.reads('Not confirmed yet', 'Adventure Works Cycles', 'the cycling team joins');
  await picture('asked');

  await card.press('Confirm');
  await card.reads('Enable user sync', 'Applied', 'Adventure Works Cycles');
  await chat.endsWith(card);
  await picture('applied');
});
