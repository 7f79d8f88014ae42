import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inputsOf, titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type Who } from '../support/story.ts';

/** The card of a change as it is for each who looks at it (Teams: user-specific views). */

const SECURITY = '19:security@thread.tacv2';
const inChannel = {
  conversation: { id: `${SECURITY};messageid=1700000000000`, conversationType: 'channel', isGroup: true },
  channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: '19:team@thread.tacv2' } },
};
const ALL = ['Approve', 'Reject', 'I am looking at it'];

let story: Story;
let card: BotMessage;
const begin = async (approvals: 'self' | 'second-person'): Promise<void> => {
  story = await Story.begin({ approvals });
  await story.say('ben', 'whoami', inChannel);
  card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
  ({ changeId } = refreshOf(card).action.data);
};
beforeEach(() => begin('second-person'));
afterEach(() => story.end());

let changeId: string;
type Refresh = {
  readonly action: { readonly data: { readonly changeId: string } };
  readonly userIds: readonly string[];
};
const refreshOf = (message: BotMessage): Refresh => (message.cards.at(-1) as { refresh: Refresh }).refresh;
/** As a client does on its own when somebody sees the card. */
const look = (who: Who, more: Readonly<Record<string, unknown>> = {}) => {
  const action = { type: 'Action.Execute', verb: 'look', data: { changeId } };
  return story.invoke(who, card, { action, trigger: 'automatic' }, { ...inChannel, ...more });
};

describe('a card that another person decides', () => {
  test('keeps its buttons as it is posted, and Teams asks for those seen there', () => {
    expect(titlesOf(card.cards[0])).toEqual(ALL);
    expect(refreshOf(card).userIds).toHaveLength(2);
  });

  test('has its buttons for who may decide, and none for whoever asked or has no role', async () => {
    expect(titlesOf((await look('ben')).card)).toEqual(ALL);
    for (const who of ['ada', 'dana'] as const) {
      const { card: seen } = await look(who);
      expect(titlesOf(seen)).toEqual([]);
      expect(inputsOf(seen)).toEqual([]);
      expect(seen).not.toHaveProperty('refresh');
    }
  });

  test('decides nothing, however often it is looked at, and keeps no click from being taken', async () => {
    for (let n = 0; n < 100; n += 1) await look('ben');
    expect(story.writes()).toEqual([]);
    expect(titlesOf(card.cards.at(-1))).toEqual(ALL);
    await story.press('ben', card, 'Approve', inChannel);
    await story.seen(card, 'Applied');
    expect(card.cards.at(-1)).not.toHaveProperty('refresh');
    expect(titlesOf((await look('ben')).card)).toContain('Undo');
  });

  test('costs Graph one reading of a person in a minute', async () => {
    await look('dana');
    const before = story.graph.requests.length;
    for (let n = 0; n < 20; n += 1) await look('dana');
    expect(story.graph.requests.length).toBe(before);
  });

  test('is shown as it was posted where the role cannot be read', async () => {
    story.graph.fail({ kind: 'status', status: 500, path: /roleManagement|users|groups|\$batch/ });
    expect(titlesOf((await look('dana')).card)).toEqual(ALL);
  });

  test('is shown in no other conversation, and to nobody of another organisation', async () => {
    const elsewhere = { conversation: { ...inChannel.conversation, id: '19:other@thread.tacv2' } };
    expect((await look('ben', elsewhere)).card).toBeUndefined();
    const foreign = { channelData: { tenant: { id: organizations.fabrikam.tenantId } } };
    expect((await look('ben', foreign)).card).toBeUndefined();
  });
});

test('a card that whoever asked confirms has its buttons for them alone', async () => {
  await story.end();
  await begin('self');
  expect(titlesOf((await look('ada')).card)).toEqual(['Confirm', 'Cancel']);
  expect(titlesOf((await look('ben')).card)).toEqual([]);
});
