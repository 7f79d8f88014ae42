import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectAlerts, onlyAlert, shownIn } from '../support/alerts.ts';
import { at, AUDIT, GROUP, inThread, postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

const { fabrikam, contoso } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 24 * 60 * 60_000 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY, AUDIT);
  await story.watch();
});
afterEach(() => story.end());

const switchSync = (tenantId: string, isSyncAllowed: boolean): void => {
  story.elsewhere('eli', tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed };
  });
};
const isSyncOn = (tenantId: string): boolean | null | undefined =>
  story.partner(tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;

/** Somebody switches Fabrikam's sync on in the portal; both channels show it. */
async function found(): Promise<BotMessage> {
  switchSync(fabrikam.tenantId, true);
  await story.watch();
  await bothShow('open');
  return onlyAlert(story);
}
async function bothShow(state: string): Promise<void> {
  for (const channel of [SECURITY, AUDIT]) await expectAlerts(story, [`${fabrikam.tenantId} ${state}`], channel);
}
const idOn = (post: BotMessage): string => /D-[0-9A-Z]{8}/.exec(story.words(post))?.[0] ?? 'no id';
const press = (who: Who, post: BotMessage, title: string, reason = '') =>
  story.typeAndPress(who, post, reason, title, inThread(story, post));
const accept = (who: Who, post: BotMessage, reason: string) => press(who, post, 'Accept', reason);

/** What a click comes to, in words: as its answer, or where that takes longer, on the card or beside it. */
async function outcome(who: Who, post: BotMessage, title: string, reason = ''): Promise<string> {
  const shown = (): readonly string[] =>
    story.teams.messages
      .filter(({ conversationId }) => conversationId === post.conversationId)
      .map((one) => story.words(one));
  const before = shown();
  const { text } = await press(who, post, title, reason);
  if (!text.includes('I am at it')) return text;
  // Compared place by place: the same words may be said a second time.
  const fresh = (): string | undefined => shown().find((words, place) => words !== before[place]);
  await story.until(() => fresh() !== undefined, `what came of ${title}`);
  return fresh() ?? '';
}

describe('a drift is posted', () => {
  test('at the root of every channel that wants to hear of drift, and in no other', async () => {
    await subscribe(story, 'ada', 'notify here about changes', '19:changes@thread.tacv2');
    await subscribe(story, 'ada', 'notify here', '19:all@thread.tacv2');
    await found();
    await expectAlerts(story, [`${fabrikam.tenantId} open`], '19:all@thread.tacv2');
    await expectAlerts(story, [], '19:changes@thread.tacv2');
  });

  test('as a plain message in a group chat', async () => {
    await story.ask('ada', 'notify here', at(story, 'group', GROUP));
    await found();
    const inGroup = story.teams.messages.filter(({ conversationId }) => conversationId === GROUP);
    expect(inGroup.map(({ summary }) => summary)).toContain(
      'fabrikam.com · f2c19a54: Not through me: user sync was switched on',
    );
  });

  test('to nobody who stopped it', async () => {
    await story.ask('ada', 'stop notifying here', at(story, 'channel', AUDIT));
    switchSync(fabrikam.tenantId, true);
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} open`]);
    await expectAlerts(story, [], AUDIT);
  });

  test('later, once, where Teams was in trouble, also after a restart', async () => {
    story.teams.fail('POST', 503, 99, SECURITY);
    switchSync(fabrikam.tenantId, true);
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} open`], AUDIT);
    await expectAlerts(story, []);
    await story.stop();
    story.teams.mend();
    await story.start();
    await story.watch();
    await bothShow('open');
  });

  test.each(['hang', 'reset', 408, 412, 500, 502, 503, 504] as const)(
    'again where it may not have arrived: %s',
    async (fault) => {
      story.teams.fail('POST', fault, 1, SECURITY);
      await found();
    },
  );

  test('and brought up to date later where it could not be at once', async () => {
    const post = await found();
    story.teams.fail('PUT', 503, 20, AUDIT);
    await accept('ada', post, 'agreed');
    await expectAlerts(story, [`${fabrikam.tenantId} accepted`]);
    expect(shownIn(story, AUDIT)).toEqual([`${fabrikam.tenantId} open`]);
    await story.restart();
    story.teams.mend();
    await bothShow('accepted');
  });
});

