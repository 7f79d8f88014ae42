import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, calledOn, titlesOf } from '../support/cards.ts';
import { at } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type StoryOptions, type Who } from '../support/story.ts';

const { fabrikam, contoso, proseware } = organizations;
const [SECURITY, AUDIT] = ['19:security@thread.tacv2', '19:audit@thread.tacv2'];
const TEAM = '19:team@thread.tacv2';
const DECIDE = ['Approve', 'Reject', 'I am looking at it'];

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ approvals: 'second-person', ...options });
};
afterEach(() => story.end());

const inChannel = (id: string, thread = '1700000000000') => ({
  conversation: story.conversation('channel', `${id};messageid=${thread}`),
  channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: TEAM } },
});
const where = (message: BotMessage) => ({
  conversation: story.conversation(
    message.conversationId.startsWith('a:') ? 'personal' : 'channel',
    message.conversationId,
  ),
});
const press = (who: Who, card: BotMessage, title: string, inputs: Readonly<Record<string, string>> = {}) =>
  Object.keys(inputs).length === 0
    ? story.press(who, card, title, where(card))
    : story.typeAndPress(who, card, inputs, title, where(card));
const takeApprovals = (...channels: readonly string[]) =>
  Promise.all(channels.map((id) => story.ask('ada', 'send approvals here', inChannel(id))));

/** What was posted at the root of a channel. */
const postsIn = (channel: string): readonly BotMessage[] =>
  story.teams.messages.filter(({ id, conversationId }) => conversationId === `${channel};messageid=${id}`);
const lastPostIn = async (channel: string, count = 1): Promise<BotMessage> => {
  await story.until(() => postsIn(channel).length >= count, `${count} posts in ${channel}`);
  const last = postsIn(channel).at(-1);
  if (last === undefined) throw new Error('no post');
  return last;
};
/** The card that answers the one who asks; more may be posted elsewhere. */
const askForCard = async (who: Who, line: string, more: object = {}): Promise<BotMessage> => {
  const before = story.teams.messages.length;
  const conversation = (more as { conversation?: { id: string } }).conversation?.id ?? `a:${who}`;
  await story.say(who, line, { ...more });
  const answer = () => story.teams.messages.slice(before).find(({ conversationId }) => conversationId === conversation);
  await story.until(() => answer() !== undefined, `an answer to "${line}"`);
  const found = answer();
  if (found === undefined) throw new Error('no answer');
  return found;
};
/** Asked in a personal chat, to be approved in a channel. */
const asked = async (line = 'enable sync for fabrikam.com because Falcon starts') => {
  await takeApprovals(SECURITY);
  const own = await askForCard('ada', line);
  return { own, card: await lastPostIn(SECURITY) };
};
const everybodySees = async (text: string, ...cards: readonly BotMessage[]): Promise<void> => {
  for (const card of cards) await story.seen(card, text);
};
const directTo = (who: Who): readonly string[] =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId === `a:${who}`)
    .map((message) => story.words(message));
const told = (who: Who, text: string): Promise<void> =>
  story.until(() => directTo(who).some((words) => words.includes(text)), `"${text}" for ${who}`);
const makeAdministrator = (who: Who): void => {
  story.graph.tenant.roleAssignments.push({
    id: who,
    principalId: people[who].id,
    roleDefinitionId: '194ae4cb-b126-40b2-bd5b-6091b380977d',
    directoryScopeId: '/',
    assignmentType: 'Assigned',
  });
};
const isOn = (): boolean | null | undefined =>
  story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;

