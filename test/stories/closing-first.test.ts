import { afterEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type StoryOptions, type Who } from '../support/story.ts';

const { contoso } = organizations;
const SECURITY = '19:security@thread.tacv2';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const inChannel = (thread = '1700000000000') => ({
  conversation: story.conversation('channel', `${SECURITY};messageid=${thread}`),
  channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: '19:team@thread.tacv2' } },
});
const told = (who: Who, text: string): Promise<void> =>
  story.until(
    () =>
      story.teams.messages.some(
        (message) => message.conversationId === `a:${who}` && story.words(message).includes(text),
      ),
    `"${text}" for ${who}`,
  );
const isOn = () => story.partner(contoso.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;
/** Somebody asks in their own chat; what others are told meanwhile is no answer. */
const ask = async (who: Who, line: string): Promise<BotMessage> => {
  const before = story.teams.messages.length;
  await story.say(who, line);
  const answer = () => story.teams.messages.slice(before).find(({ conversationId }) => conversationId === `a:${who}`);
  await story.until(() => answer() !== undefined, `an answer to "${line}"`);
  const found = answer();
  if (found === undefined) throw new Error('no answer');
  return found;
};
const RENAME = 'rename sync policy for contoso.com to "Other"';

describe('a card that waits is only a wish', () => {
  test('closing takes its place: one open change, the old card says which, and whoever asked is told', async () => {
    await begin();
    const old = await ask('ada', RENAME);
    const id = story.changeOn(old);
    const card = await ask('ben', 'disable sync for contoso.com because they are breached');
    await story.seen(old, 'Another change took its place');
    expect(story.words(old)).toContain('Ben Haddad asked for what closes a door');
    expect(story.words(old)).toContain(`show change ${story.changeOn(card)}`);
    expect(titlesOf(old.cards.at(-1))).not.toContain('Confirm');
    await told('ada', 'Your change had to make way');
    expect((await story.press('ada', old, 'Confirm')).text).toContain('Another change took its place');
    await story.press('ben', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(isOn()).toBe(false);
    expect(story.writes()).toHaveLength(1);
    expect(story.words(await ask('dana', `show change ${id}`))).toContain('took its place');
    expect(story.words(await ask('dana', 'list open'))).toContain('Nothing is open');
  });

  test('so does forbidding what was left to the default', async () => {
    await begin();
    story.elsewhere('eli', organizations.fabrikam.tenantId, (partner) => {
      partner.automaticUserConsentSettings = { inboundAllowed: null, outboundAllowed: null };
    });
    const old = await ask('ada', 'enable auto redemption from fabrikam.com');
    const card = await ask('ben', 'disable auto redemption from fabrikam.com because they are breached');
    await story.seen(old, 'Another change took its place');
    await story.press('ben', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('so does taking back what somebody opened past the bot', async () => {
    await begin();
    const fabrikam = organizations.fabrikam.tenantId;
    await story.bot.watch();
    const old = await ask('ada', 'enable auto redemption from fabrikam.com');
    story.elsewhere('eli', fabrikam, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.bot.watch();
    const [id] = /D-[0-9A-Z]{8}/.exec(story.words(await ask('ben', 'list drift'))) ?? ['no id'];
    const card = await ask('ben', `revert drift ${id}`);
    await story.seen(old, 'Another change took its place');
    await story.press('ben', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('one that would do the same stays: the second to ask is told whose it is, and can end it', async () => {
    await begin();
    await ask('ada', 'disable sync for contoso.com');
    const no = await ask('ben', 'disable sync for contoso.com');
    expect(story.words(no)).toMatch(/Ada Osei has an open change for \S+ \(Contoso\b/);
    expect(titlesOf(no.cards.at(-1))).toEqual(['Show', 'End change']);
    expect((await story.press('ben', no, 'End change')).text).toContain('You ended it');
    await told('ada', 'Your change was ended by somebody else');
    expect(titlesOf((await ask('ben', 'disable sync for contoso.com')).cards.at(-1))).toContain('Confirm');
  });

  test('breaking the glass to close waits for nobody, also where the same waits for approval', async () => {
    await begin({ approvals: 'second-person' });
    await story.ask('ada', 'send approvals here', inChannel());
    const waiting = await ask('ada', 'disable sync for contoso.com');
    const card = await ask('ben', 'break glass: disable sync for contoso.com because they are breached');
    await story.seen(waiting, 'Another change took its place');
    await story.press('ben', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(isOn()).toBe(false);
  });

  test('for anything else it stays in the way, with the button that ends it', async () => {
    await begin();
    await ask('ada', 'disable sync for contoso.com');
    const no = await ask('ben', RENAME);
    expect(titlesOf(no.cards.at(-1))).toEqual(['Show', 'End change']);
    expect(story.words(no)).toContain('Ada Osei has an open change');
  });

  test('what is being written blocks its partner for everybody, and cannot be ended', async () => {
    await begin({ graphWithinMs: 60_000 });
    const old = await ask('ada', RENAME);
    story.graph.fail({ kind: 'hang-before', path: /identitySynchronization$/, times: 1 });
    await story.press('ada', old, 'Confirm');
    const no = await ask('ben', 'disable sync for contoso.com');
    expect(story.words(no)).toContain('wait until it has ended');
    expect(titlesOf(no.cards.at(-1))).toEqual(['Show']);
    expect(story.words(await ask('ben', `withdraw ${story.changeOn(old)}`))).toContain('can no longer be taken back');
  });
});

describe('ending what waits', () => {
  test('is for whoever asked also without role or account, and for no stranger', async () => {
    await begin({ approvals: 'second-person' });
    await story.ask('ada', 'send approvals here', inChannel());
    const old = await ask('ada', RENAME);
    for (const who of ['dana', 'eli', 'finn'] as const) {
      expect(story.words(await ask(who, `withdraw ${story.changeOn(old)}`))).not.toContain('You ended it');
    }
    story.graph.tenant.roleAssignments.length = 0;
    const ada = story.graph.tenant.users.get(people.ada.id);
    if (ada) story.graph.tenant.users.set(people.ada.id, { ...ada, accountEnabled: false });
    expect(story.words(await ask('ada', `withdraw ${story.changeOn(old)}`))).toContain('You took it back');
    await story.seen(old, 'Cancelled');
  });

  test('with Cancel, under self, is for any administrator who sees the card, and for nobody else', async () => {
    await begin();
    const card = await story.ask('ada', RENAME, inChannel());
    const answer = await story.press('dana', card, 'Cancel', inChannel());
    await story.until(() => `${answer.text} ${story.words(story.last)}`.includes('Only the one who asked'), 'a no');
    expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
    expect((await story.press('ben', card, 'Confirm', inChannel())).text).toContain('Only the one who asked');
    await story.press('ben', card, 'Cancel', inChannel());
    await story.seen(card, 'Ended by somebody else');
    expect(story.words(card)).toContain('Ben Haddad ended this');
    expect(story.words(await ask('dana', `show change ${story.changeOn(card)}`))).toContain('Ben Haddad ended it');
    expect(story.writes()).toEqual([]);
  });
});
