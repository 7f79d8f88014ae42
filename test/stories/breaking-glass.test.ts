import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, inputsOf, titlesOf } from '../support/cards.ts';
import { at, SECURITY } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

const DAY = 24 * 60;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ approvals: 'second-person' });
});
afterEach(() => story.end());

const LINE = `break glass: disable sync for contoso.com because they are breached`;
/** What the bot said in somebody’s own chat since then. */
const saidTo = (who: 'ada' | 'ben', since = 0): readonly string[] =>
  story.teams.messages
    .slice(since)
    .filter(({ conversationId }) => conversationId === `a:${who}`)
    .map((message) => story.words(message));

describe('a review that nobody closes', () => {
  const STILL = 'still waits for a review';
  const broken = async (): Promise<string> => {
    const card = await story.change('ada', LINE);
    return /C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? 'no id';
  };

  test('is reminded of daily, to every administrator, once a day each, until it is closed', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    const id = await broken();
    await story.later(DAY - 60);
    expect([...saidTo('ada'), ...saidTo('ben')].join()).not.toContain(STILL);
    for (const day of [1, 2, 3]) {
      await story.later(day === 1 ? 60 : DAY);
      for (const who of ['ada', 'ben'] as const) {
        const reminders = (): readonly string[] => saidTo(who).filter((words) => words.includes(STILL));
        await story.until(() => reminders().length >= day, `reminder ${day} to ${who}`);
        expect(reminders()).toHaveLength(day);
        expect(reminders().at(-1)).toContain(`close review ${id}`);
      }
    }
    await story.restart();
    await story.later(1);
    expect(saidTo('ben').filter((words) => words.includes(STILL))).toHaveLength(3);
    await story.ask('ben', `close review ${id} because ticket 4711`);
    const before = story.teams.messages.length;
    await story.later(2 * DAY);
    expect(story.teams.messages.slice(before).map((message) => story.words(message))).toEqual([]);
  });

  test('goes on waiting for those who can be read: a failing Graph is asked again, and nobody is left out', async () => {
    await story.ask('ben', 'whoami');
    await broken();
    const mend = story.graph.fail({
      kind: 'status',
      status: 403,
      code: 'Authorization_RequestDenied',
      path: /members$/,
    });
    await story.later(DAY);
    expect([...saidTo('ada'), ...saidTo('ben')].join()).not.toContain(STILL);
    await story.until(() => story.log.some(({ event }) => event === 'administrators.unread'), 'a line in the log');
    mend();
    await story.later(6);
    await story.until(() => saidTo('ada').join().includes(STILL) && saidTo('ben').join().includes(STILL), 'both told');
  });
});