describe('a second person', () => {
  beforeEach(() => begin());

  test('approves where approvals go; the requester cannot; every copy and a direct message tell the end', async () => {
    const { own, card } = await asked();
    expect(titlesOf(card.cards.at(-1))).toEqual(DECIDE);
    expect(titlesOf(own.cards.at(-1))).toEqual(['Cancel']);
    expect(story.words(card)).toContain('Another Security Administrator can approve or reject this');
    expect((await press('ada', card, 'Approve')).text).toContain('Another administrator has to decide this');
    expect(story.writes()).toEqual([]);
    await press('ben', card, 'Approve');
    await everybodySees('Applied', own, card);
    expect(story.words(card)).toContain('Approved by\nBen Haddad');
    expect(isOn()).toBe(true);
    expect(story.writes()).toHaveLength(1);
    await told('ada', 'Your change was approved');
    await told('ada', 'Your change was applied');
    const journal = story.words(await story.ask('dana', `show change ${story.changeOn(card)}`));
    expect(journal).toMatch(/Ada Osei asked for it[^]*Ben Haddad approved it/);
  });

  test.each(['dana', 'eli', 'chen', 'finn'] as const)(
    'needs the role now: %s is told why, and the card stays as it is',
    async (who) => {
      const { card } = await asked();
      const before = card.cards.length;
      const answer = await press(who, card, 'Approve');
      expect(answer.type).toContain('activity.message');
      // In answer to the click, or beside the card where looking up the role took too long for that.
      await story.until(() => /Security Administrator|guest/i.test(`${answer.text} ${story.words(story.last)}`));
      expect(card.cards).toHaveLength(before);
      expect(story.writes()).toEqual([]);
      await press('ben', card, 'Approve');
      await everybodySees('Applied', card);
    },
  );

  test('is told so where they clicked, if they removed the bot from their own chat', async () => {
    const { card } = await asked();
    await story.ask('dana', 'help');
    story.teams.fail('POST', 403, 99, 'a:dana');
    story.graph.fail({ kind: 'slow', delayMs: 500, path: /roleAssignments/, times: 1 });
    expect((await press('dana', card, 'Approve')).text).toContain('One moment');
    await story.until(() =>
      story.teams.messages.some(
        (message) =>
          message.conversationId === card.conversationId &&
          story.words(message).includes('You need the role Security Administrator'),
      ),
    );
  });

  test('whose account was disabled since cannot approve', async () => {
    const { card } = await asked();
    const ben = story.graph.tenant.users.get(people.ben.id);
    if (ben) story.graph.tenant.users.set(people.ben.id, { ...ben, accountEnabled: false });
    const answer = await press('ben', card, 'Approve');
    await story.until(() => `${answer.text} ${story.words(story.last)}`.includes('disabled'));
    expect(story.writes()).toEqual([]);
  });

  test('whose role cannot be read cannot approve either, and may try again', async () => {
    const { card } = await asked();
    story.graph.fail({
      kind: 'status',
      status: 403,
      code: 'Authorization_RequestDenied',
      path: /roleAssignments/,
      times: 1,
    });
    const answer = await press('ben', card, 'Approve');
    await story.until(() => `${answer.text} ${story.words(story.last)}`.includes('I could not check your role'));
    expect(story.writes()).toEqual([]);
    await press('ben', card, 'Approve');
    await everybodySees('Applied', card);
  });

  test('rejects, with a reason that everybody reads', async () => {
    const { own, card } = await asked();
    await press('ben', card, 'Reject', { reason: 'Not before the audit' });
    await everybodySees('Rejected', own, card);
    expect(story.words(own)).toContain('Why not\nNot before the audit');
    await told('ada', 'Ben Haddad rejected it: Not before the audit');
    expect(story.writes()).toEqual([]);
    expect(titlesOf(card.cards.at(-1))).toEqual([]);
  });

  test('says that they are looking at it, which gives no right', async () => {
    const { own, card } = await asked();
    await press('ben', card, 'I am looking at it');
    await everybodySees('Being looked at by\nBen Haddad', own, card);
    const words = story.words(await story.ask('dana', 'list open'));
    expect(words).toContain('Ben Haddad is looking at it');
    expect(words).toMatch(/Waits for another Security Administrator\.[^]*Waits until/);
    await press('ben', card, 'Approve');
    await everybodySees('Applied', card);
  });

  test('says so once, however often they press it', async () => {
    const { card } = await asked();
    await press('ben', card, 'I am looking at it');
    await everybodySees('Being looked at by\nBen Haddad', card);
    const shown = card.cards.length;
    for (let n = 0; n < 5; n += 1) await press('ben', card, 'I am looking at it');
    await story.later(1);
    const journal = story.words(await story.ask('dana', `show change ${story.changeOn(card)}`));
    expect(journal.match(/Ben Haddad was looking at it/g)).toHaveLength(1);
    expect(card.cards).toHaveLength(shown);
  });

  test('is asked where the change was asked for, when that is a channel', async () => {
    const card = await askForCard('ada', 'disable sync for contoso.com', inChannel(AUDIT));
    expect(titlesOf(card.cards.at(-1))).toEqual(DECIDE);
    await press('ben', card, 'Approve');
    await everybodySees('Applied', card);
    expect(story.partner(contoso.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
  });

  test('two at once: the first decides, the second sees who did; one write', async () => {
    makeAdministrator('dana');
    const { card } = await asked();
    const answers = await Promise.all([press('ben', card, 'Approve'), press('dana', card, 'Approve')]);
    await everybodySees('Applied', card);
    expect(story.writes()).toHaveLength(1);
    const [who] = /Ben Haddad|Dana Reyes/.exec(story.words(card)) ?? [];
    for (const { text } of answers) expect(text).toMatch(new RegExp(`${who ?? ''}|One moment`));
  });

  test('decides although somebody else said meanwhile that they are looking at it', async () => {
    makeAdministrator('dana');
    for (const [title, outcome] of [
      ['Reject', 'Rejected'],
      ['Approve', 'Applied'],
    ] as const) {
      const { card } = await asked();
      story.graph.fail({ kind: 'slow', delayMs: 500, path: /roleAssignments/, times: 1 });
      const { text } = await press('ben', card, title);
      expect(text).toContain('One moment, I am looking up your role');
      await press('dana', card, 'I am looking at it');
      await everybodySees(outcome, card);
      // Said, so that it does not come in answer to what is asked next.
      await told('ada', `Your change was ${outcome.toLowerCase()}`);
    }
  });

  test('decides at the moment in which they say themselves that they are looking at it', async () => {
    const { card } = await asked();
    story.graph.fail({ kind: 'slow', delayMs: 500, path: /roleAssignments/, times: 2 });
    await Promise.all([press('ben', card, 'I am looking at it'), press('ben', card, 'Reject', { reason: 'no' })]);
    await everybodySees('Rejected', card);
  });

  test('who clicks again while it is written is not told that nothing has changed', async () => {
    const { card } = await asked();
    story.graph.fail({ kind: 'slow', delayMs: 600, method: 'PATCH', times: 1 });
    await press('ben', card, 'Approve');
    await story.until(() => story.writes().length === 1, 'the write');
    expect((await press('ben', card, 'Approve')).text).toContain('Ben Haddad approved this');
    await everybodySees('Applied', card);
  });

  test('forty clicks at once by many who may and some who may not: one write', async () => {
    for (const who of ['chen', 'dana', 'eli'] as const) makeAdministrator(who);
    const { card } = await asked();
    const clickers: readonly Who[] = ['ada', 'ben', 'chen', 'dana', 'eli', 'ben', 'finn', 'ben'];
    await Promise.all(Array.from({ length: 5 }, () => clickers.map((who) => press(who, card, 'Approve'))).flat());
    await everybodySees('Applied', card);
    expect(story.writes()).toHaveLength(1);
  });

  test('a card of which nobody knows whether it arrived is known from a click on it: it is brought up to date, and is the only one', async () => {
    await takeApprovals(SECURITY);
    story.teams.fail('POST', 'hang-after', 1, SECURITY);
    const own = await askForCard('ada', 'enable sync for fabrikam.com');
    const card = await lastPostIn(SECURITY);
    await story.until(() => story.log.some(({ event }) => event === 'card.undrawn'), 'the time-out');
    await press('ben', card, 'Approve');
    await everybodySees('Applied', own, card);
    await story.later(1);
    expect(postsIn(SECURITY)).toHaveLength(1);
  });

  test('confirm, sent to such a change, does nothing', async () => {
    const { own, card } = await asked();
    const [button] = buttonsOf(card.cards.at(-1));
    const data = { ...(button?.data as object), verdict: 'confirm' };
    for (const who of ['ada', 'ben'] as const) {
      await story.invoke(who, card, { action: { verb: 'decide', data }, trigger: 'manual' }, where(card));
    }
    await story.later(1);
    expect(story.writes()).toEqual([]);
    expect(story.words(own)).toContain('Waits for approval');
  });
});

describe('the time of a change that waits', () => {
  beforeEach(() => begin({ confirmWithinMinutes: 30 }));

  test('reminds after a third and two thirds, under the card, once each; then it expires, and who asked is told', async () => {
    await story.say('ben', 'whoami', at(story, 'channel', SECURITY));
    const { own, card } = await asked();
    const reminders = () =>
      story.teams.messages.filter(
        (message) =>
          message.conversationId === card.conversationId && story.words(message).includes('still waits for approval'),
      );
    await story.later(9);
    expect(reminders()).toHaveLength(0);
    await story.later(2);
    await story.until(() => reminders().length === 1, 'a reminder');
    expect(calledOn(reminders()[0])).toEqual([people.ben.id]);
    await story.restart();
    await story.later(1);
    expect(reminders()).toHaveLength(1);
    await story.later(9);
    await story.until(() => reminders().length === 2, 'a second reminder');
    await story.later(12);
    await everybodySees('Expired', own, card);
    await told('ada', 'Your change has expired');
    expect(reminders()).toHaveLength(2);
    // Whoever asked cannot decide it.
    expect(directTo('ada').join()).not.toContain('still waits');
  });

  test('brings the card instead of a reminder where nobody knows whether it arrived', async () => {
    await takeApprovals(SECURITY);
    story.teams.fail('POST', 'hang', 1, SECURITY);
    const own = await askForCard('ada', 'enable sync for fabrikam.com');
    await story.until(() => story.log.some(({ event }) => event === 'card.undrawn'), 'the time-out');
    await story.later(5);
    expect(postsIn(SECURITY)).toEqual([]);
    await story.later(6);
    const card = await lastPostIn(SECURITY);
    expect(titlesOf(card.cards.at(-1))).toEqual(DECIDE);
    await press('ben', card, 'Approve');
    await everybodySees('Applied', own, card);
    expect(story.teams.messages.some((message) => story.words(message).includes('still waits'))).toBe(false);
  });

  test('is cut short by withdraw, which is for whoever asked, and for administrators', async () => {
    const { own, card } = await asked();
    const id = story.changeOn(card);
    expect(story.words(await story.ask('dana', `withdraw ${id}`))).toContain('not yours to take back');
    expect(story.words(await story.ask('ada', `withdraw ${id} because wrong partner`))).toContain('You took it back');
    await everybodySees('Cancelled', own, card);
    expect(story.words(card)).toContain('Why not\nwrong partner');
    expect(story.words(await story.ask('ada', `withdraw ${id}`))).toContain('can no longer be taken back');
    expect((await press('ben', { ...card, cards: card.cards.slice(0, 1) }, 'Approve')).text).toContain('Cancelled');
    expect(story.writes()).toEqual([]);
  });

  test('is nothing that a guest can withdraw, or is told of', async () => {
    const { card } = await asked();
    for (const id of [story.changeOn(card), 'C-00000000']) {
      expect(story.words(await story.ask('finn', `withdraw ${id}`))).toContain('Guests cannot use me');
    }
  });

  test('is cut short by Cancel on the requester’s own card', async () => {
    const { own, card } = await asked();
    await press('ada', own, 'Cancel');
    await everybodySees('Cancelled', own, card);
  });

  test('stale: nothing is written, and who asked is told', async () => {
    const { own, card } = await asked();
    const policy = story.partner(fabrikam.tenantId)?.identitySynchronization;
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    await press('ben', card, 'Approve');
    await everybodySees('Out of date', own, card);
    await told('ada', 'Your change was out of date');
    expect(directTo('ada').join()).not.toContain('was approved');
    expect(story.writes()).toEqual([]);
  });
});

describe('whoever asked is told alone', () => {
  beforeEach(() => begin());

  test('that it failed', async () => {
    const { card } = await asked();
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', method: 'PATCH', times: 1 });
    await press('ben', card, 'Approve');
    await everybodySees('Not applied', card);
    await told('ada', 'Your change did not come about as asked');
  });

  test('that nobody knows yet, and then how it ended', async () => {
    const { card } = await asked();
    story.graph.fail({ kind: 'slow', delayMs: 600, method: 'PATCH', times: 1 });
    await press('ben', card, 'Approve');
    await story.until(() => story.writes().length === 1, 'the write');
    const mend = story.graph.fail({ kind: 'status', status: 500, method: 'GET', path: /identitySynchronization$/ });
    await told('ada', 'Your change may or may not have taken effect');
    mend();
    await told('ada', 'Your change was applied');
  });
});

describe('before anything is asked', () => {
  beforeEach(() => begin());

  test('a personal chat without a place for approvals', async () => {
    const words = story.words(await story.ask('ada', 'enable sync for fabrikam.com'));
    expect(words).toContain('Nobody else would see that here');
    expect(words).toContain('send approvals here');
    expect(story.words(await story.ask('dana', 'list open'))).toContain('Nothing is open');
  });

  test('nobody else who could approve', async () => {
    story.graph.tenant.groups.forEach((group) => group.members.splice(0));
    await takeApprovals(SECURITY);
    const words = story.words(await story.ask('ada', 'enable sync for fabrikam.com'));
    expect(words).toContain('Nobody could approve that now');
    expect(words).toContain('break glass: enable sync for');
    expect(postsIn(SECURITY)).toEqual([]);
  });

  test('nobody else who could approve, and no place for approvals either: a place would not help', async () => {
    story.graph.tenant.groups.forEach((group) => group.members.splice(0));
    expect(story.words(await story.ask('ada', 'enable sync for fabrikam.com'))).toContain(
      'Nobody could approve that now',
    );
  });
});

describe('a card that cannot be shown to those who could approve', () => {
  beforeEach(async () => {
    await begin({ confirmWithinMinutes: 30 });
    await takeApprovals(SECURITY);
  });

  test.each([403, 404])('%d from the only channel: whoever asked is told', async (status) => {
    story.teams.fail('POST', status, 99, SECURITY);
    await askForCard('ada', 'enable sync for fabrikam.com');
    await told('ada', 'Your change reaches nobody who could approve it');
  });

  test('not where another one shows it', async () => {
    await takeApprovals(AUDIT);
    story.teams.fail('POST', 403, 99, SECURITY);
    const own = await askForCard('ada', 'enable sync for fabrikam.com');
    await press('ben', await lastPostIn(AUDIT), 'Approve');
    await everybodySees('Applied', own);
    await told('ada', 'Your change was applied');
    expect(directTo('ada').join()).not.toContain('reaches nobody');
  });

  test('a channel that was deleted since is found out by the reminder', async () => {
    await askForCard('ada', 'enable sync for fabrikam.com');
    await lastPostIn(SECURITY);
    story.teams.fail('POST', 404, 99, SECURITY);
    await story.later(11);
    await told('ada', 'Your change reaches nobody who could approve it');
  });

  test.each(['hang', 'reset', 500] as const)('%s: it is posted again, since it may not have arrived', async (fault) => {
    story.teams.fail('POST', fault, 1, SECURITY);
    const own = await askForCard('ada', 'enable sync for fabrikam.com');
    await press('ben', await lastPostIn(SECURITY), 'Approve');
    await everybodySees('Applied', own);
  });
});

describe('by risk', () => {
  beforeEach(() => begin({ approvals: 'risk' }));

  test.each([
    'enable sync for fabrikam.com',
    'create sync policy for northwindtraders.com',
    'add partner relecloud.com',
    'enable auto redemption from fabrikam.com',
    'enable group sync for fabrikam.com',
  ])('what opens the tenant takes a second person: %s', async (line) => {
    const { card } = await asked(line);
    expect(titlesOf(card.cards.at(-1))).toEqual(DECIDE);
  });

  test.each([
    'disable sync for contoso.com',
    'delete sync policy for contoso.com',
    'remove partner proseware.com',
    'disable auto redemption from contoso.com',
    'rename sync policy for fabrikam.com to "Other"',
  ])('what closes it, or neither, does not: %s', async (line) => {
    const card = await story.ask('ada', line);
    expect(titlesOf(card.cards.at(-1))).toEqual(['Confirm', 'Cancel']);
  });

  const all = { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] };
  const mfa = { isMfaAccepted: false, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
  test.each<[string, object]>([
    ['B2B collaboration, inbound', { b2bCollaborationInbound: { usersAndGroups: all } }],
    ['B2B collaboration, outbound', { b2bCollaborationOutbound: { applications: all } }],
    ['direct connect, inbound', { b2bDirectConnectInbound: { usersAndGroups: all } }],
    ['direct connect, outbound', { b2bDirectConnectOutbound: { usersAndGroups: all } }],
    ['tenant restrictions', { tenantRestrictions: { devices: null, usersAndGroups: all } }],
    ['trust, although the default forbids the same today', { inboundTrust: mfa }],
    ['what Microsoft has added since', { m365CollaborationInbound: { users: all } }],
    ['what nobody here has heard of', { inventedTomorrow: { isBlocked: true } }],
    ['automatic redemption', { automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: null } }],
  ])('removing a partner that may forbid something for itself takes one: %s', async (_, settings) => {
    Object.assign(story.partner(proseware.tenantId) ?? {}, settings);
    const { card } = await asked('remove partner proseware.com');
    expect(titlesOf(card.cards.at(-1))).toEqual(DECIDE);
  });

  test('undoing what closed it takes one, too', async () => {
    const card = await story.change('ada', 'disable sync for contoso.com');
    await takeApprovals(SECURITY);
    await story.press('ada', card, 'Undo');
    expect(titlesOf((await lastPostIn(SECURITY)).cards.at(-1))).toEqual(DECIDE);
  });

  test.each([
    ['what somebody switched off takes one', contoso.tenantId, false, DECIDE],
    ['what somebody switched on does not', fabrikam.tenantId, true, ['Confirm', 'Cancel']],
  ] as const)('taking back %s', async (_, tenantId, isSyncAllowed, buttons) => {
    await takeApprovals(SECURITY);
    await story.watch();
    story.elsewhere('eli', tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed };
    });
    await story.watch();
    const [id] = /D-[0-9A-Z]{8}/.exec(story.words(await story.ask('dana', 'list drift'))) ?? ['no id'];
    const card = await askForCard('ada', `revert drift ${id}`);
    const shown = isSyncAllowed ? card : await lastPostIn(SECURITY);
    expect(titlesOf(shown.cards.at(-1))).toEqual(buttons);
    if (!isSyncAllowed) expect(titlesOf(card.cards.at(-1))).toEqual(['Cancel']);
  });

  test('a restore takes one', async () => {
    await story.change('ada', 'delete sync policy for contoso.com');
    const { card } = await asked('restore sync policy for contoso.com');
    expect(titlesOf(card.cards.at(-1))).toEqual(DECIDE);
  });
});

