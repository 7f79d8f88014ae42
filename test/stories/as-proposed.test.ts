import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story } from '../support/story.ts';

/** What is decided is what was proposed: the store is not believed where its journal says something else. */

const { woodgrove } = organizations;
const SECURITY = '19:security@thread.tacv2';
const STOPPED = 'What is stored of this change is not what my journal has';

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ approvals: 'second-person' });
});
afterEach(() => story.end());

const inChannel = {
  conversation: { id: `${SECURITY};messageid=1700000000000`, conversationType: 'channel', isGroup: true },
  channelData: { tenant: { id: woodgrove.tenantId }, team: { id: '19:team@thread.tacv2' } },
};
const elsewhere = {
  ...inChannel,
  conversation: { ...inChannel.conversation, id: '19:audit@thread.tacv2;messageid=1700000000000' },
};

/** Somebody who can write the store writes it while the bot is down. */
async function rewrite(...sets: readonly (readonly [member: string, value: string])[]): Promise<void> {
  await story.stop();
  const sql = new DatabaseSync(story.storePath);
  for (const [member, value] of sets) sql.exec(`UPDATE changes SET body = json_set(body, '$.${member}', ${value})`);
  sql.close();
  await story.start();
}
const json = (value: unknown): string => `json('${JSON.stringify(value)}')`;
const person = (who: 'ada' | 'ben') => ({
  objectId: people[who].id,
  tenantId: woodgrove.tenantId,
  displayName: people[who].displayName,
});
/** What a client sends whose owner knows what it should say. */
function send(who: 'ada' | 'ben', card: BotMessage, verdict: string) {
  const [button] = buttonsOf(card.cards.at(-1));
  const data = { ...(button?.data as object), verdict };
  return story.invoke(who, card, { action: { verb: 'decide', data }, trigger: 'manual' }, inChannel);
}
const noticesIn = (place: string): readonly BotMessage[] =>
  story.teams.messages.filter(({ conversationId }) => conversationId.startsWith(place));

describe('a change whose row was rewritten', () => {
  test.each([
    ['that whoever asked decides it', [['proposal.approval', "'self'"]], 'ada', 'confirm'],
    ['that the glass was broken', [['proposal.approval', "'breakGlass'"]], 'ada', 'confirm'],
    ['that somebody else asked for it', [['proposal.requester', json(person('ben'))]], 'ada', 'approve'],
    ['that something else is to be written', [['proposal.plan.after.partner', 'NULL']], 'ben', 'approve'],
    ['that its time is over', [['proposal.expiresAt', '1']], 'ben', 'approve'],
    [
      'that it was approved by two',
      [
        [
          'approvals',
          json([{ by: { objectId: people.dana.id, tenantId: woodgrove.tenantId, displayName: 'Dana' }, at: 1 }]),
        ],
      ],
      'ben',
      'approve',
    ],
    ['that there is nothing to type', [['proposal.expiresAt', '9999999999999']], 'ben', 'approve'],
  ] as const)('%s: is stopped, loudly', async (_, sets, who, verdict) => {
    await story.ask('ada', 'notify here about drift', elsewhere);
    const card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
    await rewrite(...sets);
    await send(who, card, verdict);
    await story.seen(card, STOPPED);
    expect(story.words(card)).toContain('Not what was proposed');
    expect(story.words(card)).toContain(sets[0][0].split('.').slice(0, 2).join('.'));
    await story.until(
      () => noticesIn('19:audit').some((message) => story.words(message).includes(STOPPED)),
      'a notice elsewhere',
    );
    expect(story.log.some(({ event, level }) => event === 'change.contradicted' && level === 'error')).toBe(true);
    expect(story.writes()).toEqual([]);
  });

  test('that somebody approved it: the next process does not carry it out', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
    const claimedAt = story.now();
    await rewrite(['status', json({ state: 'applying', by: person('ben'), claimedAt, phase: 'verifying' })]);
    await story.seen(card, STOPPED);
    expect(story.writes()).toEqual([]);
  });

  test('is told to every administrator alone, also where nobody subscribed', async () => {
    await story.ask('ben', 'help');
    const card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
    await rewrite(['proposal.approval', "'self'"]);
    await send('ada', card, 'confirm');
    await story.until(
      () => noticesIn('a:ben').some((message) => story.words(message).includes('Somebody may have changed my store')),
      'a word for ben',
    );
  });

  test('that it was being written, so that what somebody did past the bot looks like its own: that is found', async () => {
    await story.ask('ada', 'notify here about drift', elsewhere);
    await story.watch();
    const card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
    story.elsewhere('eli', organizations.fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    const claimedAt = story.now();
    await rewrite(['status', json({ state: 'applying', by: person('ben'), claimedAt, phase: 'writing', done: 1 })]);
    await story.seen(card, STOPPED);
    await story.watch();
    await story.until(
      () => noticesIn('19:audit').some((message) => titlesOf(message.cards.at(-1)).includes('Accept')),
      'the drift',
    );
    expect(story.writes()).toEqual([]);
  });

  test('that it has ended: nothing is written, and every administrator is told', async () => {
    await story.ask('ben', 'help');
    const card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
    await rewrite(['status', json({ state: 'rejected', by: person('ada'), at: story.now(), reason: null })]);
    await send('ben', card, 'approve');
    await story.until(
      () => noticesIn('a:ben').some((message) => story.words(message).includes('Somebody may have changed my store')),
      'a word for ben',
    );
    expect(story.writes()).toEqual([]);
  });

  test('while it lay there, can still be taken back', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
    await rewrite(['proposal.approval', "'self'"]);
    await send('ada', card, 'cancel');
    await story.seen(card, 'Cancelled');
  });
});

