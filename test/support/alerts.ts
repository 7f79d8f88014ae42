import { expect } from 'vitest';
import { postsIn, SECURITY, settle } from './channel.ts';
import type { BotMessage } from './fake-teams.ts';
import type { Story } from './story.ts';

/** What a channel is told of changes that the bot did not make. */

const STATES = [
  ['Not by me', 'open'],
  ['Accepted', 'accepted'],
  ['Taken back', 'reverted'],
  ['Gone again', 'gone'],
  ['Changed again', 'changed again'],
] as const;

const stateOf = (words: string): string | undefined => STATES.find(([title]) => words.startsWith(title))?.[1];

/** The posts about drifts in a channel, oldest first. */
export const alertsIn = (story: Story, channel = SECURITY): readonly BotMessage[] =>
  postsIn(story, channel).filter((post) => stateOf(story.words(post)) !== undefined);

/** Each as `tenant id, what became of it`, as people see it now. */
export const shownIn = (story: Story, channel = SECURITY): readonly string[] =>
  alertsIn(story, channel).map((post) => {
    const words = story.words(post);
    return `${/Tenant id\n(\S+)/.exec(words)?.[1] ?? 'no tenant id'} ${stateOf(words) ?? ''}`;
  });

/** The channel comes to show exactly this, and stays so. */
export async function expectAlerts(story: Story, wanted: readonly string[], channel = SECURITY): Promise<void> {
  const isSo = (): boolean => JSON.stringify(shownIn(story, channel)) === JSON.stringify(wanted);
  await story.until(isSo, `${JSON.stringify(wanted)} in ${JSON.stringify(shownIn(story, channel))}`).catch(() => {
    // The comparison below says more.
  });
  await settle(story);
  expect(shownIn(story, channel)).toEqual(wanted);
}

export const onlyAlert = (story: Story, channel = SECURITY): BotMessage => {
  const [only, ...more] = alertsIn(story, channel);
  if (only === undefined || more.length > 0) throw new Error(`${more.length + (only ? 1 : 0)} alerts in ${channel}`);
  return only;
};