describe('breaking the glass', () => {
  const LINE = 'break glass: enable sync for fabrikam.com because the migration is stuck';

  test('one person decides; every subscribed channel is told, whatever it asked for; another one closes the review', async () => {
    await begin();
    await story.ask('ada', 'notify here about drift', inChannel(AUDIT));
    await takeApprovals(SECURITY);
    const own = await story.ask('ada', LINE);
    expect(story.words(own)).toContain('You are about to break the glass');
    expect(postsIn(SECURITY)).toEqual([]);
    await story.press('ada', own, 'Confirm');
    await everybodySees('Applied', own, await lastPostIn(SECURITY), await lastPostIn(AUDIT));
    const id = story.changeOn(own);
    expect(story.words(await lastPostIn(AUDIT))).toContain('Waits for review');
    expect(titlesOf((await lastPostIn(AUDIT)).cards.at(-1))).toEqual(expect.arrayContaining(['Review', 'Undo']));
    expect(story.words(await story.ask('dana', 'list open'))).toContain('The glass was broken for it');
    expect(story.words(await story.ask('ada', `close review ${id} because fine`))).toContain(
      'Somebody else has to review',
    );
    expect(story.words(await story.ask('dana', `close review ${id} because fine`))).toContain('Security Administrator');
    expect(story.words(await story.ask('ben', `close review ${id} because ticket 4711`))).toContain(
      'The review is closed',
    );
    await everybodySees('Reviewed by\nBen Haddad', own);
    expect(story.words(own)).toContain('ticket 4711');
    expect(story.words(await story.ask('dana', 'list open'))).toContain('Nothing is open');
    expect(story.words(await story.ask('ben', `close review ${id} because again`))).toContain('no open review');
    const journal = story.words(await story.ask('dana', `show change ${id}`));
    expect(journal).toContain('Ada Osei broke the glass for it: no second person approves it.');
    expect(journal).toContain('Ada Osei confirmed it.');
    expect(journal).toContain('Ben Haddad reviewed it: ticket 4711');
    expect(postsIn(AUDIT)).toHaveLength(1);
  });

  test('waits for nobody’s request: whoever must act now rejects it first', async () => {
    await begin();
    await takeApprovals(SECURITY);
    await story.say('ben', 'rename sync policy for fabrikam.com to "Other"');
    const card = await lastPostIn(SECURITY);
    expect(story.words(await story.ask('ada', LINE))).toContain('reject it on its card');
    await press('ada', card, 'Reject', { reason: 'more urgent' });
    await everybodySees('Rejected', card);
    expect(story.words(await story.ask('ada', LINE))).toContain('about to break the glass');
  });

  test('is not there where nobody else has to approve', async () => {
    await begin({ approvals: 'self' });
    expect(story.words(await story.ask('ada', LINE))).toContain('No glass has to be broken for that');
  });

  test('is read without its colon, too', async () => {
    await begin();
    expect(story.words(await story.ask('ada', LINE.replace(':', '')))).toContain('about to break the glass');
  });
});

