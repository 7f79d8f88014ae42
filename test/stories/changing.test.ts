import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPartner } from '../../src/simulator/tenant.ts';
import { buttonsOf, titlesOf, wordsOf } from '../support/cards.ts';
import { organizations, people, Story } from '../support/story.ts';

const { fabrikam, contoso, northwindTraders, relecloud, woodgrove } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const sync = (tenantId: string) => story.partner(tenantId)?.identitySynchronization;

describe('enable sync', () => {
  test('from words to Graph: a card, a click, one PATCH, and the same message tells the result', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com because project Falcon');
    expect(titlesOf(card.cards[0])).toEqual(['Confirm', 'Cancel']);
    const words = story.words(card);
    for (const text of ['Fabrikam', 'fabrikam.com', fabrikam.tenantId, 'project Falcon', people.ada.displayName]) {
      expect(words).toContain(text);
    }
    expect(story.writes()).toEqual([]);
    const answer = await story.press('ada', card, 'Confirm');
    expect(answer.status).toBe(200);
    await story.seen(card, 'Applied');
    expect(story.writes()).toEqual([`PATCH partners/${fabrikam.tenantId}/identitySynchronization`]);
    expect(story.graph.requests.find((request) => request.method === 'PATCH')?.body).toEqual({
      userSyncInbound: { isSyncAllowed: true },
    });
    expect(sync(fabrikam.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
    expect(titlesOf(card.cards.at(-1))).toEqual(['Undo', 'Enable inbound redemption']);
    expect(story.teams.messages).toHaveLength(1);
  });

  test('the button carries an id and a verdict, no more', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const [confirm] = buttonsOf(card.cards[0]);
    expect(Object.keys(confirm?.data as object).sort()).toEqual(['changeId', 'verdict']);
  });

  test('a partner without a policy gets one by PUT, named after the tenant', async () => {
    const card = await story.ask('ada', `enable sync for ${northwindTraders.tenantId}`);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toEqual([`PUT partners/${northwindTraders.tenantId}/identitySynchronization`]);
    expect(sync(northwindTraders.tenantId)).toMatchObject({
      displayName: 'Northwind Traders',
      userSyncInbound: { isSyncAllowed: true },
    });
  });

  test('a tenant that is no partner yet is added first; the card says so', async () => {
    const card = await story.ask('ada', 'enable sync for relecloud.com');
    expect(story.words(card)).toMatch(/added/i);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toEqual(['POST partners', `PUT partners/${relecloud.tenantId}/identitySynchronization`]);
    expect(sync(relecloud.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
  });

  test('what the partner trusts is left alone', async () => {
    const before = structuredClone(story.partner(fabrikam.tenantId)?.inboundTrust);
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.partner(fabrikam.tenantId)?.inboundTrust).toEqual(before);
  });

  test('already on: nothing to do, no card to confirm', async () => {
    const answer = await story.ask('ada', 'enable sync for contoso.com');
    expect(story.words(answer)).toMatch(/already on/i);
    expect(titlesOf(answer.cards[0])).toEqual([]);
  });

  test.each([
    ['fabrikarn.com', 'Fabrikam'],
    ['xn--fbrikam-2fg.com', 'Fabrikam'],
  ])('%s gets a visible warning that it looks like %s', async (domain, other) => {
    const words = story.words(await story.ask('ada', `enable sync for ${domain}`));
    expect(words).toMatch(/look/i);
    expect(words).toContain(other);
    expect(words).toContain(fabrikam.tenantId);
  });

  test('a domain typed in other letters is not taken for the plain one', async () => {
    const words = story.words(await story.ask('ada', 'enable sync for fаbrikam.com'));
    expect(words).toContain('⚠ xn--fbrikam-2fg.com');
    expect(words).toMatch(/look twice/i);
  });

  test('this organisation itself is no partner', async () => {
    const answer = await story.ask('ada', 'enable sync for woodgrove.com');
    expect(story.words(answer)).toContain(woodgrove.displayName);
    expect(titlesOf(answer.cards[0])).toEqual([]);
  });

  test('a tenant that does not exist is not added', async () => {
    const answer = await story.ask('ada', 'enable sync for 99999999-9999-4999-8999-999999999999');
    expect(titlesOf(answer.cards[0])).toEqual([]);
  });

  test('a part of a name is asked back; choosing turns the question into the card', async () => {
    const question = await story.ask('ada', 'enable sync for adventure because audit');
    const titles = titlesOf(question.cards[0]);
    expect(titles).toHaveLength(2);
    const cycles = buttonsOf(question.cards[0]).find((button) =>
      JSON.stringify(button.data).includes(organizations.adventureWorksCycles.tenantId),
    );
    await story.press('ada', question, cycles?.title ?? '');
    await story.until(() => titlesOf(question.cards.at(-1)).includes('Confirm'));
    expect(story.words(question)).toContain('audit');
    await story.press('ada', question, 'Confirm');
    await story.seen(question, 'Applied');
    expect(story.teams.messages).toHaveLength(1);
  });

  test('a name full of markup is shown as text', async () => {
    const name = '**x** [a](http://b) ${c} <at>d</at>';
    const known = story.graph.tenant.world.get(fabrikam.tenantId);
    if (known !== undefined) known.displayName = name;
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    expect(story.words(card)).toContain(name);
    const blocks = JSON.stringify(card.cards[0], (key, value: unknown) => (key === 'inlines' ? undefined : value));
    expect(blocks).not.toContain('http://b');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });
});

describe('disable sync', () => {
  test('says that it removes nobody, and switches off', async () => {
    const card = await story.ask('ada', 'disable sync for contoso');
    expect(story.words(card)).toMatch(/removes nobody/i);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(sync(contoso.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(false);
  });

  test.each(['fabrikam.com', 'northwindtraders.com', 'relecloud.com'])('%s: already off', async (partner) => {
    expect(story.words(await story.ask('ada', `disable sync for ${partner}`))).toMatch(/already off/i);
  });
});

describe('confirmation', () => {
  test('Cancel ends it: nothing written, no buttons left', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await story.press('ada', card, 'Cancel');
    await story.seen(card, 'Cancelled');
    expect(titlesOf(card.cards.at(-1))).toEqual([]);
    await story.press('ada', card, 'Confirm');
    expect(story.writes()).toEqual([]);
  });

  test('the wrong person is told why, nothing changes, and the card stays usable', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const answer = await story.press('ben', card, 'Confirm');
    expect(answer.type).toBe('application/vnd.microsoft.activity.message');
    expect(answer.text).toContain(people.ada.displayName);
    expect(story.writes()).toEqual([]);
    await story.press('dana', card, 'Cancel');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('a card expires and says so; pressing it late does nothing', async () => {
    await story.end();
    story = await Story.begin({ confirmWithinMinutes: 0.5 });
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await story.later(0.6);
    await story.seen(card, 'Expired');
    expect(titlesOf(card.cards.at(-1))).toEqual(['Ask again']);
    const answer = await story.press('ada', card, 'Confirm');
    expect(answer.text).toContain('Expired');
    expect(story.writes()).toEqual([]);
  });

  test('an expired card frees the partner at once', async () => {
    await story.ask('ada', 'enable sync for fabrikam.com');
    story.passUnnoticed(16);
    expect(titlesOf((await story.ask('ben', 'enable sync for fabrikam.com')).cards[0])).toContain('Confirm');
  });

  test('one open change for a partner: the second request is told who has it', async () => {
    await story.ask('ada', 'enable sync for fabrikam.com');
    const second = await story.ask('ben', 'disable sync for contoso.com');
    expect(titlesOf(second.cards[0])).toContain('Confirm');
    const third = await story.ask('ben', 'enable sync for fabrikam.com');
    expect(story.words(third)).toContain(people.ada.displayName);
    expect(titlesOf(third.cards[0])).toEqual(['Show', 'End change']);
  });

  test('two requests at the same moment: one card', async () => {
    await Promise.all([
      story.say('ada', 'enable sync for fabrikam.com'),
      story.say('ben', 'enable sync for fabrikam.com'),
    ]);
    const cards = story.teams.messages.filter((message) => titlesOf(message.cards[0]).includes('Confirm'));
    expect(cards).toHaveLength(1);
  });

  test('the same message delivered three times, at once and later: one card', async () => {
    const message = story.message('ada', 'enable sync for fabrikam.com', {});
    await Promise.all([story.post(message), story.post(message)]);
    await story.post(message);
    expect(story.teams.messages).toHaveLength(1);
  });

  test('twenty clicks at once and a re-sent invoke: one write', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const answers = await Promise.all(Array.from({ length: 20 }, () => story.press('ada', card, 'Confirm')));
    expect(answers.every((answer) => answer.status === 200 && answer.card !== undefined)).toBe(true);
    await story.seen(card, 'Applied');
    const late = await story.press('ada', card, 'Confirm');
    expect(late.text).toContain('Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('Confirm and Cancel at once: one of them wins', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await Promise.all([story.press('ada', card, 'Cancel'), story.press('ada', card, 'Confirm')]);
    await story.until(() => /Applied|Cancelled/.test(story.words(card)));
    expect(story.writes()).toHaveLength(story.words(card).includes('Applied') ? 1 : 0);
  });

  test('stale: the policy is no longer what the card showed, so nothing is written and the new state is shown', async () => {
    const card = await story.ask('ada', 'disable sync for contoso.com');
    const partner = story.partner(contoso.tenantId);
    if (partner?.identitySynchronization?.userSyncInbound)
      partner.identitySynchronization.userSyncInbound.isSyncAllowed = false;
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Out of date');
    expect(titlesOf(card.cards.at(-1))).toEqual(['Ask again']);
    expect(story.writes()).toEqual([]);
  });

  test('somebody else adds the partner between the last check and our own request: stale, and nothing more is written', async () => {
    const card = await story.ask('ada', 'enable sync for relecloud.com');
    story.graph.fail({ kind: 'slow', delayMs: 200, method: 'POST', path: /partners$/ });
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.writes().length > 0);
    story.graph.tenant.partners.set(relecloud.tenantId, newPartner(relecloud.tenantId));
    await story.seen(card, 'Out of date');
    expect(story.words(card)).toContain('Partner configuration\nnone\nexists');
    expect(story.writes()).toEqual(['POST partners']);
  });

  test('somebody else changes another setting while we write: the card shows what was read back', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'slow', delayMs: 200, method: 'PATCH' });
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.writes().length > 0);
    const partner = story.partner(fabrikam.tenantId);
    if (partner) partner.automaticUserConsentSettings = { inboundAllowed: false, outboundAllowed: true };
    await story.seen(card, 'Applied');
    expect(story.words(card)).toContain('Something else has changed as well');
    expect(story.words(card)).toContain('User sync is on, but it will not work yet');
  });

  test('a click that says a line cannot take the place of somebody’s confirmation card', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    for (const text of ['help', 'list partners', 'enable sync for northwindtraders.com']) {
      const value = { action: { type: 'Action.Execute', verb: 'say', data: { text } } };
      expect((await story.invoke('ben', card, value)).type).toBe('application/vnd.microsoft.activity.message');
    }
    await story.later(0);
    expect(titlesOf(card.cards.at(-1))).toEqual(['Confirm', 'Cancel']);
    expect(card.cards).toHaveLength(1);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('the wrong person on a choice is told alone, and the question stays', async () => {
    const question = await story.ask('ada', 'enable sync for adventure');
    story.graph.setLatency(30);
    const [first = ''] = titlesOf(question.cards[0]);
    const answer = await story.press('eli', question, first);
    expect(answer.type).toBe('application/vnd.microsoft.activity.message');
    await story.until(() => story.graph.requests.every((request) => request.endedAt !== undefined));
    expect(titlesOf(question.cards.at(-1))).toHaveLength(2);
  });

  test('a choice pressed twice at once: one change, and its card stays', async () => {
    const question = await story.ask('ada', 'enable sync for adventure');
    story.graph.setLatency(30);
    const cycles = buttonsOf(question.cards[0]).find((button) =>
      JSON.stringify(button.data).includes(organizations.adventureWorksCycles.tenantId),
    );
    await Promise.all([1, 2, 3].map(() => story.press('ada', question, cycles?.title ?? '')));
    await story.until(() => titlesOf(question.cards.at(-1)).includes('Confirm'));
    story.graph.setLatency(0);
    await story.press('ada', question, 'Confirm');
    await story.seen(question, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('names that cannot be read are said to be uncompared', async () => {
    story.graph.fail({ kind: 'status', status: 500, path: /findTenantInformationByTenantId/ });
    expect(story.words(await story.ask('ada', 'enable sync for fabrikarn.com'))).toMatch(/could not compare/i);
  });

  test('the domain that was typed is compared, too', async () => {
    story.graph.tenant.world.get(relecloud.tenantId)?.domains.push('fabrlkam.com');
    const words = story.words(await story.ask('ada', 'enable sync for fabrlkam.com'));
    expect(words).toMatch(/looks like/i);
    expect(words).toContain(fabrikam.tenantId);
  });

  test('a card in a channel thread is confirmed there', async () => {
    const thread = story.conversation('channel', '19:c@thread.tacv2;messageid=1');
    const card = await story.ask('ada', 'enable sync for fabrikam.com', { conversation: thread });
    await story.press('ada', card, 'Confirm', { conversation: thread });
    await story.seen(card, 'Applied');
    expect(card.conversationId).toBe('19:c@thread.tacv2;messageid=1');
  });

  test('a card in a group chat is confirmed there by the one who asked, and by nobody else', async () => {
    const chat = { conversation: story.conversation('group', '19:reviewers@thread.v2') };
    const mention = {
      type: 'mention',
      mentioned: { id: '28:0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5' },
      text: '<at>Bridgekeeper</at>',
    };
    const card = await story.ask('ada', '<at>Bridgekeeper</at> enable sync for fabrikam.com', {
      ...chat,
      entities: [mention],
    });
    expect(card.conversationId).toBe('19:reviewers@thread.v2');
    for (const [who, title] of [
      ['ben', 'Confirm'],
      ['eli', 'Confirm'],
    ] as const) {
      const answer = await story.press(who, card, title, chat);
      expect(answer.type).toBe('application/vnd.microsoft.activity.message');
      expect(answer.text).toContain('Nothing has changed.');
    }
    // Whether they are an administrator, who may end it, is looked up.
    const { text } = await story.press('eli', card, 'Cancel', chat);
    await story.until(() => `${text} ${story.words(story.last)}`.includes('Nothing has changed.'), 'a no');
    await story.later(0);
    expect(card.cards).toHaveLength(1);
    expect(story.writes()).toEqual([]);

    await story.press('ada', card, 'Confirm', chat);
    await story.seen(card, 'Applied');
    expect(story.writes()).toEqual([`PATCH partners/${fabrikam.tenantId}/identitySynchronization`]);
    expect(story.teams.messages).toEqual([card]);
  });

  test('an automatic refresh has no effect', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const [confirm] = buttonsOf(card.cards[0]);
    const answer = await story.invoke('ada', card, {
      action: { type: 'Action.Execute', ...confirm },
      trigger: 'automatic',
    });
    expect(answer.status).toBe(200);
    await story.press('ada', card, 'Cancel');
    expect(story.writes()).toEqual([]);
  });

  test('a click is answered while Graph hangs, and the card is updated afterwards', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'slow', delayMs: 150, method: 'PATCH' });
    const answer = await story.press('ada', card, 'Confirm');
    expect(wordsOf(answer.card)).not.toContain('Applied');
    expect(titlesOf(answer.card)).toEqual([]);
    await story.seen(card, 'Applied');
  });
});
