import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, AUDIT, GROUP, SECURITY, settle, subscribe } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { APP_ID, organizations, people, Story } from '../support/story.ts';

/** Broken glass that opens is heard before it is written: by all who can be told, and only of what is written next. */

const OPEN = 'break glass: enable sync for fabrikam.com because the migration is stuck';
const HEARD = 'the glass to open this organisation';
const REFUSED = 'I could tell nobody';
const { fabrikam, northwindTraders } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ approvals: 'second-person' });
});
afterEach(() => story.end());

const saidIn = (place: string): readonly string[] =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId.startsWith(place))
    .map((message) => story.words(message));
const heardIn = (place: string): readonly string[] => saidIn(place).filter((words) => words.includes(HEARD));
const confirmed = async (): Promise<BotMessage> => {
  const card = await story.ask('ada', OPEN);
  await story.press('ada', card, 'Confirm');
  return card;
};

describe('everybody is tried before the write', () => {
  test('in their own chat and in each subscribed conversation, where one is enough', async () => {
    await story.say('ben', 'help');
    await subscribe(story, 'ben', 'notify here about drift', SECURITY, AUDIT);
    story.teams.fail('POST', 500, 1, AUDIT);
    let written: readonly string[] = ['not told'];
    story.teams.fail('POST', () => (written = story.writes()), 1, 'a:ben');
    const card = await confirmed();
    await story.seen(card, 'Applied');
    expect(heardIn('a:ben')).toHaveLength(1);
    expect(heardIn('a:ben')[0]).toContain('I write it next');
    expect(saidIn(SECURITY).join()).toContain('the migration is stuck');
    await story.until(() => saidIn(AUDIT).join().includes('the migration is stuck'), 'the card in the other channel');
    expect(written).toEqual([]);
  });

  test('whoever could not be reached hears of it later, and how it stands then', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    await subscribe(story, 'ada', 'notify here', SECURITY);
    story.teams.fail('POST', 502, 9, 'a:ben');
    const card = await confirmed();
    await story.seen(card, 'Applied');
    expect(heardIn('a:ben')).toEqual([]);
    story.teams.mend();
    await story.later(1);
    await story.until(() => heardIn('a:ben').length === 1, 'a letter to Ben');
    expect(heardIn('a:ben')[0]).toContain('It is written');
    await story.later(10);
    await settle(story);
    expect(heardIn('a:ben')).toHaveLength(1);
  });

  test('a Teams that hangs holds up the write for a while only', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    await subscribe(story, 'ada', 'notify here', SECURITY);
    story.teams.fail('POST', 'hang', 9, 'a:ben');
    const card = await confirmed();
    await story.seen(card, 'Applied');
    story.teams.mend();
  });

  test('a process that ends while everybody is told leaves nothing written; the next one tells them, and then writes', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    story.teams.fail('POST', 'hang', 9, 'a:ben');
    const card = await confirmed();
    await story.stop(50);
    expect(story.writes()).toEqual([]);
    story.teams.mend();
    await story.start();
    await story.seen(card, 'Applied');
    expect(heardIn('a:ben')).toHaveLength(1);
  });

  test('where nobody could be told it is refused, and who could not be told hears that nothing came of it', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    story.teams.fail('POST', 502, 99, 'a:ben');
    const card = await confirmed();
    await story.seen(card, REFUSED);
    expect(story.writes()).toEqual([]);
    story.teams.mend();
    await story.later(6);
    await story.until(() => heardIn('a:ben').length === 1, 'a letter to Ben');
    expect(heardIn('a:ben')[0]).toContain('Nothing is written yet');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(heardIn('a:ben')).toHaveLength(2);
    expect(heardIn('a:ben')[1]).toContain('I write it next');
  });
});

