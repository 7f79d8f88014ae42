import { afterEach, beforeEach, expect, test } from 'vitest';
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
