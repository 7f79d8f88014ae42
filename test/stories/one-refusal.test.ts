import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertsIn } from '../support/alerts.ts';
import { at, AUDIT, GROUP, postsIn, SECURITY, settle, subscribe } from '../support/channel.ts';
import { lived } from '../support/lived.ts';
import { organizations, people, Story } from '../support/story.ts';

/** One refusal of Teams' is about one message: whether the bot is out of a conversation is said by Teams' code, again and again. */

const { fabrikam } = organizations;
const OUT = { status: 403, code: 'BotNotInConversationRoster' } as const;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const switchSync = (isSyncAllowed: boolean): void => {
  story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed };
  });
};
/** Somebody switches it past the bot, which looks. */
const drifts = async (isSyncAllowed: boolean): Promise<void> => {
  switchSync(isSyncAllowed);
  await story.watch();
};
/** Other messages may come at the same time. */
const subscriptions = async (): Promise<string> => {
  const before = saidTo('a:dana').length;
  await story.say('dana', 'list subscriptions');
  await story.until(() => saidTo('a:dana').length > before, 'the list');
  return saidTo('a:dana').at(-1) ?? '';
};
const passes = async (minutes: number): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await story.later(1);
    await lived(10);
  }
  await settle(story);
};
const saidTo = (conversationId: string): readonly string[] =>
  story.teams.messages.filter((message) => message.conversationId === conversationId).map((one) => story.words(one));
const alerted = (count: number, channel = SECURITY) =>
  story.until(() => alertsIn(story, channel).length === count, `${count} alerts: ${alertsIn(story, channel).length}`);

describe('a refused update', () => {
  beforeEach(async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await story.watch();
    await drifts(true);
    await alerted(1);
  });

  test.each([
    { status: 403, code: 'ServiceError' },
    { status: 403, code: 'Forbidden' },
    OUT,
    { status: 404, code: 'ConversationNotFound' },
    403,
  ])('%j ends no subscription: the next drift is told', async (refusal) => {
    story.teams.fail('PUT', refusal, 99, SECURITY);
    await drifts(false);
    await settle(story);
    story.teams.mend();
    await drifts(true);
    await story.until(() => alertsIn(story).length >= 2, 'the next drift');
    expect(await subscriptions()).not.toContain('ended');
  });

  test('gives up that message: what became of it is posted anew', async () => {
    story.teams.fail('PUT', { status: 403, code: 'ServiceError' }, 99, SECURITY);
    await drifts(false);
    const anew = () => postsIn(story, SECURITY).filter((post) => story.words(post).includes('Gone again'));
    await story.until(() => anew().length === 1, 'the card anew');
    story.teams.mend();
    await passes(5);
    expect(anew()).toHaveLength(1);
    // The one that was given up, and this one.
    expect(alertsIn(story)).toHaveLength(2);
  });

  test('of the card of whoever asked brings them another one', async () => {
    const card = await story.ask('ada', 'disable sync for fabrikam.com');
    story.teams.fail('PUT', { status: 403, code: 'ServiceError' }, 99, 'a:ada');
    await story.press('ada', card, 'Confirm');
    await story.until(() => saidTo('a:ada').some((words) => words.includes('Applied')), 'the outcome');
  });
});

