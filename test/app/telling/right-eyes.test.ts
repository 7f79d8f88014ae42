import { beforeEach, describe, expect, test } from 'vitest';
import { ChannelError, type Channel, type ChannelProblem } from '../../../src/app/ports.ts';
import { readersToSay } from '../../../src/app/telling/readers/readers-said.ts';
import { rightEyes, type Asker } from '../../../src/app/telling/readers/right-eyes.ts';
import type { Reply } from '../../../src/domain/replies/reply.ts';
import { aConversation } from '../../builders.ts';
import { ADA, World } from '../world.ts';

let world: World;
let channel: { -readonly [Name in keyof Channel]: Channel[Name] };
beforeEach(() => {
  world = new World();
  channel = { ...world.ports.channel };
});

const HERE = aConversation({ conversationId: '19:a@thread.tacv2;messageid=1', conversationType: 'channel' });
const CHAT = aConversation({ conversationId: 'a:ada', conversationType: 'personal' });
const LIST: Reply = { kind: 'template', template: { kind: 'template', settings: null } } as unknown as Reply;
const HELP: Reply = { kind: 'help', level: 'read', forgets: false, starters: [], besides: [], topics: [] };
const asker = (more: Partial<Asker> = {}): Asker => ({ person: ADA, account: '29:ada', inPrivate: false, ...more });
const eyes = (privateAnswers: 'chat' | 'targeted') => rightEyes({ ...world.ports, channel }, { privateAnswers });
const refusing = (problem: ChannelProblem) => (): Promise<never> => Promise.reject(new ChannelError(problem));
/** A mistake in the bot, which nothing may hide. */
const mistaken = (): Promise<never> => Promise.reject(new TypeError('a mistake'));
const posted: [string, string][] = [];
const posting = (): void => {
  posted.length = 0;
  channel.post = (conversation, reply) => {
    posted.push([conversation.conversationId, reply.kind === 'notice' ? reply.notice.kind : reply.kind]);
    return Promise.resolve({ conversation, messageId: String(posted.length) });
  };
};

describe('what is for one person alone', () => {
  beforeEach(async () => {
    posting();
    await world.store.heard(ADA.objectId, CHAT);
  });

  test.each<ChannelProblem>(['out', 'notAllowed', 'notAccepted', 'notDelivered', 'uncertain', 'messageGone'])(
    'goes to their own chat where Teams does not take it so that only they can see it: %s',
    async (problem) => {
      channel.whisper = refusing(problem);
      await eyes('targeted').answer(HELP, asker({ inPrivate: true }), HERE);
      expect(posted).toEqual([['a:ada', 'help']]);
    },
  );

  test('is remembered, as the last ones are', async () => {
    let count = 0;
    channel.whisper = (conversation) => Promise.resolve({ conversation, messageId: String((count += 1)) });
    const known = eyes('targeted');
    for (let n = 0; n < 1_001; n += 1) await known.answer(HELP, asker({ inPrivate: true }), HERE);
    expect(['1', '2', '1001'].map((messageId) => known.isWhispered({ conversation: HERE, messageId }))).toEqual([
      false,
      true,
      true,
    ]);
    expect(posted).toEqual([]);
  });

  test('is not whispered to somebody whom Teams does not name', async () => {
    channel.whisper = mistaken;
    await eyes('targeted').answer(HELP, asker({ inPrivate: true, account: undefined }), HERE);
    expect(posted).toEqual([['a:ada', 'help']]);
  });

  test('is said nowhere where nobody is known, and nobody there is pointed to it', async () => {
    await eyes('chat').answer(HELP, asker({ person: null, inPrivate: true }), HERE);
    expect(posted).toEqual([]);
    expect(world.logged.map(({ event }) => event)).toContain('answer.untold');
  });

  test('is also what anybody may know, where it answers a click late; in their own chat it is said as it is', async () => {
    await eyes('chat').answerAlone(HELP, asker(), HERE);
    await eyes('chat').answerAlone(HELP, asker(), CHAT);
    expect(posted).toEqual([
      ['a:ada', 'help'],
      [HERE.conversationId, 'toldAlone'],
      ['a:ada', 'help'],
    ]);
  });

  test('may have arrived in their chat: they are pointed to it, where they asked before everybody', async () => {
    const post = channel.post;
    channel.post = (conversation, reply) =>
      conversation.conversationId === 'a:ada' ? refusing('uncertain')() : post(conversation, reply);
    channel.readers = refusing('notAllowed');
    await eyes('chat').answer(LIST, asker(), HERE);
    expect(posted).toEqual([[HERE.conversationId, 'toldAlone']]);
  });

  test.each<[string, () => void, boolean]>([
    [
      'the roster',
      () => {
        channel.readers = mistaken;
      },
      false,
    ],
    [
      'whispering',
      () => {
        channel.whisper = mistaken;
      },
      true,
    ],
    [
      'their own chat',
      () => {
        channel.whisper = refusing('notAllowed');
        channel.post = mistaken;
      },
      true,
    ],
  ])('a mistake in %s is not taken for a no of Teams', async (_, breaks, inPrivate) => {
    breaks();
    await expect(eyes('targeted').answer(LIST, asker({ inPrivate }), HERE)).rejects.toThrow('a mistake');
  });

  test('only whoever asked in private is pointed to their chat, and only so that nobody else sees it', async () => {
    const whispers: string[] = [];
    channel.whisper = (conversation, account) => {
      whispers.push(account);
      return Promise.resolve({ conversation, messageId: '1' });
    };
    await eyes('targeted').point(asker(), HERE);
    await eyes('chat').point(asker({ inPrivate: true }), HERE);
    expect(whispers).toEqual([]);
    await eyes('targeted').point(asker({ inPrivate: true }), HERE);
    expect(whispers).toEqual(['29:ada']);
    expect(posted).toEqual([]);
  });
});

test('those who ask for lists at the same time share one reading of who is there', async () => {
  posting();
  let readings = 0;
  channel.readers = () => {
    readings += 1;
    return new Promise((resolve) => setImmediate(resolve, { guests: 0, strangers: 0, ours: [] }));
  };
  const known = eyes('chat');
  await Promise.all([1, 2, 3].map(() => known.answer(LIST, asker(), HERE)));
  expect(readings).toBe(1);
  await known.answer(LIST, asker(), HERE);
  expect(readings).toBe(2);
  expect(posted).toHaveLength(4);
});

test('a mistake in reading who is there is not taken for a no of Teams', async () => {
  channel.readers = mistaken;
  await expect(readersToSay({ ...world.ports, channel }, HERE, 'notify here', 'standard')).rejects.toThrow('a mistake');
});
