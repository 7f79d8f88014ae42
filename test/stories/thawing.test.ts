import { afterEach, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type StoryOptions } from '../support/story.ts';

/** What a thaw could not bring back, and what it leaves out. */

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const { contoso, fabrikam } = organizations;
const freeze = (): Promise<BotMessage> => story.change('ada', 'freeze all because accounts were stolen');
const told = async (line: string): Promise<string> => story.words(await story.ask('ada', line));
/** Graph refuses what is written of Contoso. */
const refusing = (): (() => void) =>
  story.graph.fail({ kind: 'status', status: 500, method: 'PATCH', path: new RegExp(contoso.tenantId) });

test('whom a thaw could not bring back, the next one does, which the card offers', async () => {
  await begin();
  await freeze();
  const mend = refusing();
  const first = await story.ask('ada', 'thaw');
  await story.press('ada', first, 'Confirm');
  await story.seen(first, '1 not as asked');
  mend();
  expect(story.letsIn(contoso)).toBe(false);
  // Nothing is frozen any more.
  expect(await told('enable sync for fabrikam.com')).not.toContain('Everything is frozen');
  const again = await story.pressForCard('ada', first, 'Thaw the rest');
  expect(story.words(again)).toContain('1 partner');
  expect(story.words(again)).not.toContain('somebody has changed it since');
  await story.press('ada', again, 'Confirm');
  await story.seen(again, 'Applied');
  expect(titlesOf(again.cards.at(-1))).not.toContain('Thaw the rest');
  expect(story.letsIn(contoso)).toBe(true);
  expect(await told('thaw')).toContain('Nothing is frozen');
});

test('whom people have opened by hand since, no thaw has left to bring back', async () => {
  await begin();
  await freeze();
  const mend = refusing();
  const first = await story.ask('ada', 'thaw');
  await story.press('ada', first, 'Confirm');
  await story.seen(first, '1 not as asked');
  mend();
  await story.change('ada', 'enable sync for contoso.com');
  await story.change('ada', 'enable auto redemption from contoso.com');
  expect(story.letsIn(contoso)).toBe(true);
  expect(await told('thaw')).toContain('Nothing is frozen');
});

test('what was opened for good after it had an end is brought back, and its end is said nowhere', async () => {
  await begin();
  await story.change('ada', 'enable sync for fabrikam.com for 5 days');
  await story.change('ben', 'disable sync for fabrikam.com');
  await story.change('ben', 'enable sync for fabrikam.com because it is needed for good');
  expect(await told('list ending')).toContain('No access has an end date');
  expect(await told('show fabrikam.com')).not.toContain('until');
  await freeze();
  await story.later(5 * 24 * 60 + 1);
  expect(story.teams.messages.filter((one) => story.words(one).includes('Access ends in'))).toEqual([]);
  await story.change('ada', 'thaw');
  expect(story.letsIn(fabrikam)).toBe(true);
  // It would undo what was decided later: people are asked.
  const isAsked = (one: BotMessage) => story.words(one).includes('it was opened anew since');
  await story.until(() => story.teams.messages.some(isAsked), 'asked');
});