describe('a reason that is missing is asked for', () => {
  /** Types into the card’s input and presses the button; what comes of it is a new card, or a word. */
  const giving = (who: Who, card: BotMessage, reason: string, title: string) =>
    story.typeAndPress(who, card, { because: reason }, title);

  test('to break the glass: with it, the card that asked becomes the change', async () => {
    const card = await story.ask('ada', LINE.replace(/ because.*/, ''));
    expect(story.words(card)).toContain('Why must the glass be broken?');
    // For what, and what that does to the door.
    expect(story.words(card)).toContain('▼ Closes a door\nUser sync: on → off');
    expect(inputsOf(card.cards.at(-1))).toEqual(['because']);
    await giving('ada', card, 'they are breached', 'Show me the change');
    await story.seen(card, 'You are about to break the glass');
    expect(story.words(card)).toContain('they are breached');
    expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
  });

  test('to accept a drift', async () => {
    await story.bot.watch();
    story.elsewhere('eli', organizations.fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.displayName = 'Other';
    });
    await story.bot.watch();
    const [id] = /D-[0-9A-Z]{8}/.exec(story.words(await story.ask('ada', 'list drift'))) ?? ['no id'];
    const card = await story.ask('ada', `accept drift ${id}`);
    expect(story.words(card)).toContain('Why may it stay as it is?');
    expect(story.words(card)).toContain('Policy name: “Fabrikam” → “Other”');
    const { text } = await giving('ada', card, 'agreed', 'Accept');
    await story.until(() => `${text} ${story.words(story.last)}`.includes('Accepted'), 'an answer');
    expect(story.words(await story.ask('ada', 'list drift'))).not.toContain(id);
  });

  test('to close a review: on the card of the change, of whoever clicked, and of nobody else', async () => {
    const channel = at(story, 'channel', SECURITY);
    const card = await story.ask('ada', LINE, channel);
    await story.press('ada', card, 'Confirm', channel);
    await story.seen(card, 'The glass was broken');
    await story.until(() => titlesOf(card.cards.at(-1)).includes('Review'), 'the end');
    const before = story.teams.messages.length;
    const drawn = story.words(card);
    const asking = await story.press('ben', card, 'Review', channel);
    expect(inputsOf(asking.card)).toEqual(['because']);
    expect(story.teams.messages.length).toBe(before);
    expect(story.words(card)).toBe(drawn);
    const [button] = buttonsOf(asking.card);
    const data = { ...(button?.data as object), because: 'all is well' };
    const value = { action: { type: 'Action.Execute', ...button, data }, trigger: 'manual' };
    expect((await story.invoke('ben', card, value, channel)).text).toContain('closed');
    await story.until(() => !titlesOf(card.cards.at(-1)).includes('Review'), 'that it is closed');
  });

  test('to close a review: from the list, where reviews stand first, however much is open', async () => {
    const broken = await story.change('ada', LINE);
    story.teams.install(people.ben.id, 'a:ben');
    await story.ask('ben', 'send approvals here', {
      conversation: story.conversation('channel', '19:security@thread.tacv2'),
      channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: '19:team@thread.tacv2' } },
    });
    const partners = Object.values(organizations).filter(({ domains }) => domains.length > 0);
    for (const { tenantId } of partners.slice(1, 16)) {
      await story.say('ben', `disable sync for ${tenantId}`);
      await story.say('ben', `enable sync for ${tenantId}`);
    }
    const list = await story.ask('ben', 'list open');
    const id = /C-[0-9A-Z]{8}/.exec(story.words(broken))?.[0] ?? 'no id';
    expect(story.words(list)).toMatch(/^[^]*?C-[0-9A-Z]{8}/);
    expect(/C-[0-9A-Z]{8}/.exec(story.words(list))?.[0]).toBe(id);
    expect(titlesOf(list.cards.at(-1))).toEqual([
      'Review',
      ...Array.from({ length: 6 }, () => 'Show'),
      'Show next page',
    ]);
    const { text } = await story.press('ben', list, 'Review');
    await story.until(() => `${text} ${story.words(list)}`.includes('What did you find?'), 'a question');
    expect(`${text} ${story.words(list)}`).toMatch(/User sync: .+ → o/);
    await story.invoke('ben', list, {
      action: { type: 'Action.Execute', verb: 'say', data: { text: `close review ${id}`, because: 'ticket 4711' } },
      trigger: 'manual',
    });
    await story.seen(broken, 'ticket 4711');
    expect(titlesOf(broken.cards.at(-1))).not.toContain('Review');
  });
});

describe('to open with broken glass', () => {
  const OPEN = 'break glass: enable sync for fabrikam.com because the migration is stuck';

  test('is refused where nobody else could be told, and goes on as soon as one can', async () => {
    const card = await story.ask('ada', OPEN);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'I could tell nobody');
    expect(story.writes()).toEqual([]);
    story.teams.install(people.ben.id, 'a:ben');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(saidTo('ben').join()).toContain('Somebody breaks the glass to open this organisation');
  });

  test('is heard in a chat that is opened anew, where Teams refuses the one that is known', async () => {
    await story.ask('ben', 'whoami');
    story.teams.install(people.ben.id, 'a:new-ben');
    story.teams.fail('POST', { status: 403, code: 'ServiceError' }, 99, 'a:ben');
    const card = await story.change('ada', OPEN);
    expect(story.words(card)).toContain('Applied');
    const told = story.teams.messages.filter(({ conversationId }) => conversationId === 'a:new-ben');
    expect(told.map((message) => story.words(message)).join()).toContain('Somebody breaks the glass');
  });

  test('is heard in a conversation that subscribed', async () => {
    await story.ask('ben', 'notify here about drift', {
      conversation: story.conversation('group', '19:security@thread.v2'),
    });
    const card = await story.change('ada', OPEN);
    expect(story.words(card)).toContain('Applied');
  });

  test('is not written where the administrators cannot be read; to close waits for nobody', async () => {
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /members$/ });
    const card = await story.ask('ada', OPEN);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'nothing was changed');
    expect(story.writes()).toEqual([]);
    await story.change('ada', LINE);
  });
});
