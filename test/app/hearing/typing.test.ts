import { expect, test } from 'vitest';
import type { ConversationReference } from '../../../src/domain/telling/conversation.ts';
import { typingDuring } from '../../../src/app/hearing/typing.ts';
import { aConversation } from '../../builders.ts';

/** A clock whose sleeps end when they are told to. */
function begin(typing: (where: ConversationReference) => Promise<void> = () => Promise.resolve()) {
  const sleeps: { readonly milliseconds: number; readonly end: () => void }[] = [];
  const typed: ConversationReference[] = [];
  const ports = {
    clock: {
      now: () => 0,
      elapsed: () => 0,
      sleep: (milliseconds: number) => new Promise<void>((end) => sleeps.push({ milliseconds, end })),
    },
    channel: {
      typing: (where: ConversationReference) => {
        typed.push(where);
        return typing(where);
      },
    },
  } as unknown as Parameters<typeof typingDuring>[0];
  return { ports, sleeps, typed };
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const WHERE = aConversation();
const HERE = { conversation: WHERE, inPrivate: false };

test('whoever waits for half a second sees that the bot is typing', async () => {
  const { ports, sleeps, typed } = begin();
  const answering = Promise.withResolvers<string>();
  const answered = typingDuring(ports, HERE, answering.promise);
  expect(sleeps).toMatchObject([{ milliseconds: 500 }]);
  expect(typed).toEqual([]);
  sleeps[0]?.end();
  await turn();
  expect(typed).toEqual([WHERE]);
  answering.resolve('here');
  expect(await answered).toBe('here');
});

test('where the answer is there before, nothing is typed, also later', async () => {
  const { ports, sleeps, typed } = begin();
  expect(await typingDuring(ports, HERE, Promise.resolve('here'))).toBe('here');
  sleeps[0]?.end();
  await turn();
  expect(typed).toEqual([]);
});

test('the answer waits until it has been said that the bot types, and no longer than a second', async () => {
  const { ports, sleeps } = begin(() => new Promise(() => undefined));
  const answering = Promise.withResolvers<string>();
  const answered = typingDuring(ports, HERE, answering.promise);
  sleeps[0]?.end();
  await turn();
  answering.resolve('here');
  await turn();
  expect(sleeps[1]).toMatchObject({ milliseconds: 1_000 });
  sleeps[1]?.end();
  expect(await answered).toBe('here');
});

test('what only one person can see is typed before nobody', async () => {
  const { ports, sleeps, typed } = begin();
  expect(await typingDuring(ports, { ...HERE, inPrivate: true }, Promise.resolve('here'))).toBe('here');
  expect([sleeps, typed]).toEqual([[], []]);
});

test('work that fails fails', async () => {
  const { ports } = begin();
  await expect(typingDuring(ports, HERE, Promise.reject(new Error('no')))).rejects.toThrow('no');
});
