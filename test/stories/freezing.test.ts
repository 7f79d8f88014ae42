import { afterEach, describe, expect, test } from 'vitest';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { lived } from '../support/lived.ts';
import { organizations, people, Story, type StoryOptions, type Who } from '../support/story.ts';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const LINE = 'freeze all because accounts were stolen';
const { contoso, fabrikam, litware } = organizations;
const all = (): readonly string[] => [...story.graph.tenant.partners.keys()];
/** Whether anything lets users or groups of it in, or redeems without a question. */
const lets = (tenantId: string): boolean => {
  const partner = story.partner(tenantId);
  const policy = partner?.identitySynchronization;
  const redemption = partner?.automaticUserConsentSettings;
  return [
    policy?.userSyncInbound?.isSyncAllowed,
    policy?.groupSyncInbound?.isSyncAllowed,
    redemption?.inboundAllowed,
    redemption?.outboundAllowed,
  ].some((value) => value === true);
};
/** What is set, however Graph writes that something is not. */
const state = (): unknown =>
  all().map((id) => {
    const { identitySynchronization: policy, automaticUserConsentSettings: redemption } = story.partner(id) ?? {};
    return [
      id,
      policy?.displayName ?? null,
      policy?.userSyncInbound?.isSyncAllowed ?? null,
      policy?.groupSyncInbound?.isSyncAllowed ?? null,
      redemption?.inboundAllowed ?? null,
      redemption?.outboundAllowed ?? null,
    ];
  });
const frozen = async (who: Who = 'ada', line = LINE): Promise<BotMessage> => {
  const card = await story.ask(who, line);
  await story.press(who, card, 'Confirm');
  await story.seen(card, 'Applied');
  return card;
};
const told = async (who: Who, line: string): Promise<string> => story.words(await story.ask(who, line));

