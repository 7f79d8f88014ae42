import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversationOf, lineOf, readActivity, senderOf, type IncomingActivity } from '../../src/teams/activity.ts';

const BOT = '28:bot';
const bot = (text: string) => ({ type: 'mention', mentioned: { id: BOT, name: 'Bridgekeeper' }, text });

function activity(more: Readonly<Record<string, unknown>> = {}): IncomingActivity {
  const read = readActivity({
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    from: { id: '29:ada', name: 'Ada' },
    recipient: { id: BOT },
    conversation: { id: 'a:1' },
    ...more,
  });
  if (read === undefined) throw new Error('not an activity');
  return read;
}

describe('the line a person meant', () => {
  test.each<[string, unknown[], string]>([
    ['help', [], 'help'],
    ['  show \u00a0 fabrikam.com\n', [], 'show fabrikam.com'],
    ['<at>Bridgekeeper</at> help', [bot('<at>Bridgekeeper</at>')], 'help'],
    ['show <at>Bridgekeeper</at>&nbsp;fabrikam.com <at>Bridgekeeper</at>', [bot('<at>Bridgekeeper</at>')], 'show fabrikam.com'],
    ['show A &amp; B &lt;x&gt;', [], 'show A & B <x>'],
    ['show O&apos;Brien &#39;&quot;', [], 'show O\'Brien \'"'],
    ['show \u200bfabri\u200dkam.com', [], 'show fabrikam.com'],
    ['<at>Ada</at> help', [{ ...bot('<at>Ada</at>'), mentioned: { id: '29:ada' } }], '<at>Ada</at> help'],
    ['help', [bot('')], 'help'],
    ['help', [{}, null, 7, { type: 'mention' }, { type: 'clientInfo' }], 'help'],
  ])('%j is %s', (text, entities, line) => {
    expect(lineOf(activity({ text, entities }))).toBe(line);
  }); // prettier-ignore

  test('an entity that is decoded is not decoded again', () => {
    expect(lineOf(activity({ text: '&amp;lt;' }))).toBe('&lt;');
  });

  test('no text is an empty line', () => {
    expect(lineOf(activity({ text: undefined, entities: [bot('<at>x</at>')] }))).toBe('');
  });
});

describe('the sender', () => {
  test('every tenant id that the activity names counts', () => {
    const sender = senderOf(
      activity({
        conversation: { id: 'a:1', tenantId: 'one' },
        channelData: { tenant: { id: 'two' } },
        from: { id: '29:x', tenantId: 'three' },
      }),
    );
    expect(sender.tenantIds).toEqual(['one', 'two', 'three']);
  });

  test('an empty tenant id is none', () => {
    expect(
      senderOf(activity({ conversation: { id: 'a:1', tenantId: '' }, channelData: { tenant: {} } })).tenantIds,
    ).toEqual([]);
  });
});

test('a channel is answered in the thread that asked', () => {
  const id = '19:x@thread.tacv2;messageid=17';
  expect(conversationOf(activity({ conversation: { id, conversationType: 'channel' } }))).toMatchObject({
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
  fc.assert(
    fc.property(fc.record({ text: fc.string({ unit: 'binary' }), entities: fc.array(fc.jsonValue()) }), (more) => {
      const read = readActivity({ ...activity(), ...more });
      if (read !== undefined) expect(lineOf(read)).toBe(lineOf(read).trim());
    }),
  );
});
