import { afterEach, describe, expect, test } from 'vitest';
import { ROLES } from '../../src/domain/people/role.ts';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type StoryOptions, type Who } from '../support/story.ts';

/** How many other administrators must approve what opens the tenant (APPROVERS). */

const { fabrikam } = organizations;
const SECURITY = '19:security@thread.tacv2';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ approvals: 'risk', approvers: 2, ...options });
  for (const who of ['dana', 'eli'] as const) grant(who);
};
afterEach(() => story.end());

const inChannel = {
  conversation: { id: `${SECURITY};messageid=1700000000000`, conversationType: 'channel', isGroup: true },
  channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: '19:team@thread.tacv2' } },
};
function grant(who: Who): void {
  story.graph.tenant.roleAssignments.push({
    id: `grant-${who}`,
    principalId: people[who].id,
    roleDefinitionId: ROLES.securityAdministrator.id,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
  });
}
function disable(who: Who): void {
  const user = story.graph.tenant.users.get(people[who].id);
  if (user) story.graph.tenant.users.set(user.id, { ...user, accountEnabled: false });
}
const asked = (line = 'enable sync for fabrikam.com'): Promise<BotMessage> => story.ask('ada', line, inChannel);
const press = (who: Who, card: BotMessage, title: string) => story.press(who, card, title, inChannel);
const isOn = () => story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;

describe('two others must approve', () => {
  test('and the card shows who has, and how many are missing', async () => {
    await begin();
    const card = await asked();
    expect(story.words(card)).toContain('2 other Security Administrators must approve this; 2 are missing.');
    await press('ben', card, 'Approve');
    await story.seen(card, '1 is missing');
    expect(story.words(card)).toMatch(/Approved by\nBen Haddad/);
    expect(story.writes()).toEqual([]);
    await press('dana', card, 'Approve');
    await story.seen(card, 'Applied');
    expect(isOn()).toBe(true);
    expect(story.words(card)).toContain('Ben Haddad and Dana Reyes approved this.');
    expect(story.words(card)).toMatch(/Approved by\nBen Haddad[^]*Approved by\nDana Reyes/);
    const journal = story.words(await story.ask('ada', `show change ${story.changeOn(card)}`));
    expect(journal).toMatch(/Ben Haddad approved it; others have to as well[^]*Dana Reyes approved it\./);
  });

  test('and a reminder and the list of what is open say how many are missing', async () => {
    await begin();
    const card = await asked();
    const open = async (): Promise<string> => story.words(await story.ask('dana', 'list open'));
    const reminded = (): string =>
      story.teams.messages
        .map((message) => story.words(message))
        .filter((words) => words.includes('still waits for approval'))
        .join('\n');
    expect(await open()).toContain('Waits for 2 other Security Administrators.');
    await story.later(5.5);
    await story.until(() => reminded() !== '', 'a reminder');
    expect(reminded()).toContain('2 other Security Administrators have to approve it on its card');
    await press('ben', card, 'Approve');
    await story.seen(card, '1 is missing');
    expect(await open()).toContain('Waits for another Security Administrator.');
    await story.later(5);
    await story.until(() => reminded().includes('Another Security Administrator can approve'), 'a second reminder');
  });

  test('the same person counts once, and whoever asked not at all', async () => {
    await begin();
    const card = await asked();
    for (let times = 0; times < 3; times += 1) await press('ben', card, 'Approve');
    expect((await press('ada', card, 'Approve')).text).toContain('Another administrator has to decide this');
    await story.later(1);
    expect(story.words(card)).toContain('1 is missing');
    expect(story.writes()).toEqual([]);
  });

  test('also at the same moment', async () => {
    await begin();
    const card = await asked();
    await Promise.all((['ben', 'ben', 'ben'] as const).map((who) => press(who, card, 'Approve')));
    await story.later(1);
    expect(story.writes()).toEqual([]);
    await Promise.all((['dana', 'eli', 'dana'] as const).map((who) => press(who, card, 'Approve')));
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('each of them is looked at again: who may not any more is asked for anew, the others are not', async () => {
    await begin();
    const card = await asked();
    await press('dana', card, 'Approve');
    await story.seen(card, '1 is missing');
    disable('dana');
    await press('ben', card, 'Approve');
    await story.seen(card, 'An approval no longer counts: Dana Reyes');
    expect(story.words(card)).toContain('1 is missing');
    expect(story.words(card)).toMatch(/Approved by\nBen Haddad/);
    expect(story.writes()).toEqual([]);
    await press('eli', card, 'Approve');
    await story.seen(card, 'Applied');
  });

  test('one no ends it, and whoever asked takes it back as ever', async () => {
    await begin();
    const rejected = await asked();
    await press('ben', rejected, 'Approve');
    await press('dana', rejected, 'Reject');
    await story.seen(rejected, 'Rejected');
    const cancelled = await asked();
    await press('ben', cancelled, 'Approve');
    await story.say('ada', `withdraw ${story.changeOn(cancelled)}`, inChannel);
    await story.seen(cancelled, 'Cancelled');
    expect(story.writes()).toEqual([]);
  });

  test('what they said is not forgotten by a restart', async () => {
    await begin();
    const card = await asked();
    await press('ben', card, 'Approve');
    await story.restart();
    await press('dana', card, 'Approve');
    await story.seen(card, 'Applied');
  });

  test('one is enough for what opens nothing', async () => {
    await begin({ approvals: 'second-person' });
    const card = await asked('disable sync for contoso.com');
    await press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
  });
});

test('where fewer others hold the role, whoever asks is told before anybody is asked', async () => {
  await begin({ approvers: 4 });
  const answer = await asked();
  expect(story.words(answer)).toContain('Too few could approve that now');
  expect(story.words(answer)).toContain('4 other Security Administrators must approve it, and I see 3');
  expect(titlesOf(answer.cards.at(-1))).toEqual(['Break the glass']);
  expect(story.words(await story.ask('ada', 'list open'))).toContain('Nothing is open');
});

test('a rule that asks for more by now is not got around with an older card', async () => {
  await begin({ approvers: 1 });
  const card = await asked();
  await story.restart({ approvers: 2 });
  expect((await press('ben', card, 'Approve')).text).toContain('More administrators have to approve that now');
  expect(story.writes()).toEqual([]);
  await story.say('ada', `withdraw ${story.changeOn(card)}`, inChannel);
  await story.seen(card, 'Cancelled');
});

test('where whoever asks decides, it does nothing, and the start says so', async () => {
  await begin({ approvals: 'self' });
  expect(story.log.find(({ event }) => event === 'approvers.unused')).toMatchObject({ level: 'warn', approvers: 2 });
  const card = await asked();
  await press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  await story.restart({ approvals: 'risk' });
  expect(story.log.filter(({ event }) => event === 'approvers.unused')).toHaveLength(1);
});