describe('freezing everything', () => {
  test('says of whom nothing is open that it closes just that, not that user sync is off', async () => {
    await begin();
    const left = 'there is nothing to close: ';
    const withDefault = await told('ada', LINE.replace('all', 'all and default'));
    expect(withDefault).toContain(`${left}woodgrove.com`);
    await frozen();
    const again = await told('ada', LINE);
    expect(again).toContain(left);
    expect(again).not.toContain('user sync is off already');
  });

  test('asks for a reason, shows who will be closed, and one administrator confirms it', async () => {
    await begin({ approvals: 'second-person' });
    expect(await told('ada', 'freeze all')).toContain('Why must everything be frozen?');
    const card = await story.ask('ada', LINE);
    expect(story.words(card)).toContain('Freeze all partners');
    expect(story.words(card)).toContain('contoso.com');
    expect(titlesOf(card.cards.at(-1))).toEqual(
      expect.arrayContaining(['Confirm', 'Cancel', 'Freeze the default, too']),
    );
    expect(lets(contoso.tenantId)).toBe(true);
    // What comes in through them now stands first, not what is only forbidden from then on.
    expect(story.words(card)).toMatch(/Not confirmed yet\nUser sync: on → off/);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(all().filter(lets)).toEqual([]);
    expect(story.words(card)).toContain(' done.');
    expect(await told('ada', 'history page 2')).toContain('Freeze all partners');
    expect(await told('ada', `show change ${story.changeOn(card)}`)).toContain('partners are finished');
  });

  test('closes also who was opened between its card and the click, says so, and the thaw brings that back', async () => {
    await begin();
    story.graph.tenant.partners.delete(organizations.alpineSkiHouse.tenantId);
    const card = await story.ask('ada', LINE);
    await story.change('ben', 'enable sync for alpineskihouse.com');
    expect(lets(organizations.alpineSkiHouse.tenantId)).toBe(true);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(all().filter(lets)).toEqual([]);
    expect(story.words(card)).toContain('1 of them was found open after this card was drawn');
    expect(story.words(card)).toContain('alpineskihouse.com');
    const thaw = await story.ask('ada', 'thaw');
    await story.press('ada', thaw, 'Confirm');
    await story.seen(thaw, 'Applied');
    expect(lets(organizations.alpineSkiHouse.tenantId)).toBe(true);
  });

  test('ends every card that waits, and refuses what opens with who froze it and why', async () => {
    await begin();
    const old = await story.ask('ben', 'enable sync for fabrikam.com');
    await frozen();
    await story.seen(old, 'Another change took its place');
    const no = await told('ben', 'enable sync for fabrikam.com');
    expect(no).toContain('Everything is frozen');
    expect(no).toContain('Ada Osei');
    expect(no).toContain('accounts were stolen');
    for (const line of [
      'trust mfa from litwareinc.com',
      'trust mfa by default',
      'enable auto redemption from fabrikam.com',
      'break glass: enable sync for fabrikam.com because it must be',
    ]) {
      expect(await told('ben', line), line).toContain('Everything is frozen');
    }
    // Without the partner the default applies, which may allow what is forbidden now.
    expect(no).not.toContain('To remove a partner');
    const { defaultConfiguration } = story.graph.tenant;
    const { automaticUserConsentSettings: byDefault } = defaultConfiguration;
    defaultConfiguration.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: false };
    const removal = await told('ben', 'remove partner fabrikam.com');
    expect(removal).toContain('Everything is frozen');
    expect(removal).toContain('Removing this partner opens what it forbids');
    defaultConfiguration.automaticUserConsentSettings = byDefault;
    expect(await told('ben', 'remove partner fabrikam.com')).toContain('Remove');
    // What closes goes on.
    expect(await told('ben', 'delete sync policy for litwareinc.com')).toContain('Delete sync policy');
  });

  test('closes the default too where the card is asked to', async () => {
    await begin();
    const { defaultConfiguration } = story.graph.tenant;
    const everything = (accessType: 'allowed' | 'blocked') => ({
      usersAndGroups: { accessType, targets: [{ target: 'AllUsers', targetType: 'user' }] },
      applications: { accessType, targets: [{ target: 'AllApplications', targetType: 'application' }] },
    });
    defaultConfiguration.b2bDirectConnectInbound = everything('allowed');
    defaultConfiguration.inboundTrust = {
      isMfaAccepted: true,
      isCompliantDeviceAccepted: true,
      isHybridAzureADJoinedDeviceAccepted: false,
    };
    const first = await story.ask('ada', LINE);
    await story.press('ada', first, 'Freeze the default, too');
    await story.seen(first, 'Another change took its place');
    const card = story.last;
    expect(story.words(card)).toContain('Woodgrove');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(defaultConfiguration.inboundTrust).toMatchObject({ isMfaAccepted: false, isCompliantDeviceAccepted: false });
    expect(defaultConfiguration.b2bDirectConnectInbound).toEqual(everything('blocked'));
    const thaw = await story.ask('ada', 'thaw');
    await story.press('ada', thaw, 'Confirm');
    await story.seen(thaw, 'Applied');
    expect(defaultConfiguration.inboundTrust).toMatchObject({ isMfaAccepted: true, isCompliantDeviceAccepted: true });
    expect(defaultConfiguration.b2bDirectConnectInbound).toEqual(everything('allowed'));
    await story.watch();
    expect(await told('ada', 'list drift')).toContain('No open drift');
  });

  test('can be stopped between two partners: what runs ends, the rest stays and is said', async () => {
    await begin();
    const card = await story.ask('ada', LINE);
    const mend = story.graph.fail({ kind: 'hang-before', method: 'PATCH' });
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'of ');
    await story.until(() => titlesOf(card.cards.at(-1)).includes('Stop'), 'Stop on the card');
    expect(buttonsOf(card.cards.at(-1)).map(({ title }) => title)).toContain('Stop');
    await story.press('ben', card, 'Stop');
    mend();
    await story.seen(card, ' stopped it; what had not begun stays as it is.');
    await story.until(() => story.words(card).includes('untouched'), 'counts');
    expect(all().filter(lets).length).toBeGreaterThan(0);
    expect(await told('ben', `stop change ${story.changeOn(card)}`)).toContain('There is nothing to stop');
    // It stands all the same, until somebody thaws.
    expect(await told('ben', 'enable sync for fabrikam.com')).toContain('Everything is frozen');
  });

  test('goes no further once whoever confirmed it may not any more', async () => {
    await begin();
    const card = await story.ask('ada', LINE);
    const mend = story.graph.fail({ kind: 'hang-before', method: 'PATCH' });
    await story.press('ada', card, 'Confirm');
    await story.until(() => titlesOf(card.cards.at(-1)).includes('Stop'), 'it runs');
    const { roleAssignments } = story.graph.tenant;
    for (let n = roleAssignments.length - 1; n >= 0; n -= 1) {
      if (roleAssignments[n]?.principalId === people.ada.id) roleAssignments.splice(n, 1);
    }
    mend();
    await story.seen(card, 'may no longer do so');
    expect(all().filter(lets).length).toBeGreaterThan(0);
  });

  test('goes on after the bot died in the middle', async () => {
    await begin();
    const card = await story.ask('ada', LINE);
    const mend = story.graph.fail({ kind: 'hang-before', method: 'PATCH' });
    const click = story.press('ada', card, 'Confirm').catch(() => undefined);
    await click;
    for (let tries = 0; tries < 400 && !story.words(card).includes('are finished'); tries += 1) await lived(2);
    await story.stop(0);
    mend();
    await story.start();
    await story.until(() => all().filter(lets).length === 0, 'all closed');
  });

  test('brings back just what was, but for whom somebody has changed since', async () => {
    await begin({ approvals: 'self' });
    const before = state();
    expect(await told('ada', 'thaw')).toContain('Nothing is frozen');
    await frozen();
    expect(state()).not.toEqual(before);
    const card = await story.ask('ben', 'thaw because it is over');
    expect(story.words(card)).toMatch(/Thaw \d+ partners?/);
    await story.press('ben', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(state()).toEqual(before);
    expect(await told('ben', 'enable sync for fabrikam.com')).not.toContain('Everything is frozen');
  });

  test('leaves those whom somebody has changed since, and says who they are', async () => {
    await begin();
    await story.bot.watch();
    await frozen();
    story.elsewhere('eli', contoso.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.displayName = 'Somebody’s';
    });
    const card = await story.ask('ada', 'thaw');
    expect(story.words(card)).toContain('somebody has changed it since');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(lets(contoso.tenantId)).toBe(false);
    expect(await told('ada', 'enable sync for contoso.com')).not.toContain('Everything is frozen');
  });

  test('is an opening by the rule: another administrator approves the thaw', async () => {
    await begin({ approvals: 'risk' });
    await frozen();
    await story.say('ben', 'hello', {});
    const channel = { conversation: story.conversation('channel', '19:security@thread.tacv2;messageid=1') };
    const card = await story.ask('ada', 'thaw', channel);
    expect(story.words(card)).toContain('Another Security Administrator');
    await story.press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
    expect(lets(contoso.tenantId)).toBe(true);
  });

  test('reports nothing of what it did as somebody else’s', async () => {
    await begin();
    await story.bot.watch();
    await frozen();
    await story.bot.watch();
    expect(await told('ada', 'list drift')).toContain('Nothing');
    expect([fabrikam, litware].some(({ tenantId }) => lets(tenantId))).toBe(false);
  });

  test('refuses to accept or revert by what opens, also where somebody opened it past the bot', async () => {
    await begin();
    await story.bot.watch();
    await frozen();
    story.elsewhere('eli', litware.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.bot.watch();
    const drift = /D-[0-9A-Z]{8}/.exec(await told('ada', 'list drift'))?.[0] ?? 'no id';
    expect(await told('ada', `accept drift ${drift} because it is fine`)).toContain('Everything is frozen');
  });

  test('keeps an end that comes meanwhile from being lost: the thaw does not open it again', async () => {
    await begin();
    await story.change('ada', 'enable sync for fabrikam.com for 5 days');
    await frozen();
    await story.later(5 * 24 * 60 + 1);
    await story.later(2);
    const thaw = await story.ask('ada', 'thaw');
    expect(story.words(thaw)).toContain('its end came meanwhile: what that closes is not opened again: fabrikam.com');
    await story.press('ada', thaw, 'Confirm');
    await story.seen(thaw, 'Applied');
    await story.later(2);
    expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
    expect(lets(contoso.tenantId)).toBe(true);
    await story.later(2);
    expect(await told('ada', 'list ending')).toContain('No access has an end date');
  });

  test('is closed at its end after the thaw, as it was decided', async () => {
    await begin();
    await story.change('ada', 'enable sync for fabrikam.com for 5 days');
    await frozen();
    const thaw = await story.ask('ada', 'thaw');
    await story.press('ada', thaw, 'Confirm');
    await story.seen(thaw, 'Applied');
    const isOn = () => story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;
    expect(isOn()).toBe(true);
    await story.later(5 * 24 * 60 + 1);
    await story.until(() => isOn() === false, 'closed');
  });
});
