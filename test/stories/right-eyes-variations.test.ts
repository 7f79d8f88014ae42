import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, GROUP, inThread, SECURITY } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';
import { member } from '../support/members.ts';

/** The same in the places in which people ask, and by the ways in which they ask there. */

const { fabrikam, woodgrove } = organizations;
const MEETING = '19:meeting_NzQxYzk1@thread.v2';
const CHANNEL = `${SECURITY};messageid=1700000000000`;
let story: Story;
beforeEach(async () => {
  story = await Story.begin();
  for (const who of ['ada', 'chen', 'dana', 'eli'] as const) story.teams.install(people[who].id, `a:${who}`);
});
afterEach(() => story.end());

const rootOf = (id: string): string => id.replace(/;.*$/s, '');
const saidIn = (place: string): string =>
  story.teams.messages
    .filter(({ conversationId }) => rootOf(conversationId) === rootOf(place))
    .map((message) => story.words(message))
    .join('\n');
const ABOUT_THEM = /Active roles|eligible|Active for|switched off|Security Reader|Security Operations/;
const home = { tenantId: woodgrove.tenantId };

/** Where something is said, as Teams describes it; not all of it is always there. */
const PLACES: readonly (readonly [string, { readonly id: string } & Readonly<Record<string, unknown>>])[] = [
  ['a channel', { id: CHANNEL, conversationType: 'channel', isGroup: true, ...home }],
  ['a channel, at its root', { id: SECURITY, conversationType: 'channel', isGroup: true, ...home }],
  ['a channel that does not say that it is a group', { id: CHANNEL, conversationType: 'channel', ...home }],
  ['a group chat', { id: GROUP, conversationType: 'groupChat', isGroup: true, ...home }],
  ['a group chat that does not say that it is one', { id: GROUP, conversationType: 'groupChat', ...home }],
  ['the chat of a meeting', { id: MEETING, conversationType: 'groupChat', isGroup: true, ...home }],
  ['a conversation without a type', { id: GROUP, isGroup: true, ...home }],
  ['a conversation that says nothing of itself', { id: GROUP, ...home }],
  ['a conversation of a type that nobody knows', { id: MEETING, conversationType: 'meeting', isGroup: true, ...home }],
  ['a conversation with an empty type', { id: GROUP, conversationType: '', ...home }],
  ['one that calls itself personal, and a group', { id: GROUP, conversationType: 'personal', isGroup: true, ...home }],
];

describe.each(PLACES)('in %s', (_, conversation) => {
  const { id } = conversation;

  test('what is about a person goes to that person', async () => {
    await story.say('ada', 'whoami', { conversation });
    await story.say('chen', 'enable sync for fabrikam.com', { conversation });
    await story.say('eli', 'list partners', { conversation });
    expect(saidIn('a:ada')).toContain('Active roles');
    expect(saidIn('a:chen')).toContain('eligible for');
    expect(saidIn('a:eli')).toContain('Active for you');
    expect(saidIn(id)).not.toMatch(ABOUT_THEM);
  });

  test('a mention of the bot around it changes nothing', async () => {
    const text = '<at>Bridgekeeper</at> whoami';
    const mentioned = { id: '28:0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5', name: 'Bridgekeeper' };
    const entities = [{ type: 'mention', text: '<at>Bridgekeeper</at>', mentioned }];
    await story.say('ada', text, { conversation, entities });
    expect(saidIn('a:ada')).toContain('Active roles');
    expect(saidIn(id)).not.toMatch(ABOUT_THEM);
  });

  test('what was edited is answered nowhere', async () => {
    const channelData = { tenant: { id: woodgrove.tenantId }, eventType: 'editMessage' };
    await story.say('ada', 'whoami', { conversation, type: 'messageUpdate', channelData });
    await story.say('ada', 'whoami', { conversation, channelData });
    expect(saidIn(id) + saidIn('a:ada')).toBe('');
  });

  test('somebody of another organisation learns nothing of anybody', async () => {
    await story.say('ada', 'whoami', { conversation, channelData: { tenant: { id: fabrikam.tenantId } } });
    expect(saidIn(id)).toContain('Only members of this organisation can use me');
    expect(saidIn(id) + saidIn('a:ada')).not.toMatch(ABOUT_THEM);
  });

  test('a list is for the person where somebody may read along of whom Teams names no organisation', async () => {
    const nobody = { ...member('dana'), tenantId: null };
    story.teams.roster(rootOf(id), [member('ada'), { ...nobody, id: '29:nobody' }]);
    await story.say('dana', 'list partners', { conversation });
    expect(saidIn('a:dana')).toContain('Fabrikam');
    expect(saidIn(id)).not.toContain('Fabrikam');
  });
});

