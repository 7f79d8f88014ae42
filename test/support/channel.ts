import type { BotMessage } from './fake-teams.ts';
import { lived } from './lived.ts';
import { organizations, TEAM, type Story, type Where, type Who } from './story.ts';

/** Teams and channels, as stories use them. */

export const SECURITY = '19:security@thread.tacv2';
export const AUDIT = '19:audit@thread.tacv2';
export const GROUP = '19:group@thread.v2';

/** As somebody writes it there; in a channel in a thread, as always. */
export const at = (story: Story, where: Where, id: string, thread = '1700000000000') => ({
  conversation: story.conversation(where, where === 'channel' ? `${id};messageid=${thread}` : id),
  ...(where === 'channel'
    ? { channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: TEAM } } }
    : {}),
});

/** As somebody clicks on a post, or answers it in its thread. */
export const inThread = (story: Story, post: BotMessage) => ({
  conversation: story.conversation('channel', post.conversationId),
});

/** What was posted at the root of a channel. */
export const postsIn = (story: Story, channel: string): readonly BotMessage[] =>
  story.teams.messages.filter(({ id, conversationId }) => conversationId === `${channel};messageid=${id}`);

export async function subscribe(story: Story, who: Who, line: string, ...channels: readonly string[]): Promise<void> {
  for (const id of channels) await story.ask(who, line, at(story, 'channel', id));
}

/** Lets everything happen that would within some seconds. */
export async function settle(story: Story): Promise<void> {
  for (let n = 0; n < 5; n += 1) {
    await story.later(0.05);
    await lived(10);
  }
}