describe('nobody is told of a write that does not come', () => {
  test('because the settings have changed since', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    const card = await story.ask('ada', OPEN);
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.displayName = 'Other';
    });
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Out of date');
    expect(heardIn('a:ben')).toEqual([]);
  });

  test('because the bot opens nothing, as somebody else uses its identity', async () => {
    await story.end();
    story = await Story.begin({ approvals: 'second-person', auditDelayMs: 1_000 });
    story.teams.install(people.ben.id, 'a:ben');
    await story.watch();
    const card = await story.ask('ada', OPEN);
    story.graph.act({ app: { appId: APP_ID, displayName: 'Bridgekeeper' } }, northwindTraders.tenantId, (partner) => {
      if (partner) partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
      return partner;
    });
    const isStopped = () => saidIn('a:ben').join().includes('My own identity is used by somebody else');
    await story.until(isStopped, 'the alarm');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'nothing was changed');
    expect(story.writes()).toEqual([]);
    expect(heardIn('a:ben')).toEqual([]);
  });

  test('because somebody was faster while everybody was told: they are told that, too', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    const card = await story.ask('ada', OPEN);
    story.teams.fail(
      'POST',
      () => {
        story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
          if (policy) policy.displayName = 'Other';
        });
      },
      1,
      'a:ben',
    );
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Out of date');
    await story.until(() => heardIn('a:ben').length === 2, 'a second word');
    expect(heardIn('a:ben')[1]).toContain('Nothing was written');
  });
});

describe('a conversation counts as long as it hears', () => {
  test('one whose subscription was ended just before does not', async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await story.ask('ada', 'stop notifying here', at(story, 'channel', SECURITY));
    const card = await confirmed();
    await story.seen(card, REFUSED);
    expect(story.writes()).toEqual([]);
  });

  test('nor does one that was told of an earlier try, and was ended then', async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    const card = await story.ask('ada', OPEN);
    const mend = story.graph.fail({
      kind: 'status',
      status: 403,
      code: 'Authorization_RequestDenied',
      path: /members$/,
    });
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'nothing was changed');
    mend();
    await story.until(() => saidIn(SECURITY).join().includes('migration'), 'the first try is told');
    await story.ask('ada', 'stop notifying here', at(story, 'channel', SECURITY));
    await story.press('ada', card, 'Confirm');
    await story.seen(card, REFUSED);
    expect(story.writes()).toEqual([]);
  });

  test('one in which it was asked for has its card already', async () => {
    await story.ask('ada', 'notify here', at(story, 'group', GROUP));
    const card = await story.ask('ada', OPEN, at(story, 'group', GROUP));
    await story.press('ada', card, 'Confirm', at(story, 'group', GROUP));
    await story.seen(card, 'Applied');
  });

  test.each(['aadObjectId', 'objectId'])(
    'one in which nobody else is, by %s, does not: a group made for oneself hears nothing',
    async (member) => {
      const ada = { id: '29:ada', name: 'Ada', [member]: people.ada.id, tenantId: organizations.woodgrove.tenantId };
      story.teams.roster(GROUP, [ada]);
      await story.ask('ada', 'notify here', at(story, 'group', GROUP));
      const card = await story.ask('ada', OPEN, at(story, 'group', GROUP));
      await story.press('ada', card, 'Confirm', at(story, 'group', GROUP));
      await story.seen(card, REFUSED);
      expect(story.writes()).toEqual([]);
      story.teams.roster(GROUP, [ada, { ...ada, id: '29:dana', [member]: people.dana.id }]);
      await story.press('ada', card, 'Confirm', at(story, 'group', GROUP));
      await story.seen(card, 'Applied');
    },
  );

  test('one from which the app was removed does not', async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    const remove = { ...story.message('ada', '', {}), text: undefined, type: 'installationUpdate', action: 'remove' };
    await story.post({ ...remove, ...at(story, 'channel', SECURITY) });
    const card = await confirmed();
    await story.seen(card, REFUSED);
    expect(story.writes()).toEqual([]);
  });
});