describe('a click', () => {
  /** What stands in the channel beside the card that was clicked. */
  const besides = (card: BotMessage): string =>
    story.teams.messages
      .filter(({ id, conversationId }) => id !== card.id && rootOf(conversationId) === SECURITY)
      .map((message) => story.words(message))
      .join('\n');
  const said = async (line: string): Promise<BotMessage> => {
    story.teams.roster(SECURITY, [member('ada'), member('dana')]);
    const more = at(story, 'channel', SECURITY);
    await story.say('dana', line, more);
    return story.last;
  };
  const click = (who: Who, card: BotMessage, line: string) =>
    story.invoke(
      who,
      card,
      { action: { type: 'Action.Execute', verb: 'say', data: { text: line } }, trigger: 'manual' },
      inThread(story, card),
    );

  test('is answered where it is, to whoever clicked', async () => {
    const card = await said('help');
    const answer = await click('ada', card, 'whoami');
    expect(answer.text).toContain('Active roles');
    expect(besides(card)).not.toMatch(ABOUT_THEM);
    expect(saidIn('a:ada')).toBe('');
  });

  test('whose answer takes too long is answered to them alone, with a pointer', async () => {
    const card = await said('help');
    story.graph.fail({ kind: 'slow', delayMs: 700, path: /users/, times: 2 });
    await click('ada', card, 'whoami');
    await story.until(() => saidIn('a:ada').includes('Active roles'), 'the answer, alone');
    await story.until(() => saidIn(SECURITY).includes('I answered you alone'), 'a pointer');
    expect(besides(card)).not.toMatch(ABOUT_THEM);
  });

  test.each([
    ['a list', 'list partners', 'Contoso'],
    ['a partner', 'show fabrikam.com', 'Policy name'],
    ['that a line is none', 'show nobody-like-that', 'I do not know'],
  ])('asks to read, and its late answer is for whoever clicked: %s', async (_, line, words) => {
    const card = await said('list partners');
    const before = story.words(card);
    story.graph.fail({ kind: 'slow', delayMs: 700, path: /users|roleAssignments|partners/, times: 4 });
    await click('dana', card, line);
    await story.until(() => saidIn('a:dana').includes(words), 'the answer, alone');
    await story.until(() => besides(card).includes('I answered you alone'), 'a pointer');
    expect(besides(card)).not.toContain(words);
    expect(story.words(card)).toBe(before);
    expect(card.cards).toHaveLength(1);
  });

  test('of somebody who has no chat with the bot is answered nowhere else', async () => {
    const card = await said('list partners');
    const before = story.words(card);
    story.graph.fail({ kind: 'slow', delayMs: 700, path: /users/, times: 2 });
    await click('ben', card, 'show fabrikam.com');
    await story.until(() => besides(card).includes('you have no chat with me yet'), 'that it cannot be told');
    expect(besides(card)).not.toContain('Policy name');
    expect(story.words(card)).toBe(before);
  });

  test('in somebody’s own chat has its late answer in the place of the card', async () => {
    const card = await story.ask('dana', 'list partners');
    story.graph.fail({ kind: 'slow', delayMs: 700, path: /users/, times: 2 });
    const say = { action: { type: 'Action.Execute', verb: 'say', data: { text: 'show fabrikam.com' } } };
    await story.invoke('dana', card, { ...say, trigger: 'manual' });
    await story.seen(card, 'Policy name');
    expect(saidIn('a:dana')).not.toContain('I answered you alone');
  });

  test('of somebody without the role is refused to them alone, also where it takes too long', async () => {
    const card = await said('help');
    const { text } = await click('chen', card, 'enable sync for fabrikam.com');
    expect(text).toContain('eligible for');
    story.graph.fail({ kind: 'slow', delayMs: 700, path: /users/, times: 2 });
    await click('chen', card, 'disable sync for contoso.com');
    await story.until(() => saidIn('a:chen').includes('eligible for'), 'why not, alone');
    expect(besides(card)).not.toMatch(ABOUT_THEM);
  });
});

describe('somebody’s own chat', () => {
  test('that has another id by now is opened anew, and what is theirs is said there', async () => {
    await story.ask('ada', 'help');
    story.teams.install(people.ada.id, 'a:ada-anew');
    story.teams.fail('POST', 403, 9, 'a:ada');
    await story.say('ada', 'whoami', at(story, 'channel', SECURITY));
    story.teams.mend();
    await story.say('ada', 'whoami', at(story, 'channel', SECURITY));
    expect(saidIn('a:ada-anew') + saidIn('a:ada')).toContain('Active roles');
    expect(saidIn(SECURITY)).not.toMatch(ABOUT_THEM);
  });

  test.each([403, 404, 500, 503])('that Teams refuses leaves nothing of theirs in the channel: %d', async (status) => {
    await story.ask('ada', 'help');
    story.teams.fail('POST', status, 99, 'a:ada');
    story.teams.fail('POST', status, 99, people.ada.id);
    await story.say('ada', 'whoami', at(story, 'channel', SECURITY));
    expect(saidIn(SECURITY)).toMatch(/I answered you alone|I can answer that only in a private chat/);
    expect(saidIn(SECURITY)).not.toMatch(ABOUT_THEM);
  });
});
