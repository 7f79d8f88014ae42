import { afterEach, expect, test } from 'vitest';
import type { BotMessage } from '../support/fake-teams.ts';
import { Story } from '../support/story.ts';

/** A bot whose certificate ends can do nothing any more: whoever can renew it is told before. */

const DAY_MS = 24 * 60 * 60_000;
const MINUTES_OF_A_DAY = 24 * 60;

let story: Story;
afterEach(() => story.end());

const said = (words: string): readonly BotMessage[] =>
  story.teams.messages.filter((message) => story.words(message).includes(words));

async function begin(days: number): Promise<void> {
  story = await Story.begin({ certificateEnds: Date.now() + days * DAY_MS });
  // Whoever has no chat with the bot cannot be told alone.
  await story.ask('ada', 'help');
}

test('one that ends within 30 days is told to every administrator alone, once a week, also over restarts', async () => {
  await begin(29);
  await story.until(() => said('My certificate ends soon').length > 0, 'the first word');
  const first = said('My certificate ends soon').length;
  await story.restart();
  await story.later(MINUTES_OF_A_DAY);
  expect(said('My certificate ends soon')).toHaveLength(first);
  await story.later(6 * MINUTES_OF_A_DAY);
  await story.until(() => said('My certificate ends soon').length === 2 * first, 'the word of the next week');
  expect(story.log.filter(({ event }) => event === 'certificate.ends').length).toBeGreaterThan(1);
});

test('one that is over is told as that', async () => {
  await begin(-1);
  await story.until(() => said('My certificate has ended').length > 0, 'the word');
});

test('one that lasts longer, or none, is not spoken of', async () => {
  await begin(32);
  await story.later(1);
  expect(said('My certificate')).toEqual([]);
});
