import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Story, type Who } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const isOfRoles = ({ path }: { readonly path: string }) => /\/users\/|\/roleManagement\/|\/groups\//.test(path);

/** What a line made the bot ask of Graph: about the role, and about anything else. */
async function asked(who: Who, line: string) {
  const before = story.graph.requests.length;
  const words = story.words(await story.ask(who, line));
  const requests = story.graph.requests.slice(before);
  return { words, role: requests.filter(isOfRoles), else: requests.filter((request) => !isOfRoles(request)) };
}

test.each([
  'list partners',
  'list deleted',
  'show Fabrikam',
  'show fabrikam.com',
  'show template',
  'enable sync for Fabrikam',
  'enable sync for fabrikam.com',
  'undo C-00000000',
  'revert drift D-00000000',
  'enable sync in template',
])('somebody without a role makes the bot ask Graph for their role and nothing else: %s', async (line) => {
  const first = await asked('eli', line);
  expect(first.words).toContain('You need the role');
  expect(first.role.length).toBeGreaterThan(0);
  expect(first.else).toEqual([]);
  expect((await asked('eli', line)).else).toEqual([]);
});

test('of whoever was not seen with a role the role comes first; after that it is read beside the rest', async () => {
  story.graph.setLatency(50);
  const first = await asked('dana', 'list partners');
  const known = Math.max(...first.role.map(({ endedAt }) => endedAt ?? Infinity));
  expect(first.else.length).toBeGreaterThan(0);
  expect(first.else.every(({ startedAt }) => startedAt >= known)).toBe(true);

  const second = await asked('dana', 'list partners');
  // The role is read each time, as much as before.
  const paths = (requests: typeof first.role) => requests.map(({ path }) => path);
  expect(paths(second.role)).toEqual(expect.arrayContaining(paths(first.role)));
  const knownAgain = Math.max(...second.role.map(({ endedAt }) => endedAt ?? Infinity));
  expect(second.else.some(({ startedAt }) => startedAt < knownAgain)).toBe(true);

  story.passUnnoticed(10);
  const later = await asked('dana', 'list partners');
  const anew = Math.max(...later.role.map(({ endedAt }) => endedAt ?? Infinity));
  expect(later.else.every(({ startedAt }) => startedAt >= anew)).toBe(true);
});

test('whoever loses the role is refused at once, although they were seen with it a moment ago', async () => {
  await asked('dana', 'list partners');
  story.graph.tenant.roleAssignments.length = 0;
  expect((await asked('dana', 'list partners')).words).toContain('You need the role');
  expect((await asked('dana', 'list partners')).else).toEqual([]);
});

describe('of what one person asks three things are looked at at the same time', () => {
  const accounts = () => story.graph.requests.filter(({ path }) => /\/users\/[^/]+$/.test(path));
  /** The most of them that were under way at the same time. */
  const mostAtOnce = () =>
    Math.max(
      ...accounts().map(
        ({ startedAt }) =>
          accounts().filter((other) => other.startedAt <= startedAt && (other.endedAt ?? Infinity) > startedAt).length,
      ),
    );
  const chat = (n: number) => ({ conversation: story.conversation('personal', `a:${n}`) });
  const answers = (words: string) => story.teams.messages.filter((message) => story.words(message).includes(words));

  test('wherever they write; the rest waits, and all is answered. Somebody else does not wait', async () => {
    story.graph.setLatency(50);
    const says = (who: Who, line: string, n: number) => story.say(who, line, chat(n)).catch(() => []);
    const lines = Array.from({ length: 20 }, (_, n) => says('eli', 'list partners', n));
    lines.push(says('ada', 'whoami', 20));
    await story.until(() => answers('Ada Osei').length === 1, 'somebody else is answered');
    expect(answers('You need the role').length).toBeLessThan(20);
    await story.until(() => answers('You need the role').length === 20, 'all are answered');
    await Promise.all(lines);
    expect(mostAtOnce()).toBeLessThanOrEqual(4);
  });

  test('help does not wait for them', async () => {
    const works = story.graph.fail({ kind: 'hang-before' });
    for (let n = 0; n < 5; n += 1) story.say('eli', 'list partners', chat(n)).catch(() => undefined);
    await story.until(() => accounts().length === 3);
    expect(story.words(await story.ask('eli', 'help'))).toContain('What I can do for you');
    // What help shows is read beside them.
    expect(accounts()).toHaveLength(4);
    works();
  });

  test('by clicks, too: on drifts', async () => {
    story.graph.setLatency(50);
    const help = await story.ask('eli', 'help');
    story.graph.clearRequests();
    const clicks = Array.from({ length: 20 }, (_, n) => {
      const data = { driftId: `D-000000${String(n).padStart(2, '0')}`, verdict: 'accept', reason: 'agreed' };
      const action = { type: 'Action.Execute', verb: 'decideDrift', data };
      return story.invoke('eli', { ...help, id: `m-${n}` }, { action, trigger: 'manual' });
    });
    await Promise.all(clicks);
    await story.until(() => accounts().length === 20, 'all are looked at');
    expect(mostAtOnce()).toBeLessThanOrEqual(3);
  });
});
