import { expect, test } from 'vitest';
import { atRoot, rootOf } from '../../../src/domain/telling/conversation.ts';
import { aConversation } from '../../builders.ts';

test('all threads of a channel have one root, and any other conversation is its own', () => {
  expect(rootOf('19:abc@thread.tacv2;messageid=1700000000000')).toBe('19:abc@thread.tacv2');
  expect(rootOf('a:personal-chat')).toBe('a:personal-chat');
});

test('at the root the bot speaks in the same place, in no thread and as an answer to nothing', () => {
  expect(atRoot(aConversation())).toEqual(aConversation({ conversationId: '19:abc@thread.tacv2', activityId: null }));
});
