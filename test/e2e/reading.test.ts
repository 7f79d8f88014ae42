import { expect } from 'vitest';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { test } from './stage.ts';

test('lists partners and turns the pages on the same card', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const list = await chat.ask('list partners');
  await list.reads('14 partners', 'Closed Fabrikam fabrikam.com', 'Page 1 of 2');
  expect(await list.words()).not.toContain('Wide World Importers');
  expect((await list.buttons()).filter((title) => title !== 'Show')).toEqual(['Show next page']);
  await picture('first-page');

  await list.press('Show next page');
  await list.reads('Page 2 of 2', 'Open Wide World Importers wideworldimporters.com');
  expect(await list.words()).not.toContain('Fabrikam');
  expect((await list.buttons()).filter((title) => title !== 'Show')).toEqual(['Show previous page']);
  await picture('second-page');

  await list.press('Show previous page');
  await list.reads('Page 1 of 2', 'Fabrikam');
  await chat.endsWith(list);
});

test('shows a partner and what its sync still needs', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const off = await chat.ask('show fabrikam.com');
  await off.reads('Fabrikam', organizations.fabrikam.tenantId, 'User sync is off');
  expect(await off.buttons()).toContain('Enable sync');
  await picture('off');

  const on = await chat.ask('show Contoso');
  await on.reads('Contoso', 'User sync is on, and our side is ready');
  expect(await on.buttons()).toContain('Disable sync');
  await picture('on');
});

test('help begins with what most people want, and leads to topics and back', async ({ sitDown }) => {
  const { playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const help = await chat.ask('help');
  await help.reads('What I can do for you', 'Who may sync users here', 'enable sync for X');
  await picture('help');
  await help.press('Help partners');
  await help.reads('Partners and their sync', 'list partners');
  await picture('topic');
  await help.press('Show help');
  await help.reads('What I can do for you');
  await chat.endsWith(help);
});
