import { afterEach, beforeEach, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { buttonsOf } from '../support/cards.ts';
import { people, Story } from '../support/story.ts';

/**
 * Whatever happens, the log names nobody, repeats nobody, and holds no token; nor does a card hold one. Every story ends
 * with this check (Story.end); these are there to provoke it.
 */

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const ADDRESS = 'grace.hopper@fabrikam.com';
const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJncmFjZSJ9.c2lnbmF0dXJl';
const REASON = 'because Grace Hopper asked me on the phone';

function expectSilence(...secrets: readonly string[]): void {
  expect(story.log.length).toBeGreaterThan(0);
  const log = JSON.stringify(story.log);
  for (const secret of [ADDRESS, encodeURIComponent(ADDRESS), TOKEN, 'Grace', ...secrets])
    expect(log).not.toContain(secret);
  expect(story.leaks()).toEqual([]);
}

test('every command, by somebody who may and by somebody who may not', async () => {
  for (const { example } of COMMANDS) {
    for (const who of ['ada', 'eli', 'finn'] as const) await story.say(who, example);
    story.passUnnoticed(1);
  }
  expectSilence();
});

test('a change from its request to its undoing', async () => {
  const card = await story.change('ada', `enable sync for fabrikam.com ${REASON}`);
  await story.pressForCard('ada', card, 'Undo');
  await story.press('ada', story.last, 'Confirm');
  await story.seen(story.last, 'Applied');
  expectSilence();
});

test('lines that hold addresses, names and tokens', async () => {
  const lines = [
    `show ${ADDRESS}`,
    `find tenant ${ADDRESS}`,
    `enable sync for ${ADDRESS} ${REASON}`,
    `rename sync policy for fabrikam.com to Grace Hopper ${REASON}`,
    `explain ${TOKEN} of ${ADDRESS}`,
    `Grace Hopper ${TOKEN}`,
    `history ${ADDRESS}`,
  ];
  for (const line of lines) await story.say('ada', line);
  expectSilence();
});

test.each([
  ['a role', /roleManagement/],
  ['the account', /\/users\//],
  ['a partner', /partners/],
])('errors of Graph’s that quote somebody, about %s', async (_, path) => {
  story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', message: `${ADDRESS} with Bearer ${TOKEN}`, path });
  for (const line of ['list partners', 'whoami', `enable sync for fabrikam.com ${REASON}`]) await story.say('ada', line);
  expectSilence();
  const cards = JSON.stringify(story.teams.messages);
  expect(cards).not.toContain(ADDRESS);
  expect(cards).not.toContain(TOKEN);
}); // prettier-ignore

test.each([403, 500])('a write that fails with %d and quotes somebody', async (status) => {
  const card = await story.ask('ada', `enable sync for fabrikam.com ${REASON}`);
  story.graph.fail({ kind: 'status', status, code: 'x', message: `${ADDRESS} with Bearer ${TOKEN}`, method: 'PATCH' });
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Not applied');
  expectSilence();
  const cards = JSON.stringify(story.teams.messages);
  expect(cards).not.toContain(ADDRESS);
  expect(cards).not.toContain(TOKEN);
});

test('Teams and the store in trouble', async () => {
  const card = await story.ask('ada', `enable sync for fabrikam.com ${REASON}`);
  story.teams.fail('PUT', 500, 3);
  story.teams.fail('POST', 'reset', 2);
  await story.press('ada', card, 'Confirm');
  await story.until(() => story.writes().length > 0);
  await story.say('ben', 'whoami');
  await story.later(5);
  expectSilence();
});

test('requests and clicks that are refused', async () => {
  await story.post(story.message('ada', 'help', {}), { authorization: `Bearer ${TOKEN}` });
  await story.post(story.message('ada', 'help', { channelId: ADDRESS }));
  await story.post(`{"text":"${ADDRESS}`);
  await story.post(story.message('ada', 'help', { type: 'invoke', name: ADDRESS }));
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  await story.press('eli', card, 'Confirm');
  await story.invoke('ada', card, { action: { type: 'Action.Execute', verb: ADDRESS, data: { x: TOKEN } } });
  await story.press('finn', card, 'Cancel', { from: { id: '29:x', name: 'Grace Hopper' } });
  expect(buttonsOf(card.cards.at(-1))).not.toEqual([]);
  expectSilence();
});

test('the check itself would notice', () => {
  const leaking = (line: Record<string, unknown>): readonly string[] => {
    story.log.push(line);
    const found = story.leaks();
    story.log.pop();
    return found;
  };
  expect(leaking({ event: 'x', name: people.ada.displayName })).toHaveLength(1);
  expect(leaking({ event: 'x', mail: people.finn.userPrincipalName })).toHaveLength(1);
  expect(leaking({ event: 'x', header: `Bearer ${story.token()}` }).length).toBeGreaterThan(0);
  expect(leaking({ event: 'x', token: 'token-for-graph' })).toHaveLength(1);
  expect(story.leaks()).toEqual([]);
});
