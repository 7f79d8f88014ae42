import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { lived } from '../support/lived.ts';
import { organizations, Story, type Where, type Who } from '../support/story.ts';

const { fabrikam } = organizations;
const TEAM = '19:team@thread.tacv2';
const [SECURITY, AUDIT] = ['19:security@thread.tacv2', '19:audit@thread.tacv2'];
const GROUP = '19:group@thread.v2';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

/** As somebody writes it there; in a channel in a thread, as always. */
const at = (where: Where, id: string, thread = '1700000000000') => ({
  conversation: story.conversation(where, where === 'channel' ? `${id};messageid=${thread}` : id),
  ...(where === 'channel'
    ? { channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: TEAM } } }
    : {}),
});
const subscribe = async (who: Who, ...channels: readonly string[]): Promise<void> => {
  for (const id of channels) await story.ask(who, 'notify here', at('channel', id));
};

/** What was posted at the root of a channel. */
const postsIn = (channel: string): readonly BotMessage[] =>
  story.teams.messages.filter(({ id, conversationId }) => conversationId === `${channel};messageid=${id}`);
const posted = (channel: string, count = 1) =>
  story.until(() => postsIn(channel).length >= count, `${count} posts in ${channel}: ${postsIn(channel).length}`);
const onlyPost = (channel: string): BotMessage => {
  const [only, ...more] = postsIn(channel);
  if (only === undefined || more.length > 0) throw new Error(`${postsIn(channel).length} posts in ${channel}`);
  return only;
};
/** Lets everything happen that would. */
const settle = async (): Promise<void> => {
  for (let n = 0; n < 5; n += 1) {
    await story.later(2);
    await lived(10);
  }
};
const tries = (channel: string): number =>
  story.teams.calls.filter(({ path, conversationId }) => path === '/v3/conversations' && conversationId === channel)
    .length;
const installation = (action: string, where: Where, id: string, more: Readonly<Record<string, unknown>> = {}) =>
  story.post({
    ...story.message('ada', '', {}),
    text: undefined,
    type: 'installationUpdate',
    action,
    conversation: story.conversation(where, id),
    ...more,
  });

describe('subscribing', () => {
  test('is for Security Administrators', async () => {
    expect(story.words(await story.ask('dana', 'notify here', at('channel', SECURITY)))).toContain(
      'Security Administrator',
    );
    await story.change('ada', 'enable sync for fabrikam.com');
    await settle();
    expect(postsIn(SECURITY)).toEqual([]);
  });

  test('is refused in a personal chat, in words', async () => {
    expect(story.words(await story.ask('ada', 'notify here'))).toContain('I notify channels and group chats only');
  });

  test('takes only topics that there are', async () => {
    expect(story.words(await story.ask('ada', 'notify here about cats', at('group', GROUP)))).toContain('notify here');
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('I post nowhere');
  });

  test('is listed, with who asked and about what', async () => {
    await subscribe('ada', SECURITY);
    await story.ask('ben', 'notify here about drift', at('group', GROUP));
    const words = story.words(await story.ask('dana', 'list subscriptions', at('group', GROUP)));
    expect(words).toContain('2 subscriptions');
    expect(words).toMatch(/Channel[^]*changes, drift, approvals[^]*Ada Osei[^]*19:security@thread.tacv2/);
    expect(words).toMatch(/Group chat, this one[^]*drift[^]*Ben/);
  });

  test('adds topics to those there are', async () => {
    await story.ask('ada', 'notify here about drift', at('group', GROUP));
    await story.ask('ada', 'notify here about changes', at('group', GROUP));
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('changes, drift');
  });

  test('to something else than changes brings none of them', async () => {
    await story.ask('ada', 'notify here about drift', at('channel', SECURITY));
    await story.change('ada', 'enable sync for fabrikam.com');
    await settle();
    expect(postsIn(SECURITY)).toEqual([]);
  });

  test('ends with "stop notifying here", in whichever thread', async () => {
    await subscribe('ada', SECURITY, AUDIT);
    const stopped = await story.ask('ada', 'stop notifying here', at('channel', SECURITY, '1800000000000'));
    expect(story.words(stopped)).toContain('no longer notify');
    expect(story.words(await story.ask('ada', 'stop notifying here', at('channel', SECURITY)))).toContain('anyway');
    await story.change('ada', 'enable sync for fabrikam.com');
    await posted(AUDIT);
    await settle();
    expect(postsIn(SECURITY)).toEqual([]);
  });
});

