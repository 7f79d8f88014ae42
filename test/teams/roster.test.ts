import { expect, test } from 'vitest';
import { ChannelError } from '../../src/app/ports.ts';
import { readersIn } from '../../src/teams/roster.ts';
import type { Attempt } from '../../src/teams/attempts.ts';
import type { Connector } from '../../src/teams/connector.ts';

const HOME = 'a0000000-0000-4000-8000-000000000001';
const once: Attempt = async (_kind, _thread, call) => ({ result: await call(), mayArriveAgain: false });

/** Reads who is in a conversation whose pages lead on as told; from which token on each page was read. */
function reading(nextAfter: (from: string) => string | undefined) {
  const asked: string[] = [];
  const members: Connector['members'] = (_id, _size, from) => {
    asked.push(from);
    return Promise.resolve({ members: [{ tenantId: HOME }], continuationToken: nextAfter(from) });
  };
  const none = () => Promise.reject(new Error('not asked here'));
  const teams: Connector = {
    members,
    send: none,
    reply: none,
    update: none,
    create: none,
    whisper: none,
    channels: none,
  };
  const conversation = {
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    conversationId: '19:c@thread.tacv2',
    conversationType: 'channel',
    botId: '28:bot',
    team: null,
    activityId: null,
  } as const;
  return { asked, roster: readersIn(() => teams, once, HOME, conversation) };
}

test('all pages of members are read', async () => {
  const { asked, roster } = reading((from) => ({ '': 'b', b: 'c' })[from]);
  expect((await roster).ours).toHaveLength(3);
  expect(asked).toEqual(['', 'b', 'c']);
});

test.each([
  ['to itself', (from: string) => from || 'b', 2],
  ['in a circle', (from: string) => ({ '': 'b', b: 'c' })[from] ?? 'b', 3],
  ['on for ever', (from: string) => `${from}b`, 50],
])('members whose pages lead %s are unread', async (_, nextAfter, pages) => {
  const { asked, roster } = reading(nextAfter);
  await expect(roster).rejects.toThrow(ChannelError);
  expect(asked).toHaveLength(pages);
});