test('by oneself, withdraw takes back what was not confirmed', async () => {
  await begin({ approvals: 'self' });
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  await story.ask('ada', `withdraw ${story.changeOn(card)}`);
  await everybodySees('Cancelled', card);
});

test.each(['second-person', 'risk'] as const)(
  'a card from before the rule became stricter (%s) is confirmed by nobody alone',
  async (approvals) => {
    await begin({ approvals: 'self' });
    const opening = await story.ask('ada', 'enable sync for fabrikam.com');
    const closing = await story.ask('ada', 'disable sync for contoso.com');
    await story.restart({ approvals });
    const { text } = await press('ada', opening, 'Confirm');
    expect(text).toContain('Another administrator has to approve that now');
    expect(text).toContain(`withdraw ${story.changeOn(opening)}`);
    await press('ada', closing, 'Confirm');
    const isForOne = approvals === 'risk';
    if (isForOne) await everybodySees('Applied', closing);
    else await story.later(1);
    expect(isOn()).toBe(false);
    expect(story.writes()).toHaveLength(isForOne ? 1 : 0);
    await press('ada', opening, 'Cancel');
    await everybodySees('Cancelled', opening);
  },
);

test('a killed process sends what it owed', async () => {
  await begin();
  const { card } = await asked();
  story.teams.fail('POST', 503, 3, 'a:ada');
  await press('ben', card, 'Reject', { reason: 'no' });
  await story.restart();
  await told('ada', 'Ben Haddad rejected it');
});