describe('a change', () => {
  test('made in a personal chat is posted at the root of every subscribed channel, once', async () => {
    await subscribe('ada', SECURITY, AUDIT);
    await story.change('ben', 'enable sync for fabrikam.com because ticket 42');
    await posted(SECURITY);
    await posted(AUDIT);
    await settle();
    for (const channel of [SECURITY, AUDIT]) {
      const post = onlyPost(channel);
      expect(story.words(post)).toMatch(
        /Enable user sync\nfabrikam.com \(Fabrikam\) · f2c19a54\n✓ Applied[^]*ticket 42/,
      );
      expect(post.summary).toBe('Enable user sync for fabrikam.com · f2c19a54: Applied');
      expect(titlesOf(post.cards.at(-1))).toEqual(['Undo', 'Enable inbound redemption']);
      expect(post.cards).toHaveLength(1);
    }
  });

  test('is posted when its outcome is known, not before', async () => {
    await subscribe('ada', SECURITY);
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await settle();
    expect(postsIn(SECURITY)).toEqual([]);
    await story.press('ada', card, 'Confirm');
    await posted(SECURITY);
    expect(story.words(onlyPost(SECURITY))).toContain('Applied');
  });

  test.each(['Cancel', null])('that was never made (%s) is not posted', async (button) => {
    await subscribe('ada', SECURITY);
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    if (button !== null) await story.press('ada', card, button);
    await story.later(20);
    await settle();
    expect(postsIn(SECURITY)).toEqual([]);
  });

  test('that Graph refused is posted as such', async () => {
    await subscribe('ada', SECURITY);
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', method: 'PATCH' });
    await story.press('ada', card, 'Confirm');
    await posted(SECURITY);
    expect(onlyPost(SECURITY).summary).toContain('Not applied');
  });

  test('made in a subscribed group chat has its card there already; elsewhere it is posted', async () => {
    await story.ask('ada', 'notify here', at('group', GROUP));
    await subscribe('ada', SECURITY);
    const before = story.teams.messages.length;
    const card = await story.ask('ada', 'enable sync for fabrikam.com', at('group', GROUP));
    await story.press('ada', card, 'Confirm', at('group', GROUP));
    await posted(SECURITY);
    await settle();
    expect(story.teams.messages.slice(before).filter(({ conversationId }) => conversationId === GROUP)).toEqual([card]);
  });

  test('is a plain message in a group chat', async () => {
    await story.ask('ada', 'notify here', at('group', GROUP));
    const before = story.teams.messages.length;
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.until(() => story.teams.messages.slice(before).some(({ conversationId }) => conversationId === GROUP));
    expect(tries(GROUP)).toBe(0);
  });

  test('can be undone from its notice; the answer comes in its thread', async () => {
    await subscribe('ada', SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await posted(SECURITY);
    const post = onlyPost(SECURITY);
    const before = story.teams.messages.length;
    const channel = { conversation: story.conversation('channel', post.conversationId) };
    await story.press('ben', post, 'Undo', channel);
    await story.until(() => story.teams.messages.length > before, 'the card of the undo');
    expect(story.last.conversationId).toBe(post.conversationId);
    expect(story.words(post)).toContain('Applied');
    await story.press('ben', story.last, 'Confirm', channel);
    await posted(SECURITY, 2);
    expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
  });

  test('of one partner is posted after those before it, even where the first one was held up', async () => {
    await subscribe('ada', SECURITY);
    story.teams.fail('POST', 503, 99, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    // By now it waits for quite some seconds before it is tried again.
    await story.until(() => tries(SECURITY) >= 12);
    story.teams.mend();
    await story.change('ada', 'disable sync for fabrikam.com');
    await posted(SECURITY, 2);
    expect(postsIn(SECURITY).map(({ summary }) => summary)).toEqual([
      'Enable user sync for fabrikam.com · f2c19a54: Applied',
      'Disable user sync for fabrikam.com · f2c19a54: Applied',
    ]);
  });
});

describe('when Teams is in trouble', () => {
  test.each([412, 429, 502, 503])('%d for a while: posted later, once', async (status) => {
    await subscribe('ada', SECURITY);
    story.teams.fail('POST', status, 4, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await posted(SECURITY);
    await settle();
    expect(onlyPost(SECURITY).summary).toContain('Applied');
  });

  test.each(['hang', 'reset', 408, 500, 504] as const)(
    '%s: it may have arrived, so it is not posted again',
    async (fault) => {
      await subscribe('ada', SECURITY, AUDIT);
      story.teams.fail('POST', fault, 1, SECURITY);
      await story.change('ada', 'enable sync for fabrikam.com');
      await posted(AUDIT);
      await settle();
      expect(tries(SECURITY)).toBe(1);
      await story.change('ada', 'disable sync for fabrikam.com');
      await posted(SECURITY);
      expect(onlyPost(SECURITY).summary).toContain('Disable');
    },
  );

  test('what arrived without an answer is not posted again', async () => {
    await subscribe('ada', SECURITY);
    story.teams.fail('POST', 'hang-after', 1, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await posted(SECURITY);
    await settle();
    await settle();
    expect(onlyPost(SECURITY).summary).toContain('Applied');
  });

  test('a message that Teams does not accept holds up no other', async () => {
    await subscribe('ada', SECURITY);
    story.teams.fail('POST', 413, 1, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.change('ada', 'disable sync for fabrikam.com');
    await posted(SECURITY);
    await settle();
    expect(onlyPost(SECURITY).summary).toContain('Disable');
    expect(tries(SECURITY)).toBe(2);
  });

  /** Teams says for minutes that the bot is out of the channel, whoever else posts there. */
  const isOutOf = async (channel: string, line: string): Promise<void> => {
    story.teams.fail('POST', { status: 403, code: 'BotNotInConversationRoster' }, 99, channel);
    await story.change('ada', line);
    for (let minute = 0; minute < 10; minute += 1) {
      await story.later(1);
      await lived(10);
    }
    story.teams.mend();
  };
  const told = () => story.teams.messages.filter((message) => story.words(message).includes('can no longer notify'));

  test('out of the channel: the subscription ends, and whoever asked for it is told, once', async () => {
    await story.ask('ben', 'whoami');
    await subscribe('ben', SECURITY);
    await subscribe('ada', AUDIT);
    await isOutOf(SECURITY, 'enable sync for fabrikam.com');
    await story.until(() => told().length > 0);
    const before = tries(SECURITY);
    await story.change('ada', 'disable sync for fabrikam.com');
    await posted(AUDIT, 2);
    await settle();
    expect(told().map(({ conversationId }) => conversationId)).toEqual(['a:ben']);
    expect(tries(SECURITY)).toBe(before);
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('Teams does not let me post there');
  });

  test.each(['never wrote to the bot alone', 'took it away'])(
    'where whoever asked for it %s, somebody else who subscribed is told, once',
    async (why) => {
      await story.ask('ada', 'whoami');
      await subscribe('ben', SECURITY);
      await subscribe('ada', AUDIT);
      if (why === 'took it away') {
        await story.ask('ben', 'whoami');
        story.teams.fail('POST', 403, 1, 'a:ben');
      }
      await isOutOf(SECURITY, 'enable sync for fabrikam.com');
      await story.until(() => told().length > 0, 'somebody is told');
      await settle();
      expect(told().map(({ conversationId }) => conversationId)).toEqual(['a:ada']);
      expect(story.words(told()[0] ?? story.last)).toContain('Ben Haddad asked me to post in a channel');
    },
  );

  test('whoever never wrote to the bot alone cannot be told: the log says so', async () => {
    await subscribe('ben', SECURITY);
    await isOutOf(SECURITY, 'enable sync for fabrikam.com');
    await story.until(() => story.log.some((line) => line['event'] === 'subscription.lost'));
  });

  test('a subscription that ended begins again when somebody asks for it', async () => {
    await subscribe('ada', SECURITY);
    await isOutOf(SECURITY, 'enable sync for fabrikam.com');
    await subscribe('ada', SECURITY);
    await story.change('ada', 'disable sync for fabrikam.com');
    await posted(SECURITY);
    expect(onlyPost(SECURITY).summary).toContain('Disable');
  });

  test('stopped before it could be posted: posted after the restart, once', async () => {
    await subscribe('ada', SECURITY);
    story.teams.fail('POST', 503, 99, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.until(() => tries(SECURITY) > 0);
    await story.stop();
    expect(postsIn(SECURITY)).toEqual([]);
    story.teams.mend();
    await story.start();
    await posted(SECURITY);
    await settle();
    expect(onlyPost(SECURITY).summary).toContain('Applied');
  });

  // What was sent in time arrives in a heap where the machine stands still for a second: that is seen once, not three times.
  test('twenty changes at once: within the limits of a thread, and all of them', { retry: 2 }, async () => {
    await subscribe('ada', SECURITY);
    story.teams.fail('POST', 503, 60, SECURITY);
    const changes = 20;
    for (let n = 0; n < changes; n += 1) {
      await story.change('ada', `${n % 2 === 0 ? 'enable' : 'disable'} sync for fabrikam.com`);
    }
    story.teams.mend();
    await posted(SECURITY, changes);
    await settle();
    expect(postsIn(SECURITY)).toHaveLength(changes);
    const times = story.teams.calls.filter(({ conversationId }) => conversationId === SECURITY).map((call) => call.at);
    for (const [most, withinMs] of [
      [7, 1_000],
      [60, 30_000],
    ] as const) {
      // prettier-ignore
      for (const from of times) expect(times.filter((time) => time >= from && time < from + withinMs).length).toBeLessThanOrEqual(most);
    }
  });
});

describe('installation', () => {
  test.each<[Where, string, readonly string[]]>([
    ['personal', 'a:ada', ['help', 'list partners', 'whoami']],
    ['group', GROUP, ['help', 'list partners', 'notify here']],
    ['channel', SECURITY, ['help', 'list partners', 'notify here']],
  ])('in a %s conversation it says hello once, with three things to type', async (where, id, lines) => {
    expect((await installation('add', where, id)).status).toBe(200);
    await story.until(() => story.teams.messages.length === 1);
    for (const line of lines) expect(story.words(story.last)).toContain(line);
    expect(story.last.conversationId.startsWith(id)).toBe(true);
    await installation('add', where, id);
    await installation('add-upgrade', where, id);
    await settle();
    expect(story.teams.messages).toHaveLength(1);
  });

  test('of another organisation’s is left alone', async () => {
    const foreign = { conversation: { id: GROUP, conversationType: 'groupChat', tenantId: fabrikam.tenantId } };
    expect((await installation('add', 'group', GROUP, foreign)).status).toBe(200);
    await settle();
    expect(story.teams.messages).toEqual([]);
  });

  test('of another organisation’s that ends takes nothing of ours with it', async () => {
    await story.ask('ada', 'notify here', at('group', GROUP));
    const foreign = { conversation: { id: GROUP, conversationType: 'groupChat', tenantId: fabrikam.tenantId } };
    expect((await installation('remove', 'group', GROUP, foreign)).status).toBe(200);
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('1 subscription');
  });

  test('that ends takes the subscriptions of all the team’s channels with it', async () => {
    await subscribe('ada', SECURITY, AUDIT);
    await story.ask('ada', 'notify here', at('group', GROUP));
    await installation('remove', 'channel', '19:general@thread.tacv2', at('channel', SECURITY));
    const words = story.words(await story.ask('dana', 'list subscriptions'));
    expect(words).toContain('1 subscription');
    expect(words).toContain(GROUP);
    await installation('remove', 'group', GROUP);
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('No subscriptions');
  });

  test('anew is greeted anew', async () => {
    await installation('add', 'group', GROUP);
    await installation('remove', 'group', GROUP);
    await installation('add', 'group', GROUP);
    await story.until(() => story.teams.messages.length === 2);
  });
});
