import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversationOf, readActivity, senderOf } from '../../src/teams/activity.ts';
import { anActivity, BOT } from './an-activity.ts';

describe('the sender', () => {
  test('every tenant id that the activity names counts', () => {
    const sender = senderOf(
      anActivity({
        conversation: { id: 'a:1', tenantId: 'one' },
        channelData: { tenant: { id: 'two' } },
        from: { id: '29:x', tenantId: 'three' },
      }),
    );
    expect(sender.tenantIds).toEqual(['one', 'two', 'three']);
  });

  test('an empty tenant id is none', () => {
    expect(
      senderOf(anActivity({ conversation: { id: 'a:1', tenantId: '' }, channelData: { tenant: {} } })).tenantIds,
    ).toEqual([]);
  });
});

test('a channel is answered in the thread that asked', () => {
  const id = '19:x@thread.tacv2;messageid=17';
  expect(conversationOf(anActivity({ conversation: { id, conversationType: 'channel' } }))).toMatchObject({
    conversationId: id,
    conversationType: 'channel',
    activityId: '1',
    botId: BOT,
  });
});

test('a message id of dots alone, which would be a path to elsewhere, is unreadable', () => {
  const activity = { type: 'invoke', channelId: 'msteams', serviceUrl: 'https://x', conversation: { id: 'a' } };
  expect(readActivity({ ...activity, replyToId: '1700000000000' })).toBeDefined();
  expect(readActivity({ ...activity, replyToId: '..' })).toBeUndefined();
});

test('no body makes the reader throw', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      readActivity(body);
    }),
  );
});
