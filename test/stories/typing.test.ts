import { afterEach, beforeEach, expect, test } from 'vitest';
import { Story } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

test('whoever waits long sees that the bot is at it, once, and not after the answer', async () => {
  story.graph.fail({ kind: 'slow', delayMs: 900, path: /\/partners$/, times: 1 });
  const before = story.teams.messages.length;
  await story.ask('ada', 'list partners');
  expect(story.teams.typings).toEqual([{ conversationId: story.last.conversationId, before }]);
});

test('a click is answered in its own way', async () => {
  const list = await story.ask('ada', 'list partners');
  const before = story.teams.typings.length;
  story.graph.fail({ kind: 'slow', delayMs: 900, path: /\/partners$/, times: 1 });
  await story.press('ada', list, 'Show next page');
  await story.seen(list, 'Page 2');
  expect(story.teams.typings).toHaveLength(before);
});
