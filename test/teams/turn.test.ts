import type { TurnContext } from 'botbuilder';
import { expect, test } from 'vitest';
import { incoming, TurnAdapter } from '../../src/teams/turn.ts';
import { anActivity } from './an-activity.ts';

const run = (logic: (context: TurnContext) => Promise<unknown>, more: Readonly<Record<string, unknown>> = {}) =>
  new TurnAdapter().runTurn(anActivity({ type: 'invoke', ...more }), async (context) => {
    await logic(context);
  });
const response = { type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } };

test.each([{}, { deliveryMode: 'expectReplies' }])(
  'an invoke is answered with what the turn sends: %j',
  async (more) => {
    expect(await run((context) => context.sendActivity(response), more)).toEqual(response.value);
  },
);

test('a turn that sends nothing answers nothing', async () => {
  expect(await run(() => Promise.resolve())).toBeUndefined();
});

test.each<[string, (context: TurnContext) => Promise<unknown>]>([
  ['a message', (context) => context.sendActivity('hello')],
  ['a message beside the answer', (context) => context.sendActivities([response, { type: 'typing' }])],
  ['another content', (context) => context.updateActivity({ id: '1' })],
  ['a removal', (context) => context.deleteActivity('1')],
])('nothing else leaves by the turn: %s', async (_what, work) => {
  await expect(run(work)).rejects.toThrow(/speaks through its channel/);
});

test('a turn knows its activity as the door has read it, and of no other one', async () => {
  const activity = anActivity();
  const contexts: TurnContext[] = [];
  await new TurnAdapter().runTurn(activity, (context) => {
    expect(incoming(context)).toBe(activity);
    contexts.push(context);
    return Promise.resolve();
  });
  expect(() => incoming({ activity: { ...activity } } as never)).toThrow(/not admitted/);
  expect(() => contexts[0]?.activity).toThrow(/revoked/);
});
