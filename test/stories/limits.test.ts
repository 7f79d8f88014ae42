import { afterEach, beforeEach, expect, test } from 'vitest';
import { Story } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin({
    limitsStand: true,
    limits: {
      messages: { person: { atOnce: 40, everyMs: 1_000 }, conversation: { atOnce: 40, everyMs: 2_000 } },
      clicks: { person: { atOnce: 60, everyMs: 500 }, conversation: { atOnce: 400, everyMs: 100 } },
    },
  });
});
afterEach(() => story.end());

const TOO_MANY = /more (messages|clicks) than I take/;
/** A click on a change that nobody knows: it needs neither Graph nor a card. */
const click = (changeId = 'C-00000000') => ({
  action: { type: 'Action.Execute', verb: 'decide', data: { changeId, verdict: 'confirm' } },
  trigger: 'manual',
});
const press = (n: number, value: unknown = click()) =>
  story.invoke('ada', { id: `m-${n}`, conversationId: `a:${n}` }, value);
const times = <Result>(count: number, one: (n: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)));

test('of a hundred messages at once by one person most are not even looked at, and that is said once', async () => {
  const startedAt = performance.now();
  // Each in a conversation of its own, so that Teams' limits hold none of the answers up.
  const sent = await times(100, (n) =>
    story.post(story.message('ada', 'whoami', { conversation: story.conversation('personal', `a:${n}`) })),
  );
  expect(sent.every(({ status }) => status === 200)).toBe(true);
  await story.until(() => story.teams.messages.length >= 41);
  const mayAlsoBeTaken = Math.ceil((performance.now() - startedAt) / 1000);
  const answers = story.teams.messages.map((message) => story.words(message));
  expect(answers.filter((words) => TOO_MANY.test(words))).toHaveLength(1);
  expect(answers.length).toBeLessThanOrEqual(41 + mayAlsoBeTaken);
  const accounts = story.graph.requests.filter(({ path }) => /\/users\/[^/]+$/.test(path));
  expect(accounts.length).toBeLessThanOrEqual(40 + mayAlsoBeTaken);
  expect(story.log.filter(({ event }) => event === 'limit.reached')).toHaveLength(1);
});

test('somebody else is answered meanwhile, and so is the same person a minute later', async () => {
  await times(100, (n) =>
    story.post(story.message('ada', 'help', { conversation: story.conversation('personal', `a:${n}`) })),
  );
  expect(story.words(await story.ask('ben', 'help'))).toContain('What I can do for you');
  story.passUnnoticed(1);
  expect(story.words(await story.ask('ada', 'help'))).toContain('What I can do for you');
});

test('of what several people write in one conversation no more is taken than that conversation may have', async () => {
  const startedAt = performance.now();
  const there = { conversation: story.conversation('group', '19:crowd@thread.v2') };
  await times(90, (n) => story.post(story.message((['ada', 'ben', 'dana'] as const)[n % 3] ?? 'ada', 'whoami', there)));
  await story.until(() => story.log.some(({ event }) => event === 'limit.reached'));
  const mayAlsoBeTaken = Math.ceil((performance.now() - startedAt) / 2000);
  const accounts = story.graph.requests.filter(({ path }) => /\/users\/[^/]+$/.test(path));
  expect(accounts.length).toBeLessThanOrEqual(40 + mayAlsoBeTaken);
});

test('of a hundred clicks at once by one person the first sixty are decided, and each of the others is told so', async () => {
  const answers = await times(100, (n) => press(n));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const tooMany = answers.filter(({ text }) => TOO_MANY.test(text));
  expect(tooMany.length).toBeGreaterThan(30);
  expect(tooMany.length).toBeLessThanOrEqual(40);
  expect(answers.filter(({ text }) => text.includes('I do not know this change'))).toHaveLength(100 - tooMany.length);
});

test('a click that is too much decides nothing; the card stays as it is', async () => {
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  await times(100, (n) => press(n));
  expect((await story.press('ada', card, 'Confirm')).text).toMatch(TOO_MANY);
  expect(story.writes()).toEqual([]);
  story.passUnnoticed(1);
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
});

test('a click on a drift counts as a message, too: it asks Graph as much', async () => {
  const data = { driftId: 'D-00000000', verdict: 'accept', reason: 'agreed' };
  const decide = { action: { type: 'Action.Execute', verb: 'decideDrift', data }, trigger: 'manual' };
  const answers = await times(100, (n) => press(n, decide));
  const tooMany = answers.filter(({ text }) => TOO_MANY.test(text));
  expect(tooMany.length).toBeGreaterThan(0);
  const accounts = story.graph.requests.filter(({ path }) => /\/users\/[^/]+$/.test(path));
  expect(accounts.length).toBeLessThanOrEqual(100 - tooMany.length);
});

test('a line that a button says counts as a message', async () => {
  await times(100, (n) =>
    story.post(story.message('ada', 'nonsense', { conversation: story.conversation('personal', `a:${n}`) })),
  );
  const say = { action: { type: 'Action.Execute', verb: 'say', data: { text: 'whoami' } }, trigger: 'manual' };
  expect((await press(0, say)).text).toMatch(TOO_MANY);
  expect(story.graph.requests).toEqual([]);
});
