import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { Story } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const ENABLE = 'enable sync for fabrikam.com';
const status = async (activity: Record<string, unknown>): Promise<number> => (await story.post(activity)).status;

/** What could have come of it: nothing was posted, drawn, asked or written. */
async function nothingCameOfIt(work: () => Promise<void>): Promise<void> {
  const calls = story.teams.calls.length;
  // The audit log is read on meanwhile, whatever is said.
  const asked = () => story.graph.requests.filter(({ path }) => !path.includes('auditLogs'));
  const requests = asked().length;
  await work();
  await story.bot.tick();
  expect(story.teams.calls).toHaveLength(calls);
  expect(asked()).toHaveLength(requests);
}

describe('a message that was edited, deleted or brought back', () => {
  test.each([
    ['messageUpdate', 'editMessage'],
    ['messageUpdate', 'undeleteMessage'],
    ['messageUpdate', undefined],
    ['messageDelete', 'softDeleteMessage'],
    ['messageDelete', undefined],
  ])('%s, %s: runs no command', (type, eventType) =>
    nothingCameOfIt(async () => {
      expect(await status(story.message('ada', ENABLE, { type, channelData: { eventType } }))).toBe(200);
    }),
  );

  test('the same message, edited into another command, runs neither again', async () => {
    const sent = story.message('ada', ENABLE, {});
    expect(await status(sent)).toBe(200);
    expect(story.words(story.last)).toContain('Fabrikam');
    await nothingCameOfIt(async () => {
      const edited = { ...sent, text: 'enable sync for contoso.com' };
      expect(await status({ ...edited, type: 'messageUpdate' })).toBe(200);
      expect(await status({ ...sent, type: 'messageDelete' })).toBe(200);
      expect(await status({ ...sent, type: 'messageUpdate' })).toBe(200);
    });
  });

  test('an edit that Teams would send as a message is none, whatever its id and text', () =>
    nothingCameOfIt(async () => {
      for (const eventType of ['editMessage', 'undeleteMessage', 'softDeleteMessage']) {
        expect(await status(story.message('ada', ENABLE, { channelData: { eventType } }))).toBe(200);
      }
    }));
});

describe('a card that a client refreshes on its own', () => {
  test.each(['automatic', 'Automatic'])('trigger %s: has no effect, whatever its button says', async (trigger) => {
    const card = await story.ask('ada', ENABLE);
    const help = await story.ask('ada', 'nonsense');
    const executed = (message: BotMessage, title: string) => ({
      action: { type: 'Action.Execute', ...buttonsOf(message.cards.at(-1)).find((button) => button.title === title) },
      trigger,
    });
    await nothingCameOfIt(async () => {
      for (const title of titlesOf(card.cards[0])) {
        const answer = await story.invoke('ada', card, executed(card, title));
        expect(answer).toMatchObject({ status: 200, type: 'application/vnd.microsoft.activity.message' });
      }
      const say = { action: { type: 'Action.Execute', verb: 'say', data: { text: ENABLE } }, trigger };
      expect(await story.invoke('ada', help, say)).toMatchObject({ status: 200, card: undefined });
    });
    // A person's click has one.
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });
});

test('a line said on a card on which somebody decides, whose id a client may name, is not taken', async () => {
  const card = await story.ask('ada', ENABLE);
  const say = { action: { type: 'Action.Execute', verb: 'say', data: { text: ENABLE } }, trigger: 'manual' };
  await nothingCameOfIt(async () => {
    expect((await story.invoke('ben', card, say)).text).toMatch(/moved on/);
  });
});
