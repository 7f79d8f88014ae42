import { beforeEach, expect, test } from 'vitest';
import { noteLate } from '../../src/app/telling/cards/note-late.ts';
import type { PostedMessage } from '../../src/domain/telling/conversation.ts';
import type { SqliteStore } from '../../src/store/sqlite-store.ts';
import { aConversation, nthChange, theProposal } from '../builders.ts';
import { opened } from '../store/support.ts';

const change = nthChange(1);
const { id } = change.proposal;
const message = (messageId: string): PostedMessage => ({ conversation: aConversation(), messageId });
const alone = <Result>(_: number, __: boolean, draw: () => Promise<Result>): Promise<Result> => draw();

let store: SqliteStore;
let copy: number;
beforeEach(async () => {
  store = opened(':memory:');
  await store.insert(change, theProposal(change));
  copy = (await store.ownCopy(id))?.id ?? 0;
});

test('what was posted and not noted is noted later, and still to be drawn', async () => {
  const unnoted = new Map([[copy, message('m1')]]);
  await noteLate(store, alone, unnoted);
  expect(await store.copy(copy)).toMatchObject({ message: { messageId: 'm1' }, revision: 0 });
  expect([unnoted.size, (await store.undrawn()).length]).toEqual([0, 1]);
});

test('where another process has posted it once more, both are kept up to date', async () => {
  await store.recordDrawn(copy, { message: message('theirs'), revision: 1 });
  await noteLate(store, alone, new Map([[copy, message('mine')]]));
  const shown = (await store.copies(id)).map((one) => one.message?.messageId);
  expect(shown).toEqual(['theirs', 'mine']);
});

test('what is noted already, or was never posted for certain, is left as it is', async () => {
  await store.recordDrawn(copy, { message: message('m1'), revision: 1 });
  const unnoted = new Map([
    [copy, message('m1')],
    [copy + 100, message('gone')],
    [copy + 200, null],
  ]);
  await noteLate(store, alone, unnoted);
  expect([unnoted.size, (await store.copies(id)).length]).toEqual([0, 1]);
});

test('while another process is at the card it waits', async () => {
  const unnoted = new Map([[copy, message('m1')]]);
  await noteLate(store, () => Promise.resolve(undefined), unnoted);
  expect([unnoted.size, (await store.copy(copy))?.message]).toEqual([1, null]);
});