test('a change that nobody touched is carried out after a restart', async () => {
  const card = await story.ask('ada', 'enable sync for fabrikam.com', inChannel);
  await rewrite();
  await send('ben', card, 'approve');
  await story.seen(card, 'Applied');
});

test('how a partner should look is what the journal has: whoever rewrites it to hide what they opened is told of', async () => {
  const { fabrikam } = organizations;
  await story.ask('ada', 'notify here about drift', elsewhere);
  await story.watch();
  for (const running of [false, true]) {
    if (!running) await story.stop();
    const sql = new DatabaseSync(story.storePath);
    sql.exec(`UPDATE baselines SET body = json_set(body, '$.identitySynchronization.userSync', json('true'))
      WHERE tenant_id = '${fabrikam.tenantId}'`);
    sql.close();
    if (!running) await story.start();
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.watch();
    await story.until(
      () => noticesIn('19:audit').some((message) => story.words(message).includes('user sync was switched on')),
      'the alert',
    );
    expect(story.log.filter(({ event }) => event === 'baseline.contradicted')).toHaveLength(running ? 2 : 1);
  }
  const alerts = noticesIn('19:audit').filter((message) => story.words(message).startsWith('Not through me'));
  expect(alerts).toHaveLength(1);
});

test('who hears is what the journal has: whoever rewrites it to have an alarm told elsewhere does not', async () => {
  const { fabrikam } = organizations;
  await story.ask('ada', 'notify here about drift', elsewhere);
  await story.watch();
  const theirs = '19:nobody@thread.v2';
  const sql = new DatabaseSync(story.storePath);
  sql.exec(`UPDATE subscriptions SET place = '${theirs}',
    body = json_set(body, '$.conversation.conversationId', '${theirs}')`);
  sql.close();
  story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
  });
  await story.watch();
  await story.until(
    () => noticesIn('19:audit').some((message) => story.words(message).startsWith('Not through me')),
    'the alert',
  );
  expect(noticesIn(theirs)).toEqual([]);
  expect(story.log.filter(({ event }) => event === 'subscription.contradicted')).toHaveLength(1);
});
