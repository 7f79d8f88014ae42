import { afterEach, expect, test } from 'vitest';
import { titlesOf, wordsOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type StoryOptions } from '../support/story.ts';

/** What a freeze does to what had been asked for before it. */

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const { contoso, fabrikam } = organizations;
const DAY = 24 * 60;
const freeze = async (): Promise<void> => {
  const card = await story.ask('ben', 'freeze all because accounts were stolen');
  await story.press('ben', card, 'Confirm');
  await story.seen(card, 'Applied');
};
const offering = (title: string) => (one: BotMessage) => titlesOf(one.cards.at(-1)).includes(title);

test('what would keep open is not renewed', async () => {
  await begin();
  await story.change('ada', 'enable sync for fabrikam.com for 5 days');
  await story.later(2 * DAY + 1);
  await story.until(() => story.teams.messages.some(offering('Renew')), 'told that it ends');
  const nears = story.teams.messages.findLast(offering('Renew'));
  if (nears === undefined) throw new Error('no card with Renew');
  await freeze();
  const answer = await story.press('ada', nears, 'Renew');
  expect(wordsOf(answer.card)).toContain('Everything is frozen');
  expect(story.letsIn(fabrikam)).toBe(false);
});

test('what somebody closed past the bot is not opened again', async () => {
  await begin();
  await story.bot.watch();
  story.elsewhere('eli', contoso.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: false };
  });
  await story.bot.watch();
  const drift = /D-[0-9A-Z]{8}/.exec(story.words(await story.ask('ada', 'list drift')))?.[0] ?? 'no id';
  await freeze();
  const told = story.words(await story.ask('ada', `revert drift ${drift}`));
  expect(told).toContain('Everything is frozen');
  expect(story.letsIn(contoso)).toBe(false);
});

test('ends a list, what is asked for the template, and what waits for a second person: it is approved no more', async () => {
  await begin({ approvals: 'risk' });
  const group = { conversation: story.conversation('group', '19:reviewers@thread.v2') };
  const list = await story.ask('ada', 'disable sync for contoso.com and adatum.com');
  const template = await story.ask('ada', 'disable sync in template');
  const opening = await story.ask('ada', 'enable sync for fabrikam.com', group);
  expect(titlesOf(opening.cards.at(-1))).toContain('Approve');
  await freeze();
  const writes = story.writes().length;
  for (const card of [list, template, opening]) await story.seen(card, 'Another change took its place');
  // The card as it was, which somebody still sees.
  await story.press('ben', opening, 'Approve', group);
  await story.ask('ben', `approve ${/C-[0-9A-Z]{8}/.exec(story.words(opening))?.[0] ?? 'no id'}`, group);
  expect(story.letsIn(fabrikam)).toBe(false);
  expect(story.writes()).toHaveLength(writes);
});

test('what Graph does not take at first is closed all the same: it is tried again', async () => {
  await begin();
  const card = await story.ask('ben', 'freeze all because accounts were stolen');
  const mend = story.graph.fail({ kind: 'status', status: 500, method: 'PATCH', path: new RegExp(contoso.tenantId) });
  await story.press('ben', card, 'Confirm');
  const isRefused = () =>
    story.graph.requests.some(({ path, status }) => path.includes(contoso.tenantId) && status === 500);
  await story.until(() => isRefused() && story.words(card).includes('13 of 14'), 'all but one');
  mend();
  await story.seen(card, 'Applied');
  expect(story.letsIn(contoso)).toBe(false);
});

test('what closes is decided also while it runs, which one partner alone may make it do for long', async () => {
  await begin();
  await story.change('ada', 'trust mfa from litwareinc.com');
  const waits = await story.ask('ada', 'stop trusting mfa from litwareinc.com');
  const card = await story.ask('ben', 'freeze all because accounts were stolen');
  story.graph.fail({ kind: 'status', status: 500, method: 'PATCH', path: new RegExp(contoso.tenantId) });
  await story.press('ben', card, 'Confirm');
  await story.seen(waits, 'Another change took its place');
  await story.until(() => story.words(card).includes('13 of 14'), 'all but one');
  const closing = await story.ask('ada', 'stop trusting mfa from litwareinc.com');
  await story.later(1);
  await story.press('ada', closing, 'Confirm');
  await story.seen(closing, 'Applied');
  expect(story.partner(organizations.litware.tenantId)?.inboundTrust?.isMfaAccepted).toBe(false);
  expect(story.words(card)).not.toContain('Applied');
  expect(story.letsIn(contoso)).toBe(true);
});
