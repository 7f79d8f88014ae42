import { afterEach, describe, expect, test } from 'vitest';
import { at, GROUP } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type StoryOptions, type Where, type Who } from '../support/story.ts';
import { member, AMONG_OTHERS, STRANGER } from '../support/members.ts';

/** Messages that only one person can see (PRIVATE_ANSWERS=targeted), and private commands. */

const { fabrikam } = organizations;
let story: Story;
afterEach(() => story.end());
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ privateAnswers: 'targeted', ...options });
  for (const who of ['ada', 'ben', 'chen', 'dana'] as const) story.teams.install(people[who].id, `a:${who}`);
};

const isIn = (place: string, { conversationId }: BotMessage): boolean =>
  conversationId === place || conversationId.startsWith(`${place};`);
/** What everybody there reads. */
const saidIn = (place: string): string =>
  story.teams.messages
    .filter((message) => isIn(place, message) && message.onlyFor === undefined)
    .map((message) => story.words(message))
    .join('\n');
/** What one of those who are there reads, and nobody else. */
const whispered = (who: Who, place: string): string =>
  story.teams.messages
    .filter((message) => isIn(place, message) && message.onlyFor === `29:${who}`)
    .map((message) => story.words(message))
    .join('\n');
/** Said so that nobody else there can see it. */
const privately = (where: Where, id: string) => ({
  ...at(story, where, id),
  recipient: { id: '28:0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5', name: 'Bridgekeeper', isTargeted: true },
});

describe.each(AMONG_OTHERS)('PRIVATE_ANSWERS=targeted, in a %s', (where, id) => {
  test('whoami is seen by whoever asked alone, where they asked, and nobody is pointed to it', async () => {
    await begin();
    await story.say('ada', 'whoami', at(story, where, id));
    expect(whispered('ada', id)).toContain('Active roles');
    expect(saidIn(id)).toBe('');
    expect(saidIn('a:ada')).toBe('');
  });

  test('why somebody may not, too; and lists where others read along', async () => {
    await begin();
    await story.say('chen', 'enable sync for fabrikam.com', at(story, where, id));
    expect(whispered('chen', id)).toContain('eligible for');
    story.teams.roster(id, [member('dana'), STRANGER]);
    await story.say('dana', 'list partners', at(story, where, id));
    expect(whispered('dana', id)).toContain('Fabrikam');
    expect(saidIn(id)).toBe('');
  });

  test('what is for everybody there is not', async () => {
    await begin();
    story.teams.roster(id, [member('ada'), member('dana')]);
    await story.say('dana', 'list partners', at(story, where, id));
    await story.say('dana', 'help', at(story, where, id));
    expect(saidIn(id)).toMatch(/Fabrikam[^]*What I can do for you/);
    expect(whispered('dana', id)).toBe('');
  });

  test.each<[string, () => void]>([
    [
      'takes none',
      () => {
        story.teams.targeted(false);
      },
    ],
    [
      'does not count them among those who are there',
      () => {
        story.teams.roster(id, [member('dana')]);
      },
    ],
    [
      'fails',
      () => {
        story.teams.fail('POST', 500, 1, id);
      },
    ],
    [
      'says that the message is at fault',
      () => {
        story.teams.fail('POST', 400, 1, id);
      },
    ],
    [
      'does not find it',
      () => {
        story.teams.fail('POST', 404, 1, id);
      },
    ],
    [
      'says that the bot is not there',
      () => {
        story.teams.fail('POST', { status: 403, code: 'BotNotInConversationRoster' }, 1, id);
      },
    ],
  ])('where Teams %s, it goes to their own chat, with a pointer', async (_, refuses) => {
    await begin();
    refuses();
    await story.say('ada', 'whoami', at(story, where, id));
    expect(saidIn('a:ada')).toContain('Active roles');
    expect(saidIn(id)).toContain('I answered you alone');
    expect(saidIn(id)).not.toContain('Security Administrator');
    expect(whispered('ada', id)).toBe('');
    expect(story.log.some(({ event }) => event === 'whisper.refused')).toBe(true);
  });

  test('without the setting Teams is not asked for one', async () => {
    await begin({ privateAnswers: 'chat' });
    await story.say('ada', 'whoami', at(story, where, id));
    expect(story.teams.calls.filter(({ path }) => path.includes('isTargetedActivity'))).toEqual([]);
    expect(saidIn('a:ada')).toContain('Active roles');
    expect(saidIn(id)).toContain('I answered you alone');
  });

  test('a click on what only they can see is answered so, too', async () => {
    await begin();
    story.teams.roster(id, [member('dana'), STRANGER]);
    await story.say('dana', 'list partners', at(story, where, id));
    const list = story.teams.messages.find(({ onlyFor }) => onlyFor === '29:dana') ?? story.last;
    const answer = await story.invoke(
      'dana',
      list,
      {
        action: { type: 'Action.Execute', verb: 'say', data: { text: 'show fabrikam.com' } },
        trigger: 'manual',
      },
      at(story, where, id),
    );
    expect(answer.status).toBe(200);
    expect(saidIn(id)).toBe('');
    const seen = (): number => story.teams.messages.filter(({ onlyFor }) => onlyFor === '29:dana').length;
    await story.until(() => seen() === 2, 'the partner');
    expect(story.words(story.last)).toContain('Policy name');
    expect(saidIn(id)).toBe('');
  });
});