test('whoever added the bot for themselves is told there; who never did, by name where they asked', async () => {
  await begin();
  const card = await askForCard('ada', 'enable sync for fabrikam.com', inChannel(AUDIT));
  await press('ben', card, 'Approve');
  await story.until(() => story.teams.messages.some((m) => story.words(m).includes('Your change was applied')));
  await story.post({
    ...story.message('ada', '', {}),
    text: undefined,
    type: 'installationUpdate',
    action: 'add',
    conversation: story.conversation('personal', 'a:ada'),
  });
  const next = await askForCard('ada', 'disable sync for fabrikam.com', inChannel(AUDIT));
  await press('ben', next, 'Approve');
  await told('ada', 'Your change was applied');
});

test('who has the app but never wrote to the bot alone is told in their own chat, which is made once', async () => {
  await begin();
  story.teams.install(people.ada.id, 'a:ada');
  for (const count of [1, 2]) {
    const card = await askForCard('ada', 'enable sync for fabrikam.com', inChannel(AUDIT));
    await press('ben', card, 'Reject', { reason: 'no' });
    await story.until(() => directTo('ada').length === count, `letter ${count}`);
  }
  expect(directTo('ada')[1]).toContain('Ben Haddad rejected it');
  expect(story.teams.messages.some((message) => story.words(message).includes('Ada Osei: your'))).toBe(false);
  const made = story.teams.calls.filter(
    ({ path, conversationId }) => path === '/v3/conversations' && conversationId === people.ada.id,
  );
  expect(made).toHaveLength(1);
});

