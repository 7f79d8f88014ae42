import { afterEach, expect, test } from 'vitest';
import { Story } from '../support/story.ts';

/** Graph may refuse a token long before its end: the bot asks for another one, once, instead of saying so for an hour. */

let story: Story;
afterEach(() => story.end());

/** An identity that gives one token until it is told that it was refused. */
function renewable() {
  let number = 1;
  return {
    token: () => Promise.resolve(`token-for-graph-${number}`),
    renew: () => {
      number += 1;
      return Promise.resolve(`token-for-graph-${number}`);
    },
  };
}
const REVOKED = {
  kind: 'status',
  status: 401,
  code: 'InvalidAuthenticationToken',
  token: 'token-for-graph-1',
} as const;

test('between the card and its Confirm, and the change is written all the same', async () => {
  story = await Story.begin({ identity: renewable });
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  story.graph.fail(REVOKED);
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
});

test('with the write itself: who may is looked at again before it is sent once more', async () => {
  story = await Story.begin({ identity: renewable });
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  story.graph.fail({ ...REVOKED, method: 'PATCH' });
  story.graph.fail({ ...REVOKED, method: 'PUT' });
  const before = story.graph.requests.length;
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  const sent = story.graph.requests.slice(before);
  const writes = sent.flatMap(({ method }, index) => (method === 'PATCH' || method === 'PUT' ? [index] : []));
  expect(writes).toHaveLength(2);
  const between = sent.slice((writes[0] ?? 0) + 1, writes[1]);
  expect(between.map(({ path }) => path).join(' ')).toContain('roleAssignments');
});
