import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertsIn } from '../support/alerts.ts';
import { at, AUDIT, GROUP, SECURITY, settle, subscribe } from '../support/channel.ts';
import { lived } from '../support/lived.ts';
import { organizations, people, Story } from '../support/story.ts';

/** An alarm that arrives nowhere is as one that nobody hears, however that came. */

const { fabrikam, contoso } = organizations;
const REFUSED = { status: 403, code: 'ServiceError' } as const;
const OUT = { status: 403, code: 'BotNotInConversationRoster' } as const;
const NOT_TAKEN = 'it has reached no channel or group chat';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const saidIn = (place: string, text = ''): readonly string[] =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId.startsWith(place))
    .map((message) => story.words(message).replaceAll('\u200b', ''))
    .filter((words) => words.includes(text));
const heardIn = (place: string, text: string, count = 1) =>
  story.until(() => saidIn(place, text).length === count, `"${text}" in ${place}: ${saidIn(place).join(' // ')}`);
const passes = async (minutes: number): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await story.later(1);
    await lived(10);
  }
  await settle(story);
};
const open = async (tenantId: string = fabrikam.tenantId): Promise<void> => {
  story.elsewhere('eli', tenantId, (partner) => {
    partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
  });
  await story.watch();
};

describe('an alarm that no subscribed conversation takes', () => {
  beforeEach(async () => {
    story.teams.install(people.ada.id, 'a:ada');
    story.teams.install(people.ben.id, 'a:ben');
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await story.watch();
    await settle(story);
  });

  test.each([REFUSED, OUT, 404, { status: 400, code: 'BadSyntax' }])(
    '%j: goes to every administrator alone, once',
    async (fault) => {
      story.teams.fail('POST', fault, 999, SECURITY);
      await open();
      await passes(4);
      for (const chat of ['a:ada', 'a:ben']) {
        await heardIn(chat, 'alone because');
        expect(saidIn(chat, 'alone because')[0]).toContain('Fabrikam');
      }
      await passes(8);
      await story.watch();
      expect(saidIn('a:ben', 'alone because')).toHaveLength(1);
    },
  );

  test('502 for ten minutes: as well', async () => {
    story.teams.fail('POST', 502, 999, SECURITY);
    await open();
    await passes(25);
    await heardIn('a:ben', NOT_TAKEN);
  });

  test('is told there as soon as Teams lets the bot', async () => {
    story.teams.fail('POST', REFUSED, 5, SECURITY);
    await open();
    await passes(6);
    await story.until(() => alertsIn(story, SECURITY).length === 1, 'the card');
  });

  describe('because its subscription ends before the card is there', () => {
    const ENDS: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['somebody typed stop', () => story.say('ada', 'stop notifying here', at(story, 'channel', SECURITY))],
      [
        'somebody removed the app',
        () =>
          story.post({
            ...story.message('eli', '', at(story, 'channel', SECURITY)),
            text: undefined,
            type: 'installationUpdate',
            action: 'remove',
          }),
      ],
    ];

    test.each(ENDS)('%s: goes to every administrator alone, once, the one behind another, too', async (_, end) => {
      story.teams.fail('POST', 503, 999, SECURITY);
      await open();
      // The first of this tenant waits, and what comes after it waits behind it.
      story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
        if (policy) policy.userSyncInbound = { isSyncAllowed: true };
      });
      await story.watch();
      await end();
      for (const chat of ['a:ada', 'a:ben']) await heardIn(chat, 'Not through me');
      expect(saidIn('a:ben', 'Not through me')[0]).toContain('Fabrikam');
      await story.restart();
      await passes(8);
      await story.watch();
      expect(saidIn('a:ben', 'Not through me')).toHaveLength(1);
    });

    test('where another conversation is told of it, nothing is said alone', async () => {
      await subscribe(story, 'ben', 'notify here about drift', AUDIT);
      story.teams.fail('POST', 503, 999, SECURITY);
      await open();
      await story.say('ada', 'stop notifying here', at(story, 'channel', SECURITY));
      await story.until(() => alertsIn(story, AUDIT).length === 1, 'the alert');
      await passes(8);
      expect(saidIn('a:ben', 'Not through me')).toEqual([]);
    });
  });

  test('says nothing alone where another conversation took it', async () => {
    await subscribe(story, 'ada', 'notify here about drift', AUDIT);
    story.teams.fail('POST', REFUSED, 999, SECURITY);
    await open();
    await story.until(() => alertsIn(story, AUDIT).length === 1, 'the card in the other');
    await passes(10);
    expect([...saidIn('a:ada', 'alone because'), ...saidIn('a:ben', 'alone because')]).toEqual([]);
  });

  test('of more than ten drifts is one letter', async () => {
    story.teams.fail('POST', REFUSED, 999, SECURITY);
    for (const { tenantId } of [...story.graph.tenant.partners.values()].slice(0, 12)) {
      story.elsewhere('eli', tenantId, (partner) => {
        partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: true };
      });
    }
    await story.watch();
    await passes(4);
    await heardIn('a:ben', NOT_TAKEN);
    expect(saidIn('a:ben', NOT_TAKEN)[0]).toMatch(/The same check found 1\d more/);
  });

  test('of policies that cannot be read any more goes alone, too', async () => {
    story.teams.fail('POST', REFUSED, 999, SECURITY);
    const mend = story.graph.fail({
      kind: 'status',
      status: 403,
      code: 'Authorization_RequestDenied',
      path: /partners/,
    });
    await story.watch().catch(() => undefined);
    await passes(4);
    await heardIn('a:ben', NOT_TAKEN);
    mend();
  });

  test('across restarts, too', async () => {
    story.teams.fail('POST', OUT, 999, SECURITY);
    await open();
    for (let n = 0; n < 4; n += 1) {
      await passes(1);
      await story.restart();
    }
    await passes(2);
    await heardIn('a:ben', 'alone because');
  });
});

