import { afterEach, expect, test } from 'vitest';
import { openedPast } from '../support/alerts.ts';
import { buttonsOf } from '../support/cards.ts';
import { inThread, SECURITY, subscribe } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type Who } from '../support/story.ts';

/** What the demo shows: only the first line of each job is typed, everything else is pressed. */

const { fabrikam, contoso } = organizations;

let story: Story;
afterEach(() => story.end());

/** Asks, in a group, where the other one reads along. */
const GROUP = '19:reviewers@thread.v2';
const inGroup = () => ({ conversation: story.conversation('group', GROUP) });
const press = (who: Who, card: BotMessage, title: string) => story.press(who, card, title, inGroup());

/** Presses what is answered with a change of its own; letters may come beside it. @param line what the button says, among several of one name */
async function next(who: Who, card: BotMessage, title: string, line = ''): Promise<BotMessage> {
  const before = story.teams.messages.length;
  const asked = () => story.teams.messages.slice(before).find((one) => story.words(one).includes('Waits for approval'));
  const button = buttonsOf(card.cards.at(-1)).find(
    (one) => one.title === title && JSON.stringify(one.data).includes(line),
  );
  if (button === undefined) throw new Error(`no button ${title}`);
  await story.invoke(who, card, { action: { type: 'Action.Execute', ...button }, trigger: 'manual' }, inGroup());
  await story.until(() => [card, asked()].some((one) => one && story.words(one).includes('Waits for approval')), title);
  return asked() ?? card;
}

async function approved(card: BotMessage): Promise<BotMessage> {
  await press('ben', card, 'Approve');
  await story.seen(card, 'Applied');
  return card;
}

test('a partner is let in, and that is undone; a policy is deleted, and brought back', async () => {
  story = await Story.begin({ approvals: 'second-person' });
  const opened = await approved(await story.ask('ada', 'enable sync for fabrikam.com', inGroup()));
  await approved(await next('ada', opened, 'Undo'));
  expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);

  await approved(await story.ask('ada', 'delete sync policy for contoso.com', inGroup()));
  expect(story.partner(contoso.tenantId)?.identitySynchronization).toBeNull();
  const list = await story.ask('ada', 'list deleted', inGroup());
  await approved(await next('ada', list, 'Restore sync policy', contoso.tenantId));
  expect(story.partner(contoso.tenantId)?.identitySynchronization).not.toBeNull();
});

test('what somebody changed in the portal is set back', async () => {
  story = await Story.begin();
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
  const drift = await openedPast(story);
  const before = story.teams.messages.length;
  await story.press('ada', drift, 'Revert', inThread(story, drift));
  await story.until(() => story.teams.messages.length > before, 'the card of the change');
  const change = story.last;
  await story.press('ada', change, 'Confirm', inThread(story, change));
  await story.seen(change, 'Applied');
  await story.seen(drift, 'Taken back');
});

test('where a second person approves, who asks alone is told which button makes a place for that', async () => {
  story = await Story.begin({ approvals: 'second-person' });
  const added = { type: 'installationUpdate', action: 'add', text: undefined, ...inGroup() };
  await story.post({ ...story.message('ada', '', {}), ...added });
  const words = (card: BotMessage) => story.words(card);
  const found = async (said: string, place: string): Promise<BotMessage> => {
    const has = () => story.teams.messages.findLast((one) => one.conversationId === place && words(one).includes(said));
    await story.until(() => has() !== undefined, said);
    return has() ?? story.last;
  };
  const hello = await found('Hello, I am Bridgekeeper', GROUP);

  const partner = await story.ask('ada', 'show fabrikam.com');
  const refused = await story.press('ada', partner, 'Enable sync');
  expect(refused.text).toContain('have an administrator press Post changes here on my hello');

  expect((await press('ben', hello, 'Post changes here')).text).toContain('approvals: changes that wait');
  await story.press('ada', partner, 'Enable sync');
  await approved(await found('Waits for approval', GROUP));
  expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(true);
});
