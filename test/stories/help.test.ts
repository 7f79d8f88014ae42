import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import { people, Story, type Who } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const STARTERS = ['Show overview', 'List partners', 'List changes', 'List drift', 'Show history', 'Show my roles'];
const TOPICS = ['partners', 'template', 'approvals', 'trust', 'many', 'drift', 'deleted', 'records', 'notices'];

async function help(who: Who, line = 'help') {
  story.graph.clearRequests();
  const answer = await story.ask(who, line);
  return { words: story.words(answer), titles: titlesOf(answer.cards[0]), requests: story.graph.requests.length };
}

describe('help shows each person what they may do', () => {
  test('an administrator: where to begin, every topic, and how to ask for a change', async () => {
    const { words, titles } = await help('ada');
    expect(titles).toEqual(expect.arrayContaining([...STARTERS, ...TOPICS.map((topic) => `Help ${topic}`)]));
    expect(words).toContain('change sync');
    expect(titles).toEqual(expect.arrayContaining(['Change sync', 'Explain error']));
  });

  test('whoever may look: the same, but that changing takes a role', async () => {
    const { words, titles } = await help('dana');
    expect(titles).toEqual(
      expect.arrayContaining([
        ...STARTERS,
        ...TOPICS.filter((topic) => topic !== 'trust' && topic !== 'many').map((topic) => `Help ${topic}`),
      ]),
    );
    expect(words).toContain('To change something takes the role Security Administrator.');
    expect(words).not.toContain('enable sync');
    const { words: partners } = await help('dana', 'help partners');
    expect(partners).toContain('show <partner>');
    expect(partners).not.toContain('enable sync for');
    expect(partners).toContain('With the role Security Administrator also: change sync, enable sync');
  });

  test.each(['eli', 'finn'] as const)(
    '%s, who has none: what anybody may do, and which roles there are',
    async (who) => {
      const { words, titles } = await help(who);
      expect(titles).toEqual(['Show my roles', 'Explain error', 'Help approvals']);
      expect(words).toContain('Most of what I do takes a role: to look, Security Reader');
      expect(titlesOf((await story.ask(who, 'help drift')).cards[0])).toEqual(['Show help']);
    },
  );

  test('what decides is shown to who may, what takes an own change back to all; the rest in a line', async () => {
    const { words: ada } = await help('ada', 'help approvals');
    for (const name of ['confirm', 'cancel', 'approve', 'reject', 'withdraw']) expect(ada).toContain(`${name} `);
    for (const who of ['dana', 'eli'] as const) {
      const { words } = await help(who, 'help approvals');
      expect(words).not.toMatch(/^(confirm|approve|reject) \[/m);
      expect(words).toMatch(/^cancel \[/m);
      expect(words).toMatch(/^withdraw </m);
      expect(words).toMatch(/With the role Security Administrator also: .*confirm.*approve, reject/);
    }
  });

  test('a topic, on the same card as where help begins, and back', async () => {
    const start = await story.ask('ada', 'help');
    const topic = await story.press('ada', start, 'Help drift');
    expect(topic.text).toContain('revert drift <drift> [because <reason>]');
    const back = buttonsOf(topic.card).find(({ title }) => title === 'Show help');
    const pressed = { action: { type: 'Action.Execute', ...back }, trigger: 'manual' };
    expect((await story.invoke('ada', start, pressed)).text).toContain('What I can do for you');
  });

  test('without the preview, what needs it is said to be switched off', async () => {
    await story.restart({ preview: false });
    expect((await help('ada')).titles).not.toContain('Help deleted');
    expect((await help('ada', 'help deleted')).words).toMatch(/Switched off here.*list deleted/);
    expect((await help('ada', 'help partners')).words).not.toContain('enable group sync for');
  });
});

describe('what help shows is no right', () => {
  test.each(['ada', 'dana'] as const)('the role of %s is read once, and seen for ten minutes', async (who) => {
    expect((await help(who)).requests).toBeGreaterThan(0);
    expect((await help(who)).requests).toBe(0);
    story.passUnnoticed(9);
    expect((await help(who, 'help records')).requests).toBe(0);
    story.passUnnoticed(1);
    expect((await help(who)).requests).toBeGreaterThan(0);
  });

  test.each([
    ['ada', 'list partners'],
    ['ada', 'whoami'],
    ['dana', 'whoami'],
  ] as const)('it is not read of %s, whose role was seen at: %s', async (who, line) => {
    await story.ask(who, line);
    expect((await help(who)).requests).toBe(0);
  });

  test('whoever lost the role is refused, although help may not know yet; whoever is refused is told so by help', async () => {
    await help('dana');
    story.graph.tenant.roleAssignments.length = 0;
    expect((await help('dana')).titles).toContain('List partners');
    expect(story.words(await story.ask('dana', 'list partners'))).toContain('You need the role');
    expect((await help('dana')).titles).not.toContain('List partners');
  });

  test('whoever activates a role sees what it allows at once', async () => {
    expect((await help('eli')).titles).not.toContain('List partners');
    const { roleAssignments } = story.graph.tenant;
    const role = roleAssignments.find(({ principalId }) => principalId === people.dana.id);
    if (role !== undefined) roleAssignments.push({ ...role, id: 'another', principalId: people.eli.id });
    expect((await help('eli')).titles).toContain('List partners');
  });
});

describe('where Graph cannot be read', () => {
  test('help comes all the same, with what anybody may do', async () => {
    const works = story.graph.fail({ kind: 'status', status: 403 });
    const { words, titles } = await help('ada');
    works();
    expect(words).toContain('I could not see your roles just now');
    expect(titles).toEqual(['Show my roles', 'Explain error', 'Help approvals']);
    expect((await help('ada')).titles).toContain('List partners');
  });

  test('and nobody waits long for one that hangs', async () => {
    const works = story.graph.fail({ kind: 'hang-before' });
    expect((await help('ada')).words).toContain('I could not see your roles just now');
    // What was begun for the first one is waited for, and nothing is asked for again.
    expect(await help('ada')).toMatchObject({ requests: 0 });
    works();
  });
});

describe('a bot whose store is gone at its next start', () => {
  test('says so when it comes somewhere, in help, and in its log at the start; any other does not', async () => {
    const forgets = 'A trial: at each restart I forget all, my journal too.';
    const hello = (where: Story) =>
      where.post({
        ...where.message('ada', '', {}),
        text: undefined,
        type: 'installationUpdate',
        action: 'add',
        conversation: where.conversation('personal', 'a:ada'),
      });
    await hello(story);
    await story.until(() => story.teams.messages.length > 0, 'hello');
    expect(story.teams.messages.map((message) => story.words(message)).join()).not.toContain(forgets);
    expect((await help('ada')).words).not.toContain(forgets);
    const trial = await Story.begin({ forgets: true });
    try {
      expect(trial.log.map((line) => line['event'])).toContain('store.forgets');
      await hello(trial);
      await trial.until(() => trial.teams.messages.length > 0, 'hello');
      expect(trial.teams.messages.map((message) => trial.words(message)).join()).toContain(forgets);
      expect(trial.words(await trial.ask('eli', 'help'))).toContain(forgets);
    } finally {
      await trial.end();
    }
  });
});
