import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openedPast } from '../support/alerts.ts';
import { calledOn, inputsOf, titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { at, GROUP, postsIn, subscribe } from '../support/channel.ts';
import { APP_ID, organizations, people, Story, type Who } from '../support/story.ts';

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

  test('knows after a restart who was seen there, by a line or a click, and who of them is to be called', async () => {
    await story.press('dana', card, 'Approve', inChannel);
    // What a client asks for on its own shows nobody there.
    await look('eli');
    await story.restart();
    const again = await story.ask('ada', 'enable sync for northwindtraders.com', inChannel);
    expect(refreshOf(again).userIds).toHaveLength(3);
    expect(calledOn(again)).toEqual([people.ben.id]);
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

describe('a card that waits for a review', () => {
  const glass = async (where?: typeof inChannel): Promise<void> => {
    await story.end();
    story = await Story.begin({ approvals: 'second-person' });
    await story.say('ben', 'whoami', inChannel);
    card = await story.ask('ada', 'break glass: disable sync for contoso.com because they are breached', where);
    await story.press('ada', card, 'Confirm', where);
    await story.until(() => story.words(card).includes('Waits for review'), 'that it is written');
  };

  test('has its buttons for who may review it, and none for whoever broke the glass or has no role', async () => {
    await glass(inChannel);
    ({ changeId } = refreshOf(card).action.data);
    expect(titlesOf(card.cards.at(-1))).toContain('Review');
    expect(refreshOf(card).userIds).toHaveLength(2);
    expect((await look('ben')).card).toMatchObject({ type: 'AdaptiveCard' });
    expect(titlesOf((await look('ben')).card)).toEqual(expect.arrayContaining(['Review', 'Undo']));
    for (const who of ['ada', 'dana'] as const) {
      const { card: seen } = await look(who);
      expect([titlesOf(seen), inputsOf(seen)]).toEqual([[], []]);
      expect(seen).not.toHaveProperty('refresh');
    }
    // Once it is reviewed nobody has to decide any more.
    const id = /C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? '';
    await story.ask('ben', `close review ${id} because all is well`, inChannel);
    await story.until(() => !titlesOf(card.cards.at(-1)).includes('Review'), 'that it is closed');
    expect(card.cards.at(-1)).not.toHaveProperty('refresh');
    expect(titlesOf((await look('ada')).card)).toContain('Undo');
  });

  test('asks nobody alone with the bot to review what they did themselves', async () => {
    await glass();
    expect(titlesOf(card.cards.at(-1))).toContain('Undo');
    expect(titlesOf(card.cards.at(-1))).not.toContain('Review');
    expect(inputsOf(card.cards.at(-1))).toEqual([]);
  });
});

describe('whoever has to decide is mentioned', () => {
  test('on a card that another person decides: those seen there who may, and not whoever asked', () => {
    expect(calledOn(card)).toEqual([people.ben.id]);
    expect(story.words(card)).toContain(`<at>${people.ben.displayName}</at>`);
  });

  test('on one that whoever asked confirms, where others read along: they are; alone nobody is', async () => {
    await story.end();
    await begin('self');
    expect(calledOn(card)).toEqual([people.ada.id]);
    await story.press('ada', card, 'Cancel', inChannel);
    await story.seen(card, 'Cancelled');
    expect(card.cards.at(-1)).not.toHaveProperty('msteams');
    expect(calledOn(await story.ask('ada', 'disable sync for contoso.com'))).toEqual([]);
  });
});

describe('the card of a drift', () => {
  let drift: BotMessage;
  const lookAtDrift = (who: Who) => {
    const { refresh } = drift.cards.at(-1) as { refresh: { action: { data: object } } };
    const action = { type: 'Action.Execute', verb: 'look', data: refresh.action.data };
    return story.invoke(who, drift, { action, trigger: 'automatic' }, at(story, 'channel', SECURITY));
  };

  beforeEach(async () => {
    await story.end();
    await begin('self');
    await story.watch();
    await subscribe(story, 'ada', 'notify here', SECURITY);
    drift = await openedPast(story);
  });

  test('mentions who has the conversation told, and keeps its buttons as it is posted', () => {
    expect(calledOn(drift)).toEqual([people.ada.id]);
    expect(titlesOf(drift.cards[0])).toEqual(['Revert', 'Accept']);
    expect(drift.cards[0]).toHaveProperty('refresh.userIds.length', 2);
  });

  test('has its buttons for whoever may decide, and none for anybody else; a look decides nothing', async () => {
    expect(titlesOf((await lookAtDrift('ben')).card)).toEqual(['Revert', 'Accept']);
    const { card: seen } = await lookAtDrift('dana');
    expect([titlesOf(seen), inputsOf(seen)]).toEqual([[], []]);
    expect(seen).not.toHaveProperty('refresh');
    expect(story.writes()).toEqual([]);
    await story.typeAndPress('ben', drift, 'it may stay', 'Accept', at(story, 'channel', SECURITY));
    await story.seen(drift, 'Accepted');
    expect(drift.cards.at(-1)).not.toHaveProperty('refresh');
    expect(drift.cards.at(-1)).not.toHaveProperty('msteams');
  });

  test('is shown as it was posted where the role cannot be read, and in no other conversation', async () => {
    const { refresh } = drift.cards[0] as { refresh: { action: { data: object } } };
    const action = { type: 'Action.Execute', verb: 'look', data: refresh.action.data };
    const elsewhere = await story.invoke('ben', drift, { action, trigger: 'automatic' }, at(story, 'group', GROUP));
    expect(elsewhere.card).toBeUndefined();
    story.graph.fail({ kind: 'status', status: 500, path: /roleManagement|users|groups|\$batch/ });
    expect(titlesOf((await lookAtDrift('dana')).card)).toEqual(['Revert', 'Accept']);
  });
});

describe('a card that stops, or goes on with, what the bot does', () => {
  /** As it is for them, by what its own refresh asks for. */
  const seenBy = async (who: Who) => {
    const { refresh } = card.cards.at(-1) as { refresh: { action: { data: object } } };
    const action = { type: 'Action.Execute', verb: 'look', data: refresh.action.data };
    return (await story.invoke(who, card, { action, trigger: 'automatic' }, inChannel)).card;
  };

  test('has Stop for whoever may change partners, whoever asked included, and none for anybody else', async () => {
    card = await story.ask('ada', 'freeze all because accounts were stolen', inChannel);
    const mend = story.graph.fail({ kind: 'hang-before', method: 'PATCH' });
    await story.press('ada', card, 'Confirm', inChannel);
    await story.until(() => titlesOf(card.cards.at(-1)).includes('Stop'), 'Stop on the card');
    expect(refreshOf(card).userIds).toHaveLength(2);
    for (const who of ['ben', 'ada'] as const) expect(titlesOf(await seenBy(who))).toContain('Stop');
    expect(titlesOf(await seenBy('dana'))).toEqual([]);
    // Who asked has no role any more: what they asked for is theirs no longer to stop.
    const { roleAssignments } = story.graph.tenant;
    for (let n = roleAssignments.length - 1; n >= 0; n -= 1) {
      if (roleAssignments[n]?.principalId === people.ada.id) roleAssignments.splice(n, 1);
    }
    await story.later(11);
    expect(titlesOf(await seenBy('ada'))).toEqual([]);
    await story.press('ben', card, 'Stop', inChannel);
    mend();
    await story.until(() => story.words(card).includes('untouched'), 'that it ended');
    expect(card.cards.at(-1)).not.toHaveProperty('refresh');
  });

  test('has Resume writing for whoever may change partners, and the alarm alone for anybody else', async () => {
    await story.end();
    story = await Story.begin({ auditDelayMs: 5_000 });
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await story.watch();
    const thief = { app: { appId: APP_ID, displayName: 'Bridgekeeper' } };
    story.graph.act(thief, organizations.northwindTraders.tenantId, (partner) => {
      if (partner) partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
      return partner;
    });
    await story.later(1);
    await story.watch();
    const alarms = () => postsIn(story, SECURITY).filter((post) => story.words(post).startsWith('My own identity'));
    await story.until(() => alarms().length > 0, 'the alarm');
    const [alarm] = alarms();
    if (alarm === undefined) throw new Error('no alarm');
    card = alarm;
    expect(titlesOf(card.cards[0])).toContain('Resume writing');
    expect(titlesOf(await seenBy('ben'))).toContain('Resume writing');
    const own = await seenBy('dana');
    expect(titlesOf(own)).not.toContain('Resume writing');
    expect(JSON.stringify(own)).toContain('My own identity');
    expect(own).not.toHaveProperty('refresh');
    await story.ask('ada', 'resume writing because the secret is new', inChannel);
    await story.until(() => !titlesOf(card.cards.at(-1)).includes('Resume writing'), 'that it may open again');
    expect(card.cards.at(-1)).not.toHaveProperty('refresh');
  });
});
