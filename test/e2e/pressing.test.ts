import { expect } from 'vitest';
import { test } from './stage.ts';

const FABRIKAM = 7;

test('nothing is typed but the first line: what follows is pressed', async ({ sitDown }) => {
  const { demo, playground, picture } = await sitDown('admin');
  const chat = playground.personalChat;
  const card = await chat.ask('hello');
  await card.press('List partners');
  await card.reads('14 partners', 'fabrikam.com');
  await card.pressIn(FABRIKAM, 'Show');
  await card.reads('User sync is off');
  await card.press('Enable sync');
  await card.reads('Opens the tenant', 'Not confirmed yet');
  await card.press('Confirm');
  await card.reads('Applied', 'Opened the tenant');
  expect(demo.log).toContain('"transition":"applied"');
  await picture('applied');

  await card.press('Undo');
  const undoing = await chat.answer(card.position + 1);
  await undoing.reads('Closes a door', 'Undoes “Enable user sync”');
  await undoing.press('Confirm');
  await undoing.reads('Applied', 'Closed a door');
  await picture('undone');
});
