import { afterEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type StoryOptions } from '../support/story.ts';

/** Whatever opens a door again after its end: none does so unsaid, and none for good. */

const { fabrikam } = organizations;
const DAY = 24 * 60;
const END = 'enable sync for fabrikam.com for 5 days';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ approvals: 'self', ...options });
  await story.watch();
};
afterEach(() => story.end());

const told = async (line: string): Promise<string> => story.words(await story.ask('ada', line));
const changed = async (line: string): Promise<string> => story.changeOn(await story.change('ada', line));

describe('what the bot closed at its end', () => {
  const ended = async (line = END): Promise<BotMessage> => {
    const card = await story.change('ada', line);
    await story.later(5 * DAY + 1);
    await story.until(() => !story.letsIn(fabrikam), 'closed');
    await story.seen(card, 'Its end came, and I closed it by myself');
    return card;
  };
  test('is not opened again by an undo, and what to type is said', async () => {
    await begin();
    await ended();
    const history = await told('history fabrikam.com');
    const answers: string[] = [];
    for (const id of new Set(history.match(/C-[0-9A-Z]{8}/g))) {
      const card = await story.ask('ada', `undo ${id}`);
      expect(titlesOf(card.cards.at(-1))).not.toContain('Confirm');
      answers.push(story.words(card));
    }
    expect(answers.join('\n')).toContain('Its end date has passed');
    expect(answers.join('\n')).toContain(`enable sync for ${fabrikam.tenantId} for 30 days`);
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test('is opened by an undo of what closed it after it was decided anew', async () => {
    await begin();
    await ended();
    await story.change('ada', 'enable sync for fabrikam.com because it is needed for good');
    await story.change('ada', `undo ${await changed('disable sync for fabrikam.com')}`);
    expect(story.letsIn(fabrikam)).toBe(true);
    await story.later(10 * DAY);
    expect(story.letsIn(fabrikam)).toBe(true);
  });

  test('stays closed where the rest of its partner comes back', async () => {
    await begin({ preview: false });
    await story.change('ada', 'enable auto redemption from fabrikam.com');
    await ended();
    const removed = await changed('remove partner fabrikam.com');
    expect(story.partner(fabrikam.tenantId)).toBeUndefined();
    await story.change('ada', `undo ${removed}`);
    expect(story.partner(fabrikam.tenantId)?.automaticUserConsentSettings?.inboundAllowed).toBe(true);
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test('stays closed by an undo that removed the partner, which was removed before the end', async () => {
    await begin({ preview: false });
    await story.change('ada', 'enable auto redemption from fabrikam.com');
    await story.change('ada', END);
    const removed = await changed('remove partner fabrikam.com');
    await story.later(6 * DAY);
    const card = await story.change('ada', `undo ${removed}`);
    expect(story.words(card)).toContain('The end date has passed');
    expect(story.partner(fabrikam.tenantId)?.automaticUserConsentSettings?.inboundAllowed).toBe(true);
    expect(story.letsIn(fabrikam)).toBe(false);
  });
});

describe('of what has two ends', () => {
  const two = async (): Promise<string> => {
    await begin();
    const first = await changed(END);
    await story.change('ada', 'enable sync for fabrikam.com for 20 days');
    return first;
  };

  test.each(['End now', 'Renew'])('%s of the first one says that another counts', async (title) => {
    const first = await two();
    const line = title === 'Renew' ? `renew end ${first}` : `end now ${first}`;
    expect(await told(line)).toContain('Another end date counts');
    expect(story.letsIn(fabrikam)).toBe(true);
  });
});

describe('what is left to a default that is open', () => {
  const redeems = () => story.partner(fabrikam.tenantId)?.automaticUserConsentSettings?.inboundAllowed;
  const LINE = 'enable auto redemption from fabrikam.com for 5 days';
  const openDefault = (): void => {
    story.graph.tenant.defaultConfiguration.automaticUserConsentSettings = {
      inboundAllowed: true,
      outboundAllowed: false,
    };
  };
  const leftToIt = async (): Promise<void> => {
    await story.later(60);
    story.elsewhere('eli', fabrikam.tenantId, (partner) => {
      partner.automaticUserConsentSettings = { inboundAllowed: null, outboundAllowed: null };
    });
    await story.watch();
  };

  test('is asked about where somebody left it to that after the end was decided', async () => {
    await begin();
    openDefault();
    await story.change('ada', LINE);
    await leftToIt();
    await story.later(5 * DAY);
    const isAsked = (one: BotMessage) => story.words(one).includes('An end has come');
    await story.until(() => story.teams.messages.some(isAsked), 'asked');
    expect(redeems()).toBeNull();
    const question = story.teams.messages.findLast(isAsked);
    if (question === undefined) throw new Error('gone');
    await story.press('ada', question, 'End now');
    await story.press('ada', question, 'Confirm');
    await story.seen(question, 'Applied');
    expect(redeems()).toBe(false);
  });

  test('is closed where only what was opened was taken back', async () => {
    await begin();
    story.elsewhere('eli', fabrikam.tenantId, (partner) => {
      partner.automaticUserConsentSettings = { inboundAllowed: null, outboundAllowed: null };
    });
    await story.watch();
    const card = await story.change('ada', LINE);
    await story.change('ada', `undo ${story.changeOn(card)}`);
    expect(redeems()).toBeNull();
    openDefault();
    await story.later(5 * DAY + 1);
    await story.until(() => redeems() === false, 'closed for this partner');
  });
});
