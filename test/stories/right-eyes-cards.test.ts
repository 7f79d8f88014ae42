import { afterEach, expect, test } from 'vitest';
import { ROLES } from '../../src/domain/people/role.ts';
import { titlesOf } from '../support/cards.ts';
import { at, GROUP, inThread, postsIn, SECURITY } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { people, Story, type StoryOptions, type Where, type Who } from '../support/story.ts';

/** A card is read by many: which roles somebody holds, or could, is told them alone. */

let story: Story;
afterEach(() => story.end());
const begin = async (options: StoryOptions): Promise<void> => {
  story = await Story.begin(options);
  for (const who of ['ada', 'ben', 'chen', 'dana'] as const) story.teams.install(people[who].id, `a:${who}`);
};

const saidIn = (place: string): string =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId === place || conversationId.startsWith(`${place};`))
    .flatMap((message) =>
      message.cards.map((_, index) => story.words({ ...message, cards: message.cards.slice(0, index + 1) })),
    )
    .join('\n');
const ABOUT_THEM = /eligible|Active for|does not hold|switched off|Security Reader|You need/;

/** Whoever holds the role now holds it only in PIM, from their next read on. */
function deactivate(who: Who): void {
  const { roleAssignments, roleEligibilities } = story.graph.tenant;
  const { id } = people[who];
  roleAssignments.splice(0, roleAssignments.length, ...roleAssignments.filter((one) => one.principalId !== id));
  for (const group of story.graph.tenant.groups.values()) group.members = group.members.filter((one) => one !== id);
  roleEligibilities.push({
    id: `eligible-${who}`,
    principalId: id,
    roleDefinitionId: ROLES.securityAdministrator.id,
    directoryScopeId: '/',
  });
}

test.each([
  ['group', GROUP],
  ['channel', SECURITY],
] as const)('of whoever confirms in a %s and holds the role no more', async (where: Where, id) => {
  await begin({ approvals: 'self' });
  const card = await story.ask('ada', 'enable sync for fabrikam.com', at(story, where, id));
  deactivate('ada');
  await story.press('ada', card, 'Confirm', at(story, where, card.conversationId.replace(/;.*$/, '')));
  await story.seen(card, 'but nothing was changed');
  await story.until(() => saidIn('a:ada').includes('eligible for Security Administrator'), 'why, alone');
  expect(saidIn(id)).toContain('I could not confirm the role of whoever pressed it. I tell only them why.');
  expect(saidIn(id)).not.toMatch(ABOUT_THEM);
});

test('of whoever confirms in their own chat it says why itself, and once', async () => {
  await begin({ approvals: 'self' });
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  deactivate('ada');
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'You are eligible for Security Administrator');
  await story.later(1);
  expect(story.teams.messages.filter((message) => story.words(message).includes('eligible'))).toHaveLength(1);
});

test('of whoever approves, wherever the card is', async () => {
  await begin({ approvals: 'second-person' });
  story.graph.tenant.roleAssignments.push({
    id: 'grant-dana',
    principalId: people.dana.id,
    roleDefinitionId: ROLES.securityAdministrator.id,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
  });
  await story.ask('ada', 'send approvals here', at(story, 'channel', SECURITY));
  await story.say('ada', 'enable sync for fabrikam.com', at(story, 'group', GROUP));
  const waiting = (): BotMessage | undefined =>
    postsIn(story, SECURITY).find((post) => titlesOf(post.cards.at(-1)).includes('Approve'));
  await story.until(() => waiting() !== undefined, 'the card where approvals go');
  const card = waiting() ?? story.last;
  // The first look lets them pass, the one before the write does not.
  story.graph.clearRequests();
  story.graph.fail({ kind: 'slow', delayMs: 0, path: /roleAssignments/, times: 1 });
  story.graph.fail({ kind: 'slow', delayMs: 600, path: /roleAssignments/, times: 1 });
  const click = story.press('dana', card, 'Approve', inThread(story, card));
  await story.until(
    () => story.graph.requests.filter((request) => request.path.includes('roleAssignments')).length === 2,
    'two looks',
  );
  deactivate('dana');
  await click;
  await story.seen(card, 'but nothing was changed');
  await story.until(() => saidIn('a:dana').includes('does not count at the moment'), 'why, alone');
  expect(saidIn('a:dana')).toContain('eligible for Security Administrator');
  for (const place of [SECURITY, GROUP, 'a:ada']) expect(saidIn(place)).not.toMatch(ABOUT_THEM);
});

test('of whoever clicks and has no chat with the bot, only what the button takes is said where they clicked', async () => {
  await begin({ approvals: 'second-person' });
  const card = await story.ask('ada', 'enable sync for fabrikam.com', at(story, 'channel', SECURITY));
  story.graph.fail({ kind: 'slow', delayMs: 500, path: /roleAssignments/, times: 1 });
  story.teams.fail('POST', 403, 99, 'a:chen');
  const answer = await story.press('chen', card, 'Approve', inThread(story, card));
  expect(answer.text).toContain('One moment');
  await story.until(() => saidIn(SECURITY).includes('you have no chat with me yet'), 'that they cannot be told');
  expect(saidIn(SECURITY)).not.toMatch(/eligible|Active for|does not hold/);
});

test('nor is anything else that comes too late for the click', async () => {
  await begin({ approvals: 'second-person' });
  const card = await story.ask('ada', 'enable sync for fabrikam.com', at(story, 'channel', SECURITY));
  const mend = story.graph.fail({ kind: 'hang-before', path: /roleAssignments|users/ });
  story.teams.fail('POST', 403, 99, 'a:ben');
  expect((await story.press('ben', card, 'Approve', inThread(story, card))).text).toContain('One moment');
  await story.until(
    () => saidIn(SECURITY).includes('I can answer that only in a private chat'),
    'that they cannot be told',
  );
  expect(saidIn(SECURITY)).not.toContain('I could not check');
  mend();
});
