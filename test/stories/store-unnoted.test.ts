import { afterEach, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { StoreStory } from '../support/store-faults.ts';
import type { Story, StoryOptions } from '../support/story.ts';

/** What the bot has said and cannot note: saying it again with every look would flood whoever reads it. */

const GROUP = '19:tell@thread.v2';

let told: StoreStory;
let story: Story;
afterEach(() => story.end());

const begin = async (options: StoryOptions = {}): Promise<void> => {
  told = await StoreStory.begin(options);
  ({ story } = told);
};
const inGroup = () => ({ conversation: story.conversation('group', GROUP) });

/** When the next post to a conversation arrives, the store stops taking anything. Resolves to what mends it. */
function failsAtPostTo(conversationId: string): Promise<() => void> {
  return new Promise((resolve) => {
    story.teams.fail('POST', () => { resolve(told.befall('readOnly')); }, 1, conversationId); // prettier-ignore
  });
}

test('a notice that was posted', async () => {
  await begin();
  await story.say('ada', 'notify here', inGroup());
  const failed = failsAtPostTo(GROUP);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.until(() => told.count(GROUP, 'Applied') > 0);
  const mend = await failed;
  await told.minutes(10);
  mend();
  await told.minutes(10);
  expect(told.count(GROUP, 'Applied')).toBe(1);
  await story.pressForCard('ada', story.teams.messages[1] ?? story.last, 'Undo');
  expect(await told.ready()).toBe(200);
});

test('a notice that may have arrived', async () => {
  await begin();
  await story.say('ada', 'notify here', inGroup());
  story.teams.fail('POST', 'hang-after', 1, GROUP);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.until(() => told.count(GROUP, 'Applied') > 0);
  const mend = told.befall('readOnly');
  await told.until(() => told.logged('card.undrawn', { role: 'notice' }), 'the time-out');
  await told.minutes(10);
  mend();
  await told.minutes(10);
  expect(told.count(GROUP, 'Applied')).toBe(1);
});

test('the card that answers somebody: it works, and is the one that is updated', async () => {
  await begin();
  const failed = failsAtPostTo('a:ada');
  await story.say('ada', 'enable sync for fabrikam.com');
  const mend = await failed;
  const [card, apology] = story.teams.messages;
  expect(apology && story.words(apology)).toContain('I cannot use my store');
  await told.minutes(3);
  mend();
  if (card === undefined) throw new Error('no card');
  await story.press('ada', card, 'Cancel');
  await story.seen(card, 'Cancelled');
  expect(story.teams.messages).toHaveLength(2);
});

test('where a card is about to be posted: whoever asked is told, and gets it later', async () => {
  await begin();
  const failed = told.befallAt('readOnly', 'change.proposed');
  const answer = await story.ask('ada', 'enable sync for fabrikam.com');
  expect(story.words(answer)).toContain('I cannot use my store');
  const mend = await failed;
  await told.minutes(1);
  expect(story.teams.messages).toHaveLength(1);
  mend();
  await story.until(() => titlesOf(story.last.cards[0]).includes('Confirm'));
  expect(story.teams.messages).toHaveLength(2);
});

test('that a conversation is lost', async () => {
  await begin();
  await story.say('ada', 'notify here', inGroup());
  story.teams.fail('POST', { status: 403, code: 'BotNotInConversationRoster' }, 99, GROUP);
  await story.change('ada', 'enable sync for fabrikam.com');
  const failed = failsAtPostTo('a:ada');
  await told.minutes(5);
  await story.until(() => told.count('a:ada', 'can no longer notify') > 0);
  const mend = await failed;
  await told.minutes(10);
  mend();
  await told.minutes(10);
  expect(told.count('a:ada', 'can no longer notify')).toBe(1);
});

test('a letter', async () => {
  await begin({ approvals: 'second-person' });
  await story.say('ada', 'help');
  await story.say('ada', 'enable sync for fabrikam.com', inGroup());
  // What is forgotten once an hour is no part of this.
  await story.bot.tick();
  const failed = failsAtPostTo('a:ada');
  await story.typeAndPress('ben', story.last, { reason: 'not now' }, 'Reject', inGroup());
  await story.until(() => told.count('a:ada', 'was rejected') > 0);
  const mend = await failed;
  await told.minutes(10);
  mend();
  await told.minutes(10);
  expect(told.count('a:ada', 'was rejected')).toBe(1);
});
