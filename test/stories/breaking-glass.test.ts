import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { people, Story } from '../support/story.ts';

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
    expect(story.log.some(({ event }) => event === 'administrators.unread')).toBe(true);
    mend();
    await story.later(6);
    await story.until(() => saidTo('ada').join().includes(STILL) && saidTo('ben').join().includes(STILL), 'both told');
  });
});