test('no word for one alone is said in a channel that is given for their own chat', async () => {
  await begin();
  story.teams.install(people.ada.id, SECURITY);
  const card = await askForCard('ada', 'enable sync for fabrikam.com', inChannel(AUDIT));
  await press('ben', card, 'Reject', { reason: 'no' });
  await story.until(() =>
    story.teams.messages.some((message) => story.words(message).includes('Your change was rejected')),
  );
  expect(story.teams.messages.filter(({ conversationId }) => conversationId === SECURITY)).toEqual([]);
});

test.each([500, 'reset'] as const)('who cannot be reached alone (%s) is told where they asked', async (fault) => {
  await begin();
  story.teams.install(people.ada.id, 'a:ada');
  story.teams.fail('POST', fault, 3, people.ada.id);
  const card = await askForCard('ada', 'enable sync for fabrikam.com', inChannel(AUDIT));
  await press('ben', card, 'Reject', { reason: 'no' });
  await story.until(() =>
    story.teams.messages.some((message) => story.words(message).includes('Your change was rejected')),
  );
});

test('whoever removed the bot from their own chat is told where they asked', async () => {
  await begin();
  await story.ask('ada', 'help');
  story.teams.fail('POST', 403, 99, 'a:ada');
  const card = await askForCard('ada', 'enable sync for fabrikam.com', inChannel(AUDIT));
  await press('ben', card, 'Reject', { reason: 'no' });
  await story.until(() =>
    story.teams.messages.some(
      (message) =>
        message.conversationId === card.conversationId && story.words(message).includes('Your change was rejected'),
    ),
  );
});

test('whoever removed the bot from their own chat is told by name where they asked', async () => {
  await begin();
  await story.ask('ada', 'whoami');
  const card = await askForCard('ada', 'enable sync for fabrikam.com', inChannel(AUDIT));
  story.teams.fail('POST', 403, 99, 'a:ada');
  await press('ben', card, 'Reject', { reason: 'no' });
  await story.until(() =>
    story.teams.messages.some((message) => story.words(message).includes('Your change was rejected')),
  );
  await story.later(10);
  const tries = story.teams.calls.filter(
    ({ method, conversationId }) => method === 'POST' && conversationId === 'a:ada',
  );
  // The answer to whoami, and the one message that Teams did not let through.
  expect(tries).toHaveLength(2);
});
