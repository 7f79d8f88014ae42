import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type StoryOptions, type Who } from '../support/story.ts';

const { fabrikam, litware, relecloud } = organizations;
const DAY = 24 * 60;

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const messageTo = (who: Who, text: string): BotMessage | undefined =>
  story.teams.messages.findLast(
    (message) => message.conversationId === `a:${who}` && story.words(message).includes(text),
  );
const told = async (who: Who, text: string): Promise<BotMessage> => {
  await story.until(() => messageTo(who, text) !== undefined, `"${text}" for ${who}`);
  const message = messageTo(who, text);
  if (message === undefined) throw new Error('gone');
  return message;
};
/** Presses what asks for a change, and confirms the card that takes its place. */
const confirmed = async (who: Who, message: BotMessage, title: string): Promise<void> => {
  const { card, text } = await story.press(who, message, title);
  const button = buttonsOf(card).find((known) => known.title === 'Confirm');
  if (button === undefined) throw new Error(`nothing to confirm: ${text}`);
  await story.invoke(who, message, { action: { type: 'Action.Execute', ...button }, trigger: 'manual' });
  await story.seen(message, 'Applied');
};
const dateIn = (days: number): string => new Date(story.now() + days * DAY * 60_000).toISOString().slice(0, 10);

describe('trust that ends', () => {
  describe('where only a part of the opening came about', () => {
    let card: BotMessage;
    beforeEach(async () => {
      await begin();
      const mend = story.graph.fail({ kind: 'status', status: 403, code: 'Request_ResourceNotFound', method: 'PUT' });
      card = await story.change('ada', 'enable sync for relecloud.com for 30 days', 'Partly applied');
      mend();
    });

    test('ends with it, whoever goes on with it', async () => {
      const rest = await story.ask('ada', `continue ${story.changeOn(card)}`);
      await story.press('ada', rest, 'Confirm');
      await story.seen(rest, 'Applied');
      expect(story.words(await story.ask('ada', 'list ending'))).toContain('Relecloud');
      const policy = () => story.partner(relecloud.tenantId)?.identitySynchronization?.userSyncInbound;
      expect(policy()?.isSyncAllowed).toBe(true);
      await story.later(30 * DAY + 1);
      await story.until(() => policy()?.isSyncAllowed === false, 'closed');
    });

    test('is not gone on with after it', async () => {
      await story.later(31 * DAY);
      expect(story.words(await story.ask('ada', `continue ${story.changeOn(card)}`))).toContain(
        'Its end date has passed',
      );
    });
  });

  test('is told of three days and one day before, and closed at its end without anybody', async () => {
    await begin();
    const card = await story.change('ada', 'enable sync for fabrikam.com for 30 days because project Falcon');
    expect(story.words(card)).toContain('It ends on');
    expect(story.words(await story.ask('ada', 'list ending'))).toContain('Fabrikam');
    expect(story.words(await story.ask('ada', 'show fabrikam.com'))).toMatch(/on\nuntil \d+ \w+ \d{4}/);
    await story.later(27 * DAY + 1);
    const nears = await told('ada', 'Access ends in 3 days');
    expect(titlesOf(nears.cards.at(-1))).toEqual(expect.arrayContaining(['Renew', 'End now']));
    await story.later(2 * DAY);
    await told('ada', 'Access ends in 1 day');
    expect(story.letsIn(fabrikam)).toBe(true);
    const before = story.writes().length;
    await story.later(DAY);
    await story.until(() => !story.letsIn(fabrikam), 'closed');
    await told('ada', 'The end date that was decided with');
    await story.until(() => messageTo('ada', 'Bridgekeeper') !== undefined, 'told');
    await story.seen(card, 'Its end came, and I closed it by myself');
    expect(story.writes()).toHaveLength(before + 1);
    expect(story.words(await story.ask('ada', 'list ending'))).toContain('No access has an end date');
    expect(story.words(await story.ask('ada', `show change ${story.changeOn(card)}`))).toContain('Its end came');
  });

  test('closes what is trusted by default, in the default', async () => {
    await begin();
    const trusts = () => story.graph.tenant.defaultConfiguration.inboundTrust?.isMfaAccepted;
    const card = await story.change('ada', 'trust mfa by default for 30 days because of the merger');
    expect(story.words(card)).toContain('It ends on');
    expect(story.words(await story.ask('ada', 'trust mfa by default for 9999 days'))).toContain('within 2 years');
    const listed = await story.ask('ada', 'list ending');
    expect(story.words(listed)).toContain('Open: the default for all partners');
    expect(story.words(listed)).toContain('Trust of their MFA');
    expect((await story.press('ada', listed, 'Show defaults')).text).toContain('The default for all partners');
    await story.later(27 * DAY + 1);
    const nears = await told('ada', 'Access ends in 3 days');
    expect(story.words(nears)).toContain('the default for all partners: Trust of their MFA ends');
    await confirmed('ada', nears, 'Renew');
    expect(trusts()).toBe(true);
    await story.later(30 * DAY + 1);
    await story.until(() => trusts() === false, 'closed');
  });

  test.each(['mfa', 'compliant devices', 'hybrid devices'])(
    'closes what is trusted of %s, and nothing else',
    async (what) => {
      await begin();
      const trusted = () => story.partner(litware.tenantId)?.inboundTrust;
      const before = structuredClone(trusted());
      const card = await story.change('ada', `trust ${what} from litwareinc.com for 30 days because of the project`);
      const opened = structuredClone(trusted());
      expect(Object.values(opened ?? {}).filter(Boolean)).toHaveLength(1);
      await story.later(30 * DAY + 1);
      await story.until(() => !Object.values(trusted() ?? {}).some(Boolean), 'closed');
      await story.seen(card, 'Its end came, and I closed it by myself');
      expect(Object.values(before ?? {}).some(Boolean)).toBe(false);
      expect(story.words(await story.ask('ada', `trust ${what} from litwareinc.com`))).not.toContain(
        'That is trusted already',
      );
    },
  );

  test('goes on where somebody renews it, which is an opening of its own, and ends at the later end', async () => {
    await begin();
    await story.change('ada', `enable sync for fabrikam.com until ${dateIn(10)}`);
    await story.later(8 * DAY);
    const nears = await told('ada', 'Access ends in 3 days');
    const before = story.writes().length;
    await confirmed('ada', nears, 'Renew');
    expect(story.words(nears)).toContain('Change when it ends');
    expect(story.words(nears)).toMatch(/User sync: open until .* → /);
    expect(story.writes()).toHaveLength(before);
    await story.later(4 * DAY);
    await story.later(1);
    expect(story.letsIn(fabrikam)).toBe(true);
    await story.later(20 * DAY);
    await story.until(() => !story.letsIn(fabrikam), 'closed at the later end');
  });

  test('keeps what the default trusts, where it is renewed and the partner has no trust of its own any more', async () => {
    await begin();
    await story.change('ada', 'trust compliant devices by default');
    const card = await story.change('ada', 'trust mfa from fabrikam.com for 30 days');
    story.elsewhere('ben', fabrikam.tenantId, (partner) => {
      partner.inboundTrust = null;
    });
    await story.change('ada', `renew end ${story.changeOn(card)}`);
    expect(story.partner(fabrikam.tenantId)?.inboundTrust).toEqual({
      isMfaAccepted: true,
      isCompliantDeviceAccepted: true,
      isHybridAzureADJoinedDeviceAccepted: false,
    });
  });

  test('that was moved is not undone, and whoever tries is told how it is moved again', async () => {
    await begin();
    const card = await story.change('ada', 'enable sync for fabrikam.com for 5 days');
    const moved = await story.change('ada', `renew end ${story.changeOn(card)} for 30 days`);
    const id = story.changeOn(moved);
    const words = story.words(await story.ask('ada', `undo ${id}`));
    expect(words).toContain('moved an end, and no setting');
    expect(words).toContain(`end now ${id}`);
    await story.change('ada', `renew end ${id} for 6 days`);
    expect(story.words(await story.ask('ada', `undo ${id}`))).toContain('moved an end');
    await story.later(31 * DAY);
    await story.until(() => !story.letsIn(fabrikam), 'closed');
    expect(story.words(await story.ask('ada', `undo ${id}`))).not.toContain('moved an end');
  });

  test('takes another administrator to renew, where openings do', async () => {
    await begin({ approvals: 'risk' });
    await story.say('ben', 'hello', {});
    const channel = { conversation: story.conversation('channel', '19:security@thread.tacv2;messageid=1') };
    const card = await story.ask('ada', 'enable sync for fabrikam.com for 30 days', channel);
    await story.press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
    const again = await story.ask('ada', 'enable sync for fabrikam.com for 60 days', channel);
    expect(story.words(again)).toContain('Others can decide until');
    await story.press('ben', again, 'Approve');
    await story.seen(again, 'Applied');
    const closing = await story.ask('ada', `end now ${story.changeOn(again)}`, channel);
    await story.press('ada', closing, 'Confirm');
    await story.seen(closing, 'Applied');
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test('Renew waits for another administrator, too, where openings do', async () => {
    await begin({ approvals: 'risk' });
    const channel = { conversation: story.conversation('channel', '19:security@thread.tacv2;messageid=1') };
    await story.say('ben', 'send approvals here', channel);
    await story.say('ada', 'hello', {});
    const card = await story.ask('ada', 'enable sync for fabrikam.com for 30 days', channel);
    await story.press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
    await story.later(27 * DAY + 1);
    const { card: asked } = await story.press('ada', await told('ada', 'Access ends in 3 days'), 'Renew');
    expect(titlesOf(asked)).not.toContain('Confirm');
    const waits = () =>
      story.teams.messages.findLast((one) => one !== card && titlesOf(one.cards.at(-1)).includes('Approve'));
    await story.until(() => waits() !== undefined, 'a card to approve');
    await story.press('ben', waits() ?? card, 'Approve');
    await story.until(() => story.writes().length > 0, 'decided');
    await story.later(4 * DAY);
    expect(story.letsIn(fabrikam)).toBe(true);
    expect(story.words(await story.ask('ada', 'list ending'))).toContain('Fabrikam');
  });

  test('becomes a question where somebody opened it anew since, whoever it was', async () => {
    await begin();
    await story.bot.watch();
    await story.change('ada', 'enable sync for fabrikam.com for 5 days');
    await story.change('ben', 'disable sync for fabrikam.com');
    await story.change('ben', 'enable sync for fabrikam.com because it is needed for good');
    await story.later(2 * DAY + 1);
    await story.later(2 * DAY);
    expect(story.teams.messages.filter((one) => story.words(one).includes('Access ends in'))).toEqual([]);
    await story.later(DAY);
    const question = await told('ada', 'An end has come, and it was opened anew since');
    expect(titlesOf(question.cards.at(-1))).toEqual(expect.arrayContaining(['Renew', 'End now']));
    await story.later(1);
    expect(story.letsIn(fabrikam)).toBe(true);
    await confirmed('ada', question, 'End now');
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test('asks too where it was opened anew past the bot', async () => {
    await begin();
    await story.bot.watch();
    await story.change('ada', 'enable sync for fabrikam.com for 5 days');
    await story.change('ada', 'disable sync for fabrikam.com');
    await story.later(60);
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.bot.watch();
    await story.later(5 * DAY);
    await told('ada', 'An end has come, and it was opened anew since');
    expect(story.letsIn(fabrikam)).toBe(true);
  });

  test('that came while the bot was down is closed at the start', async () => {
    await begin();
    await story.change(
      'ada',
      `enable auto redemption from ${litware.tenantId} until ${new Date(story.now() + 90 * 60_000).toISOString()}`,
    );
    const redeems = () => story.partner(litware.tenantId)?.automaticUserConsentSettings?.inboundAllowed;
    expect(redeems()).toBe(true);
    await story.stop();
    story.passUnnoticed(3 * 60);
    await story.start();
    await story.until(() => redeems() === false, 'closed at the start');
  });

  test('goes with a drift that is accepted until a day', async () => {
    await begin();
    await story.bot.watch();
    await story.later(30);
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.bot.watch();
    const list = await story.ask('ada', 'list drift');
    const drift = /D-[0-9A-Z]{8}/.exec(story.words(list))?.[0] ?? 'none';
    expect(story.words(await story.ask('ada', `accept drift ${drift} until yesterday because agreed`))).toContain(
      'I cannot read when it ends',
    );
    expect(story.words(await story.ask('ada', `accept drift ${drift} for 900 days because agreed`))).toContain(
      'That cannot be its end date',
    );
    expect(story.words(await story.ask('ada', `accept drift ${drift} until ${dateIn(3)} because agreed`))).toContain(
      'Accepted',
    );
    await story.later(5 * DAY);
    await story.until(() => !story.letsIn(fabrikam), 'closed');
  });
});

describe('what is no end', () => {
  test('that of what no end closes: it is said, and a drift again then, which is taken back', async () => {
    await begin();
    await story.bot.watch();
    await story.later(30);
    const opensDirectConnect = (sync: boolean | undefined) => {
      story.elsewhere('eli', fabrikam.tenantId, (partner) => {
        const everybody = { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] };
        partner.b2bDirectConnectInbound = { usersAndGroups: everybody };
        const policy = partner.identitySynchronization;
        if (policy && sync !== undefined) policy.userSyncInbound = { isSyncAllowed: sync };
      });
    };
    const found = async () => {
      await story.bot.watch();
      // It names the one before first.
      const ids = story.words(await story.ask('ada', 'list drift')).match(/D-[0-9A-Z]{8}/g);
      return ids?.at(-1) ?? 'none';
    };
    opensDirectConnect(true);
    const drift = await found();
    const accepted = await story.ask('ada', `accept drift ${drift} for 3 days because agreed`);
    expect(story.words(accepted)).toMatch(/On that day I close: User sync.*On that day I ask again about: /s);
    expect(story.words(await story.ask('ada', 'list ending'))).toMatch(/User sync.*irect connect/s);
    await story.later(2 * DAY + 60);
    expect(story.words(await told('ada', 'Access ends in'))).toContain('becomes a drift again then');
    await story.later(DAY);
    await story.until(() => !story.letsIn(fabrikam), 'closed');
    expect(story.words(await told('ada', 'What was accepted until now'))).toContain('The rest is no longer accepted');
    const again = await found();
    expect(again).not.toBe(drift);
    const revert = await story.ask('ada', `revert drift ${again}`);
    await story.press('ada', revert, 'Confirm');
    await story.seen(revert, 'Applied');
    expect(story.partner(fabrikam.tenantId)?.b2bDirectConnectInbound ?? null).toBeNull();
  });

  test('that of what is asked about only: there is nothing to renew', async () => {
    await begin();
    await story.bot.watch();
    await story.later(30);
    story.elsewhere('eli', fabrikam.tenantId, (partner) => {
      const everybody = { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] };
      partner.b2bDirectConnectInbound = { usersAndGroups: everybody };
    });
    await story.bot.watch();
    const drift = /D-[0-9A-Z]{8}/.exec(story.words(await story.ask('ada', 'list drift')))?.[0] ?? 'none';
    await story.ask('ada', `accept drift ${drift} for 3 days because agreed`);
    const list = await story.ask('ada', 'list ending');
    expect(titlesOf(list.cards.at(-1))).not.toContain('Renew');
    for (const line of [`renew ${drift}`, `end now ${drift}`]) {
      expect(story.words(await story.ask('ada', line))).toContain('Its end closes nothing');
    }
  });

  test.each([
    'enable sync for fabrikam.com for 0 days',
    'enable sync for fabrikam.com for 800 days',
    'enable sync for fabrikam.com until 2020-01-01',
  ])('%s is refused in words', async (line) => {
    await begin();
    expect(story.words(await story.ask('ada', line))).toContain('That cannot be its end date');
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test.each([
    'enable sync for fabrikam.com for many days',
    'enable sync for fabrikam.com for 3 weeks because of a project',
    'enable sync for fabrikam.com for ever',
    'enable sync for fabrikam.com until tomorrow',
    'enable sync for fabrikam.com until 2027-02-30',
    'enable sync for Fabrikam for 3 weeks',
    'enable auto redemption from fabrikam.com until',
    'enable group sync for fabrikam.com for 3.5 days',
  ])('%s is not read', async (line) => {
    await begin();
    expect(story.words(await story.ask('ada', line))).toContain('I cannot read when it ends');
  });

  test('what stands behind the reason: it is asked for, one way or the other', async () => {
    await begin();
    const asked = await story.ask('ada', 'enable sync for fabrikam.com because of Falcon until 2027-03-31');
    expect(story.words(asked)).toContain('would open it for good');
    expect(story.words(asked)).toContain('enable sync for fabrikam.com because of Falcon (until 2027-03-31)');
    expect(titlesOf(asked.cards.at(-1))).toEqual(['Ask with this end', 'Ask without end']);
    await story.press('ada', asked, 'Ask with this end');
    await story.seen(asked, 'It ends on');
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test('two of them, or one of what closes', async () => {
    await begin();
    expect(story.words(await story.ask('ada', 'enable sync for fabrikam.com for 3 days until 2027-03-31'))).toContain(
      'not both',
    );
    expect(
      story.words(
        await story.ask('ada', 'break glass: disable sync for fabrikam.com for 3 days because they are breached'),
      ),
    ).toContain('Only what opens can have an end');
    expect(story.words(await story.ask('ada', 'renew end C-00000000'))).toContain('I do not know that end date');
    expect(story.words(await story.ask('ada', 'end now C-00000000'))).toContain('I do not know that end date');
  });

  test('a card that would be confirmed after its end has expired', async () => {
    await begin();
    const soon = new Date(story.now() + 5 * 60_000).toISOString();
    const card = await story.ask('ada', `enable sync for fabrikam.com until ${soon}`);
    await story.later(6);
    await story.seen(card, 'Expired');
    expect(story.letsIn(fabrikam)).toBe(false);
  });
});