describe('where some of what Teams says is that the bot is out of a conversation', () => {
  beforeEach(async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await story.watch();
  });
  const ended = async (): Promise<boolean> =>
    story.words(await story.ask('dana', 'list subscriptions')).includes('Teams does not let me post there');

  test('a card that can be updated there says that it is in', async () => {
    await open();
    await story.until(() => alertsIn(story, SECURITY).length === 1, 'the card');
    const [card] = alertsIn(story, SECURITY);
    story.teams.fail('POST', OUT, 999, SECURITY);
    await open(contoso.tenantId);
    for (let minute = 0; minute < 6; minute += 1) {
      await passes(1);
      const by = minute % 2 === 0;
      story.elsewhere('eli', fabrikam.tenantId, (partner) => {
        partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: by };
      });
      await story.watch();
    }
    expect(card).toBeDefined();
  });

  test('and some is something else, it ends only by what says so, three times over three minutes', async () => {
    for (const fault of [OUT, REFUSED, 502, 404, REFUSED, OUT, 500, 403] as const) {
      story.teams.fail('POST', fault, 1, SECURITY);
    }
    await open();
    await passes(30);
    await story.until(() => alertsIn(story, SECURITY).length > 0, 'the card');
    expect(await ended()).toBe(false);
  });
});

describe('a letter to an administrator', () => {
  test('who has no chat with the bot waits over a long weekend', async () => {
    await story.watch();
    await open();
    for (let hour = 0; hour < 80; hour += 1) await story.later(60);
    await story.say('ben', 'help');
    await passes(8);
    expect(saidIn('a:ben', 'no channel or group chat hears of drift')).toHaveLength(1);
    const lines = story.log.filter(({ event }) => event === 'letter.unsent' || event === 'letter.unaddressed');
    expect(lines.length).toBeLessThan(150);
  });

  test('that may have arrived is sent again, three times in all', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    await story.say('ada', 'help');
    await story.watch();
    await story.change('ada', 'enable sync for northwindtraders.com');
    await heardIn('a:ben', 'empty memory');
    story.teams.fail('POST', 'reset-after', 9, 'a:ben');
    await open();
    await passes(10);
    expect(saidIn('a:ben', 'no channel or group chat hears of drift')).toHaveLength(3);
  });

  test('does not hold up what the same person is told of a change where they asked', async () => {
    await story.end();
    story = await Story.begin({ approvals: 'second-person' });
    await story.ask('ben', 'send approvals here', at(story, 'group', GROUP));
    await story.watch();
    await open();
    await settle(story);
    await story.say('ada', 'disable sync for contoso.com', at(story, 'group', GROUP));
    await story.until(() => saidIn(GROUP, 'Disable user sync').length === 1, 'the card');
    const card = story.teams.messages.find((message) => story.words(message).includes('Disable user sync'));
    if (card === undefined) throw new Error('no card');
    await story.press('ben', card, 'Approve', at(story, 'group', GROUP));
    await story.seen(card, 'Applied');
    await heardIn(GROUP, 'Your change was applied');
  });
});

describe('that the last conversation hears no more', () => {
  test('is told to every administrator as soon as they can be read', async () => {
    story.teams.install(people.ada.id, 'a:ada');
    story.teams.install(people.ben.id, 'a:ben');
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await subscribe(story, 'ben', 'notify here about changes', AUDIT);
    await settle(story);
    const mend = story.graph.fail({
      kind: 'status',
      status: 403,
      code: 'Authorization_RequestDenied',
      path: /members$/,
    });
    await story.post({
      ...story.message('ben', '', {}),
      text: undefined,
      type: 'installationUpdate',
      action: 'remove',
      ...at(story, 'group', GROUP),
      conversation: story.conversation('channel', SECURITY),
    });
    await passes(3);
    mend();
    await passes(3);
    for (const chat of ['a:ada', 'a:ben']) await heardIn(chat, 'Nobody hears of changes that are not made through me');
  });

  test('is told to the others also where whoever had subscribed it was deleted since', async () => {
    story.teams.install(people.ada.id, 'a:ada');
    await subscribe(story, 'ben', 'notify here', SECURITY);
    await settle(story);
    story.graph.tenant.users.delete(people.ben.id);
    for (const group of story.graph.tenant.groups.values()) group.members = [];
    const remove = { ...story.message('eli', '', {}), text: undefined, type: 'installationUpdate', action: 'remove' };
    await story.post({ ...remove, ...at(story, 'channel', SECURITY) });
    await heardIn('a:ada', 'Nobody hears of changes that are not made through me');
  });
});

test('a store that is emptied while a drift is open begins with a word that has the partner', async () => {
  story.teams.install(people.ben.id, 'a:ben');
  await subscribe(story, 'ada', 'notify here', SECURITY);
  await story.watch();
  story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
  });
  await story.watch();
  await story.until(() => alertsIn(story, SECURITY).length === 1, 'the card');
  await story.stop();
  for (const ending of ['', '-wal', '-shm']) rmSync(`${story.storePath}${ending}`, { force: true });
  await story.start();
  await story.watch();
  await story.say('ada', 'help');
  await story.say('ben', 'help');
  for (const chat of ['a:ada', 'a:ben']) {
    await heardIn(chat, 'I begin with an empty memory');
    expect(saidIn(chat, 'empty memory')[0]).toContain('Fabrikam');
  }
});
