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

test('a chat of two people, in which the bot is neither, is not somebody’s own chat with it', () => {
  const [one, two] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  const typeOf = (recipient: string) =>
    conversationOf(
      anActivity({
        recipient: { id: recipient },
        conversation: { id: `19:${one}_${two}@unq.gbl.spaces`, conversationType: 'personal' },
      }),
    ).conversationType;
  expect(typeOf('28:33333333-3333-4333-8333-333333333333')).toBe('groupChat');
  expect(typeOf('28:')).toBe('groupChat');
  expect(typeOf(`28:${two}`)).toBe('personal');
});

test('what is asked from Teams’ box needs no conversation; anything else does', () => {
  const base = { type: 'invoke', channelId: 'msteams', serviceUrl: 'https://x', from: { id: '29:ada' } };
  const fromBox = ['composeExtension/query', 'composeExtension/fetchTask', 'composeExtension/submitAction'];
  for (const name of [...fromBox, 'application/search']) {
    expect(readActivity({ ...base, name })?.conversation).toEqual({ id: '29:ada', conversationType: 'groupChat' });
    expect(readActivity({ ...base, name, from: undefined })).toBeUndefined();
    expect(readActivity({ ...base, name, type: 'message' })).toBeUndefined();
  }
  for (const name of ['adaptiveCard/action', 'task/submit', 'task/fetch', undefined]) {
    expect(readActivity({ ...base, name })).toBeUndefined();
  }
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