test('a click on one that the process knows nothing of any more is answered late, and in private all the same', async () => {
  await begin();
  story.teams.roster(GROUP, [member('dana'), STRANGER]);
  await story.say('dana', 'list partners', at(story, 'group', GROUP));
  const list = story.teams.messages.find(({ onlyFor }) => onlyFor === '29:dana') ?? story.last;
  await story.restart();
  story.teams.roster(GROUP, [member('dana')]);
  story.graph.fail({ kind: 'slow', delayMs: 700, path: /users/, times: 2 });
  const action = { type: 'Action.Execute', verb: 'say', data: { text: 'show fabrikam.com' } };
  await story.invoke('dana', list, { action, trigger: 'manual' }, at(story, 'group', GROUP));
  const seen = (): number => story.teams.messages.filter(({ onlyFor }) => onlyFor === '29:dana').length;
  await story.until(() => seen() === 2, 'the partner');
  expect(saidIn(GROUP)).toBe('');
});

describe('in their own chat', () => {
  test.each(['targeted', 'chat'] as const)('nothing is different (%s)', async (privateAnswers) => {
    await begin({ privateAnswers });
    expect(story.words(await story.ask('ada', 'whoami'))).toContain('Active roles');
    expect(story.teams.calls.filter(({ path }) => path.includes('isTargetedActivity'))).toEqual([]);
  });
});

describe.each(AMONG_OTHERS)('a private command in a %s', (where, id) => {
  test.each(['whoami', 'help', 'list partners', 'show fabrikam.com', 'gibberish', 'notify here about nonsense'])(
    '"%s" is answered in private',
    async (line) => {
      await begin();
      await story.say('ada', line, privately(where, id));
      expect(saidIn(id)).toBe('');
      expect(whispered('ada', id)).not.toBe('');
    },
  );

  test('goes to their own chat where the setting is not on, and nobody there is told', async () => {
    await begin({ privateAnswers: 'chat' });
    await story.say('ada', 'list partners', privately(where, id));
    expect(saidIn('a:ada')).toContain('Fabrikam');
    expect(saidIn(id)).toBe('');
  });

  test('and nobody there is told where it can be answered nowhere', async () => {
    await begin({ privateAnswers: 'chat' });
    await story.say('eli', 'whoami', privately(where, id));
    expect(saidIn(id)).toBe('');
    expect(story.log.some(({ event }) => event === 'answer.untold')).toBe(true);
  });

  test('that changes something has its card in their own chat', async () => {
    await begin();
    await story.say('ada', 'enable sync for fabrikam.com', privately(where, id));
    const card = story.teams.messages.find(({ conversationId }) => conversationId === 'a:ada') ?? story.last;
    expect(story.words(card)).toContain('Not confirmed yet');
    expect(whispered('ada', id)).toContain('I answered you alone');
    expect(saidIn(id)).toBe('');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(saidIn(id)).toBe('');
  });

  test('that changes something does nothing where they have no chat', async () => {
    await begin();
    story.teams.fail('POST', 403, 9, people.ben.id);
    await story.say('ben', 'enable sync for fabrikam.com', privately(where, id));
    expect(whispered('ben', id)).toContain('I can answer that only in a private chat');
    expect(saidIn(id)).toBe('');
    expect(await story.say('ada', 'list open')).toHaveLength(1);
    expect(story.words(story.last)).toContain('Nothing is open');
  });

  test('"notify here" is about the place where it is said', async () => {
    await begin();
    story.teams.roster(id, [member('ada')]);
    await story.say('ada', 'notify here', privately(where, id));
    expect(saidIn(id)).toBe('');
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('1 subscription');
  });

  test('of somebody of another organisation is answered to nobody but them', async () => {
    await begin();
    const foreign = { channelData: { tenant: { id: fabrikam.tenantId } } };
    await story.say('ada', 'whoami', { ...privately(where, id), ...foreign });
    expect(saidIn(id)).toBe('');
    expect(whispered('ada', id)).toContain('Only members of this organisation');
  });
});