describe('Accept', () => {
  test('makes it the way it should be; every card shows who, when and why', async () => {
    const post = await found();
    const words = await outcome('ben', post, 'Accept', 'agreed with Fabrikam on Monday');
    expect(words).toContain('Accepted: user sync was switched on');
    await bothShow('accepted');
    for (const channel of [SECURITY, AUDIT]) {
      const shown = story.words(onlyAlert(story, channel));
      expect(shown).toMatch(/Ben Haddad accepted it, because: agreed with Fabrikam on Monday/);
      expect(titlesOf(onlyAlert(story, channel).cards.at(-1))).toEqual([]);
    }
    expect(story.writes()).toEqual([]);
    await story.watch();
    await bothShow('accepted');
    switchSync(fabrikam.tenantId, false);
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} accepted`, `${fabrikam.tenantId} open`]);
  });

  test('takes no reason that ends with an end: it would be accepted for good', async () => {
    const post = await found();
    expect(await outcome('ada', post, 'Accept', 'agreed until 2027-03-31')).toContain('I would accept it for good');
  });

  test.each(['', '   '])('needs a reason: “%s” is none, and the card can still be used', async (reason) => {
    const post = await found();
    expect(await outcome('ada', post, 'Accept', reason)).toContain('Say why');
    await bothShow('open');
    await accept('ada', post, 'agreed');
    await bothShow('accepted');
  });

  test('can be typed, too', async () => {
    const id = idOn(await found());
    expect(story.words(await story.ask('ada', `accept drift ${id}`))).toContain('Why may it stay as it is?');
    const answer = await story.ask('ada', `accept drift ${id} because agreed on Monday`);
    expect(story.words(answer)).toContain('Accepted');
    await bothShow('accepted');
    expect(story.words(onlyAlert(story))).toContain('because: agreed on Monday');
    expect(story.words(await story.ask('ben', `accept drift ${id} because me too`))).toMatch(/Ada Osei accepted/);
    expect(story.words(await story.ask('ben', `revert drift ${id}`))).toMatch(/decided already/);
  });

  test('by twenty people at once is one; whoever comes second is told who was first', async () => {
    const post = await found();
    const clicks = Array.from({ length: 20 }, (_, n) => accept(n % 2 === 0 ? 'ada' : 'ben', post, `reason ${n}`));
    await Promise.all(clicks);
    await bothShow('accepted');
    expect(story.log.filter(({ event }) => event === 'drift.accepted')).toHaveLength(1);
    const other = story.words(post).includes('Ada Osei accepted') ? 'ben' : 'ada';
    story.passUnnoticed(1);
    // A card from before still stands in somebody's client.
    const stale = { ...post, cards: post.cards.slice(0, 1) };
    expect(await outcome(other, stale, 'Accept', 'me too')).toMatch(/(Ada Osei|Ben Haddad) accepted it/);
    expect(post.cards.length).toBe(2);
  });
});

describe('Revert', () => {
  test('is an ordinary change in the thread; once it is applied, every card says so', async () => {
    await subscribe(story, 'ada', 'notify here about changes', AUDIT);
    const post = await found();
    const before = story.teams.messages.length;
    expect((await press('ben', post, 'Revert')).text).toMatch(/See the new card|I am at it/);
    await story.until(() => story.teams.messages.length > before, 'the card of the change');
    const card = story.last;
    expect(card.conversationId).toBe(post.conversationId);
    expect(titlesOf(card.cards.at(-1))).toEqual(['Confirm', 'Cancel']);
    expect(story.words(card)).toMatch(/Disable user sync[^]*Ben Haddad/);
    expect(isSyncOn(fabrikam.tenantId)).toBe(true);
    await bothShow('open');
    expect((await story.press('ada', card, 'Confirm', inThread(story, card))).text).toContain('Ben Haddad');
    await story.press('ben', card, 'Confirm', inThread(story, card));
    await story.seen(card, 'Applied');
    expect(isSyncOn(fabrikam.tenantId)).toBe(false);
    await bothShow('reverted');
    expect(story.words(post)).toMatch(/taken back: see show change C-/);
    const notice = postsIn(story, AUDIT).filter(({ summary }) => summary.includes('Applied'));
    expect(notice).toHaveLength(1);
    await story.watch();
    await bothShow('reverted');
  });

  test('by a second person says whose it is, with the button that ends it, to them only; the card comes back then', async () => {
    const post = await found();
    const before = story.teams.messages.length;
    await press('ben', post, 'Revert');
    await story.until(() => story.teams.messages.length > before, 'the card of the change');
    const first = story.last;
    const drawn = post.cards.length;
    const { card = {} } = await press('ada', post, 'Revert');
    expect(titlesOf(card)).toEqual(['Show', 'End change']);
    expect(JSON.stringify(card)).toContain('Ben Haddad');
    expect(post.cards.length).toBe(drawn);
    const theirs = { ...post, cards: [...post.cards, card] };
    expect((await story.press('ada', theirs, 'End change', inThread(story, post))).text).toContain('You ended it');
    await story.seen(first, 'Ended by somebody else');
    await story.until(() => post.cards.length > drawn, 'the card of the drift once more');
    expect(titlesOf(post.cards.at(-1))).toEqual(['Revert', 'Accept']);
    const now = story.teams.messages.length;
    await press('ada', post, 'Revert');
    await story.until(() => story.teams.messages.length > now, 'a card of their own');
  });

  test('that is cancelled leaves the drift open', async () => {
    const post = await found();
    const before = story.teams.messages.length;
    await press('ada', post, 'Revert');
    await story.until(() => story.teams.messages.length > before);
    await story.press('ada', story.last, 'Cancel', inThread(story, story.last));
    await bothShow('open');
    expect(titlesOf(post.cards.at(-1))).toEqual(['Revert', 'Accept']);
  });

  test('can be typed, too, with a reason', async () => {
    const id = idOn(await found());
    await story.change('ada', `revert drift ${id} because nobody asked for it`);
    await bothShow('reverted');
    expect(story.words(await story.ask('ada', `revert drift ${id}`))).toContain('decided already');
    expect(story.words(await story.ask('ada', 'revert drift D-00000000'))).toContain('I do not know this drift');
  });

  test('is refused when the partner no longer looks as it was found', async () => {
    const post = await found();
    story.elsewhere('eli', fabrikam.tenantId, (partner) => (partner.identitySynchronization = null));
    expect(await outcome('ada', post, 'Revert')).toContain('no longer looks as I found it');
  });

  test.each<[string, () => void, () => unknown]>([
    [
      'a partner that was removed comes back',
      () => story.graph.tenant.partners.delete(contoso.tenantId),
      () => story.partner(contoso.tenantId)?.identitySynchronization?.userSyncInbound,
    ],
    [
      'a policy that was deleted comes back',
      () => {
        story.elsewhere('eli', contoso.tenantId, (partner) => (partner.identitySynchronization = null));
      },
      () => story.partner(contoso.tenantId)?.identitySynchronization?.userSyncInbound,
    ],
  ])('%s', async (_, change, value) => {
    const wanted = structuredClone(value());
    change();
    expect(value()).toBeUndefined();
    await story.watch();
    await expectAlerts(story, [`${contoso.tenantId} open`]);
    await story.change('ada', `revert drift ${idOn(onlyAlert(story))}`);
    expect(value()).toEqual(wanted);
    await expectAlerts(story, [`${contoso.tenantId} reverted`]);
  });
});

describe('whoever may not decide', () => {
  test.each(['chen', 'dana', 'eli', 'finn'] as const)('%s is told why, and nothing changes', async (who) => {
    const post = await found();
    const drawn = post.cards.length;
    for (const title of ['Accept', 'Revert']) {
      expect(await outcome(who, post, title, 'because I can')).toMatch(/Security Administrator|guest/i);
    }
    await bothShow('open');
    expect(post.cards).toHaveLength(drawn);
    expect(story.writes()).toEqual([]);
    await accept('ada', post, 'agreed');
    await bothShow('accepted');
  });

  test('a role that ended in between is not enough', async () => {
    const post = await found();
    const { roleAssignments } = story.graph.tenant;
    const hers = roleAssignments.findIndex(({ principalId }) => principalId === people.ada.id);
    roleAssignments.splice(hers, 1);
    expect(await outcome('ada', post, 'Accept', 'agreed')).toContain('Security Administrator');
    await bothShow('open');
  });

  test('somebody of another organisation is refused before Graph is asked', async () => {
    const post = await found();
    const before = story.graph.requests.length;
    const foreign = { channelData: { tenant: { id: fabrikam.tenantId } }, ...inThread(story, post) };
    const answer = await story.typeAndPress('ada', post, 'agreed', 'Accept', foreign);
    expect(answer.card).toBeUndefined();
    expect(story.graph.requests.length).toBe(before);
    await bothShow('open');
  });

  test('a role that cannot be read is no role; who waits for it is told alone, with a pointer in the thread', async () => {
    const post = await found();
    story.teams.install(people.ada.id, 'a:ada');
    const mend = story.graph.fail({ kind: 'hang-before', path: /roleManagement|users/ });
    const before = story.teams.messages.length;
    expect((await accept('ada', post, 'agreed')).text).toContain('I am at it');
    const saidIn = (place: string) =>
      story.teams.messages
        .slice(before)
        .filter(({ conversationId }) => conversationId === place)
        .map((message) => story.words(message));
    await story.until(() => saidIn(post.conversationId).length > 0, 'a pointer to the late answer');
    expect(saidIn('a:ada')).toEqual([expect.stringContaining('I could not check your role')]);
    expect(saidIn(post.conversationId)).toEqual([expect.stringContaining('I answered you alone')]);
    mend();
    await bothShow('open');
  });

  test('and waits long does not keep others from it', async () => {
    const post = await found();
    const mend = story.graph.fail({ kind: 'hang-before', path: new RegExp(people.eli.id) });
    const slow = accept('eli', post, 'because I can');
    expect(await outcome('ada', post, 'Accept', 'agreed')).toContain('Accepted');
    await slow;
    mend();
    await bothShow('accepted');
  });
});

describe('a forged click', () => {
  test.each([
    ['an id nobody knows', { driftId: 'D-00000000', verdict: 'revert' }, 'do not know this drift'],
    ['an id that is none', { driftId: "D-1' or 1=1", verdict: 'revert' }, 'out of date'],
    ['a change’s id', { driftId: 'C-00000000', verdict: 'revert' }, 'out of date'],
    ['a verdict that is none', { driftId: 'D-00000000', verdict: 'approve' }, 'out of date'],
    ['a reason beyond measure', { driftId: 'D-00000000', verdict: 'accept', reason: 'x'.repeat(501) }, 'out of date'],
  ])('%s', async (_, data, words) => {
    const post = await found();
    const value = { action: { type: 'Action.Execute', verb: 'decideDrift', data }, trigger: 'manual' };
    const { text } = await story.invoke('ada', post, value, inThread(story, post));
    if (!text.includes('I am at it')) expect(text).toContain(words);
    else await story.until(() => story.words(story.last).includes(words), words);
    await bothShow('open');
  });

  test('that says a line does not replace the card on which somebody decides', async () => {
    const post = await found();
    const value = { action: { type: 'Action.Execute', verb: 'say', data: { text: 'whoami' } }, trigger: 'manual' };
    expect((await story.invoke('eli', post, value, inThread(story, post))).card).toBeUndefined();
    await bothShow('open');
  });

  test('of the client’s own has no effect', async () => {
    const post = await found();
    const data = { driftId: idOn(post), verdict: 'accept', reason: 'agreed' };
    const value = { action: { type: 'Action.Execute', verb: 'decideDrift', data }, trigger: 'automatic' };
    await story.invoke('ada', post, value, inThread(story, post));
    await bothShow('open');
  });
});