describe('a refused post', () => {
  beforeEach(() => subscribe(story, 'ada', 'notify here', SECURITY));

  test.each([403, 404, OUT, { status: 403, code: 'ServiceError' }, { status: 404, code: 'ConversationNotFound' }])(
    '%j once is tried again',
    async (refusal) => {
      story.teams.fail('POST', refusal, 1, SECURITY);
      await story.change('ada', 'enable sync for fabrikam.com');
      await story.until(() => postsIn(story, SECURITY).length === 1, 'the post');
      expect(await subscriptions()).not.toContain('ended');
    },
  );

  test('an outage that refuses everything for minutes ends nothing', async () => {
    story.teams.fail('POST', { status: 403, code: 'ServiceError' }, 999, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await passes(8);
    story.teams.mend();
    await passes(6);
    expect(postsIn(story, SECURITY)).toHaveLength(1);
    expect(await subscriptions()).not.toContain('ended');
  });

  test('one message that Teams will not take holds up no other for long, and is tried on', async () => {
    story.teams.fail('POST', { status: 403, code: 'ServiceError' }, 999, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await passes(20);
    await story.change('ada', 'disable sync for fabrikam.com');
    story.teams.mend();
    await passes(6);
    expect(postsIn(story, SECURITY).map(({ summary }) => summary)).toEqual([
      'Disable user sync for fabrikam.com · f2c19a54: Applied',
    ]);
    await passes(70);
    expect(postsIn(story, SECURITY)).toHaveLength(2);
  });
});

describe.each([
  'BotNotInConversationRoster',
  'ConversationNotFound',
  'ConversationBlockedByUser',
  'BotDisabledByAdmin',
])('%s', (code) => {
  const out = { status: 403, code };

  test('over minutes ends the subscription, and whoever asked for it is told, once', async () => {
    await story.ask('ben', 'whoami');
    await subscribe(story, 'ben', 'notify here', SECURITY);
    await subscribe(story, 'ada', 'notify here', AUDIT);
    story.teams.fail('POST', out, 999, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    const told = () => saidTo('a:ben').filter((words) => words.includes('can no longer notify')).length;
    await passes(1);
    expect(told()).toBe(0);
    await passes(10);
    expect(told()).toBe(1);
    expect(postsIn(story, AUDIT).map(({ summary }) => summary)).toEqual([
      'Enable user sync for fabrikam.com · f2c19a54: Applied',
      'A channel hears no more from me',
    ]);
    expect(await subscriptions()).toContain('Teams does not let me post there');
  });

  test('is asked about again every day: where the bot may speak, the subscription goes on', async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    story.teams.fail('POST', out, 999, SECURITY);
    await story.change('ada', 'enable sync for fabrikam.com');
    await passes(10);
    const before = story.teams.calls.length;
    await passes(60);
    expect(story.teams.calls.slice(before).filter((call) => call.conversationId === SECURITY)).toEqual([]);
    await story.later(24 * 60);
    await settle(story);
    expect(await subscriptions()).toContain('ended');
    story.teams.mend();
    await story.later(25 * 60);
    await story.until(() => postsIn(story, SECURITY).length === 1, 'that it goes on');
    expect(story.words(story.last)).toContain('I can notify this channel again');
    expect(await subscriptions()).not.toContain('ended');
    await story.change('ada', 'disable sync for fabrikam.com');
    await story.until(() => postsIn(story, SECURITY).length === 2, 'the next change');
  });
});

describe('the id of a chat that Teams refuses', () => {
  const ANEW = 'a:anew';
  beforeEach(async () => {
    await story.end();
    story = await Story.begin({ approvals: 'second-person' });
    await story.ask('ben', 'send approvals here', at(story, 'channel', SECURITY));
    await story.ask('ada', 'help');
  });
  /** The bot's Teams channel is registered anew: chats have other ids. */
  const registerAnew = (): void => {
    story.teams.install(people.ada.id, ANEW);
    for (const method of ['POST', 'PUT'] as const) {
      story.teams.fail(method, { status: 403, code: 'ServiceError' }, 999, 'a:ada');
    }
  };
  const approve = async (): Promise<void> => {
    await story.until(() => postsIn(story, SECURITY).length === 1, 'the card for others');
    const [card] = postsIn(story, SECURITY);
    if (card === undefined) throw new Error('no card');
    await story.press('ben', card, 'Approve', { conversation: story.conversation('channel', card.conversationId) });
    await story.seen(card, 'Applied');
  };

  test('is doubted: the chat is opened anew, and the letter is sent there', async () => {
    await story.say('ada', 'enable sync for fabrikam.com');
    registerAnew();
    await approve();
    await story.until(() => saidTo(ANEW).some((words) => words.includes('Your change was applied')), 'the letter');
    await story.until(
      () => saidTo(ANEW).some((words) => words.startsWith('Enable user sync') && words.includes('✓ Applied')),
      'the card',
    );
  });

  test('is forgotten: the next letter goes straight to the new one', async () => {
    await story.say('ada', 'enable sync for fabrikam.com', at(story, 'group', GROUP));
    registerAnew();
    await approve();
    await story.until(() => saidTo(ANEW).some((words) => words.includes('Your change was applied')), 'the letter');
    const tries = story.teams.calls.filter(({ conversationId }) => conversationId === 'a:ada');
    expect(tries).toHaveLength(2);
  });

  test('in an outage that refuses everything, the letter waits', async () => {
    await story.say('ada', 'enable sync for fabrikam.com');
    story.teams.fail('POST', { status: 403, code: 'ServiceError' }, 999, 'a:ada');
    await approve();
    await passes(10);
    story.teams.mend();
    await passes(10);
    expect(saidTo('a:ada').filter((words) => words.includes('Your change was applied'))).toHaveLength(1);
  });
});
