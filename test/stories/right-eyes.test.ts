import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, GROUP } from '../support/channel.ts';
import { people, Story } from '../support/story.ts';
import { member, AMONG_OTHERS, GUEST, STRANGER, saidIn as wordsIn } from '../support/members.ts';

/** What is about a person is for their eyes only; lists are for those of this organisation. */

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
  for (const who of ['ada', 'chen', 'dana', 'eli'] as const) story.teams.install(people[who].id, `a:${who}`);
});
afterEach(() => story.end());

const saidIn = (place: string): string => wordsIn(story, place);

describe.each(AMONG_OTHERS)('asked in a %s', (where, id) => {
  test('whoami goes to the person, with a pointer where they asked', async () => {
    await story.say('ada', 'whoami', at(story, where, id));
    expect(saidIn('a:ada')).toContain('Active roles');
    expect(saidIn(id)).toContain('I answered you alone');
    expect(saidIn(id)).not.toContain('Security Administrator');
  });

  test.each([
    ['chen', 'enable sync for fabrikam.com', 'eligible for'],
    ['eli', 'list partners', 'Active for you'],
    ['dana', 'notify here', 'Active for you'],
  ] as const)('why %s may not "%s" goes to them', async (who, line, words) => {
    await story.say(who, line, at(story, where, id));
    expect(saidIn(`a:${who}`)).toContain(words);
    expect(saidIn(id)).toContain('I answered you alone');
    expect(saidIn(id)).not.toMatch(/eligible|Active for you|Security (Administrator|Reader)/);
  });

  test('who cannot be told alone is told nothing about themselves', async () => {
    await story.say('ben', 'whoami', at(story, where, id));
    expect(saidIn(id)).toContain('I can answer that only in a private chat');
    expect(saidIn(id)).not.toContain('Security Operations');
    await story.say('finn', 'list partners', at(story, where, id));
    expect(saidIn(id)).not.toMatch(/Active for you|eligible/);
  });

  test('a list stays where it was asked for', async () => {
    story.teams.roster(id, [member('ada'), member('dana')]);
    await story.say('dana', 'list partners', at(story, where, id));
    expect(saidIn(id)).toContain('Fabrikam');
  });

  test.each([
    ['a guest', GUEST],
    ['somebody of another organisation', STRANGER],
  ])('but where %s reads along it goes to the person', async (_, other) => {
    story.teams.roster(id, [member('dana'), other]);
    for (const line of ['list partners', 'show fabrikam.com', 'history', 'list subscriptions']) {
      const before = story.teams.messages.length;
      await story.say('dana', line, at(story, where, id));
      expect(story.teams.messages.slice(before).map(({ conversationId }) => conversationId)[0]).toBe('a:dana');
    }
    expect(saidIn(id)).not.toContain('Fabrikam');
  });

  test.each([500, 403, 404])('and where Teams does not say who does: %d', async (status) => {
    story.teams.fail('GET', status, 9, id);
    await story.say('dana', 'list partners', at(story, where, id));
    expect(saidIn(id)).not.toContain('Fabrikam');
    expect(saidIn('a:dana')).toContain('Fabrikam');
  });
});

test('a conversation of which Teams does not say what kind it is may be a group', async () => {
  const conversation = { ...story.conversation('group', GROUP), conversationType: undefined };
  await story.say('chen', 'enable sync for fabrikam.com', { conversation });
  expect(saidIn(GROUP)).not.toContain('eligible');
  expect(saidIn('a:chen')).toContain('eligible');
});

test('in their own chat everything is answered there', async () => {
  expect(story.words(await story.ask('ada', 'whoami'))).toContain('Active roles');
});
