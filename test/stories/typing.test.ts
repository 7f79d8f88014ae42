import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openedPast } from '../support/alerts.ts';
import { at, GROUP, SECURITY, subscribe } from '../support/channel.ts';
import { member, STRANGER } from '../support/members.ts';
import { people, Story } from '../support/story.ts';

/** That the bot is typing, where an answer takes longer than half a second. */

const SLOW = { kind: 'slow', delayMs: 900, times: 1 } as const;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

test('whoever waits long sees that the bot is at it, once, and not after the answer', async () => {
  story.graph.fail({ ...SLOW, path: /\/partners$/ });
  const before = story.teams.messages.length;
  await story.ask('ada', 'list partners');
  expect(story.teams.typings).toEqual([{ conversationId: story.last.conversationId, before }]);
});

describe('a click', () => {
  test('is no other than a line: once it was answered that the bot is at it, it types until that is there', async () => {
    const list = await story.ask('ada', 'list partners');
    const before = story.teams.messages.length;
    story.graph.fail({ ...SLOW, path: /\/partners$/ });
    const { text } = await story.press('ada', list, 'Show next page');
    expect(text).toContain('I am at it');
    await story.seen(list, 'Page 2');
    expect(story.teams.typings).toEqual([{ conversationId: list.conversationId, before }]);
  });

  test('on a drift is no other', async () => {
    await story.watch();
    await subscribe(story, 'ada', 'notify here', SECURITY);
    const drift = await openedPast(story);
    story.graph.fail({ ...SLOW, path: /roleManagement|users|groups|\$batch/ });
    await story.press('ada', drift, 'Revert', at(story, 'channel', SECURITY));
    await story.until(() => story.teams.typings.length > 0, 'that it types');
    expect(story.teams.typings).toHaveLength(1);
  });

  test('on what only they can see is typed before nobody else', async () => {
    await story.end();
    story = await Story.begin({ privateAnswers: 'targeted' });
    story.teams.install(people.ada.id, 'a:ada');
    story.teams.roster(GROUP, [member('ada'), STRANGER]);
    const here = at(story, 'group', GROUP);
    const list = await story.ask('ada', 'list partners', here);
    expect(list.onlyFor).toBe('29:ada');
    const before = story.teams.messages.length;
    story.graph.fail({ ...SLOW, path: /\/partners$/ });
    await story.press('ada', list, 'Show next page', here);
    await story.until(() => story.teams.messages.length > before, 'the next page');
    expect(story.last).toMatchObject({ onlyFor: '29:ada' });
    expect(story.words(story.last)).toContain('Page 2');
    expect(story.teams.typings).toEqual([]);
  });
});
