import { afterEach, beforeEach, expect, test } from 'vitest';
import { organizations, Story } from '../support/story.ts';

const { contoso } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ preview: false });
});
afterEach(() => story.end());

test.each([
  'list deleted',
  'show deleted contoso.com',
  'restore sync policy for contoso.com',
  'purge sync policy for contoso.com',
  'enable group sync for contoso.com',
  'disable group sync for contoso.com',
])('without PREVIEW_FEATURES, "%s" says what it needs and why, and asks nobody', async (line) => {
  const words = story.words(await story.ask('ada', line));
  expect(words).toContain('PREVIEW_FEATURES=on');
  expect(story.graph.requests).toEqual([]);
});

test('nothing asks Graph beta: what was deleted is made anew by undo', async () => {
  const card = await story.change('ada', 'delete sync policy for contoso.com');
  const next = await story.pressForCard('ada', card, 'Undo');
  await story.press('ada', next, 'Confirm');
  await story.seen(next, 'Applied');
  expect(story.writes().at(-1)).toBe(`PUT partners/${contoso.tenantId}/identitySynchronization`);
  expect(story.graph.requests.filter(({ path }) => path.includes('/beta/'))).toEqual([]);
});

test('a card that needs beta is given back when the setting was switched off meanwhile', async () => {
  await story.end();
  story = await Story.begin();
  const card = await story.ask('ada', 'enable group sync for contoso.com');
  await story.restart({ preview: false });
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'That needs Microsoft Graph beta');
  expect(story.writes()).toEqual([]);
});
