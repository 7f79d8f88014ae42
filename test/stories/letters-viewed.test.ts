import { afterEach, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { at, GROUP, postsIn, SECURITY, subscribe } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { Story, type Who } from '../support/story.ts';

/** A letter that everybody in a channel reads, with buttons that not everybody may press (Teams: user-specific views). */

const DAY = 24 * 60;

let story: Story;
afterEach(() => story.end());

type Refresh = { readonly action: { readonly data: object }; readonly userIds: readonly string[] };
const refreshOf = (letter: BotMessage): Refresh => (letter.cards.at(-1) as { refresh: Refresh }).refresh;
/** As a client does on its own when somebody sees the letter. */
const seenBy = async (who: Who, letter: BotMessage, where = at(story, 'channel', SECURITY)) => {
  const action = { type: 'Action.Execute', verb: 'look', data: refreshOf(letter).action.data };
  return (await story.invoke(who, letter, { action, trigger: 'automatic' }, where)).card;
};
const letterOf = async (text: string): Promise<BotMessage> => {
  const found = () => postsIn(story, SECURITY).findLast((post) => story.words(post).includes(text));
  await story.until(() => found() !== undefined, `"${text}" in the channel`);
  const letter = found();
  if (letter === undefined) throw new Error('gone');
  return letter;
};

test('of an end that is near has its buttons as it is posted, and none for whoever may not press them', async () => {
  story = await Story.begin({ approvals: 'self' });
  await subscribe(story, 'ada', 'notify here', SECURITY);
  await story.say('dana', 'whoami', at(story, 'channel', SECURITY));
  await story.change('ada', 'enable sync for fabrikam.com for 10 days');
  await story.later(8 * DAY);
  const letter = await letterOf('Access ends in');
  const all = ['Renew', 'End now', 'Show partner'];
  expect(titlesOf(letter.cards[0])).toEqual(all);
  expect(refreshOf(letter).userIds).toHaveLength(2);
  expect(titlesOf(await seenBy('ben', letter))).toEqual(all);
  const seen = await seenBy('dana', letter);
  expect(seen).toMatchObject({ type: 'AdaptiveCard' });
  expect(titlesOf(seen)).toEqual([]);
  expect(seen).not.toHaveProperty('refresh');
  expect(await seenBy('ben', letter, at(story, 'group', GROUP))).toBeUndefined();
  await story.restart();
  expect(titlesOf(await seenBy('dana', letter))).toEqual([]);
  expect(story.writes().length).toBeGreaterThan(0);
  const writes = story.writes().length;
  await seenBy('ada', letter);
  expect(story.writes()).toHaveLength(writes);
  // What is so no more is shown as it was posted.
  const renewed = await story.ask('ada', 'disable sync for fabrikam.com');
  await story.press('ada', renewed, 'Confirm');
  await story.seen(renewed, 'Applied');
  await story.later(3 * DAY);
  expect(await seenBy('dana', letter)).toBeUndefined();
});
