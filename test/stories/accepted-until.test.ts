import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Partner } from '../../src/simulator/tenant.ts';
import { alertsIn, expectAlerts, seenIn } from '../support/alerts.ts';
import { SECURITY, subscribe } from '../support/channel.ts';
import { titlesOf } from '../support/cards.ts';
import { organizations, Story } from '../support/story.ts';

/** Whatever somebody changed past the bot can be accepted until a day: what the bot does not close then is a drift again. */

const DAY = 24 * 60;
const { contoso, fabrikam, relecloud } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ approvals: 'self' });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
});
afterEach(() => story.end());

const edit = (tenantId: string, change: (partner: Partner) => void): void => {
  story.elsewhere('eli', tenantId, change);
};
const states = (): readonly string[] => seenIn(story).map(({ state }) => state);
/** The drift is found, and accepted for so long. @returns what whoever accepted it is told */
async function accepted(days: number): Promise<string> {
  const before = alertsIn(story).length;
  await story.watch();
  await story.until(() => alertsIn(story).length > before, 'a drift');
  const id = seenIn(story).at(-1)?.driftId ?? 'no id';
  expect(story.words(await story.ask('ada', `accept drift ${id} because`))).toContain('accept drift');
  return story.words(await story.ask('ada', `accept drift ${id} for ${days} days because agreed`));
}
const told = (text: string): boolean =>
  story.teams.messages.some((one) => one.conversationId === 'a:ada' && story.words(one).includes(text));
const all = { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] };

describe('what no end closes is a drift again then', () => {
  type Edit = (partner: Partner) => void;
  test.each<[string, string, Edit | 'removed', boolean?]>([
    [
      'sync that was switched off',
      contoso.tenantId,
      ({ identitySynchronization: policy }) => policy && (policy.userSyncInbound = { isSyncAllowed: false }),
    ],
    [
      'a new name',
      contoso.tenantId,
      ({ identitySynchronization: policy }) => policy && (policy.displayName = 'Another name'),
    ],
    ['a sync policy that was removed', contoso.tenantId, (partner) => (partner.identitySynchronization = null)],
    ['a partner that was removed', contoso.tenantId, 'removed'],
    ['B2B collaboration', fabrikam.tenantId, (partner) => (partner.b2bCollaborationInbound = { usersAndGroups: all })],
    [
      'direct connect there',
      fabrikam.tenantId,
      (partner) => (partner.b2bDirectConnectOutbound = { usersAndGroups: all }),
    ],
    [
      'what nobody knows',
      fabrikam.tenantId,
      (partner) => Object.assign(partner, { heardOfByNobody: { on: 1 } }),
      false,
    ],
    ['service provider', fabrikam.tenantId, (partner) => (partner.isServiceProvider = true), false],
  ])('%s', async (_, tenantId, change, canBeTakenBack = true) => {
    const before = structuredClone(story.partner(tenantId));
    if (change === 'removed') story.graph.tenant.partners.delete(tenantId);
    else edit(tenantId, change);
    expect(await accepted(5)).toMatch(/It ends on .*On that day I ask again about: /s);
    const list = await story.ask('ada', 'list ending');
    expect(story.words(list)).toContain('1 decision that ends');
    expect(titlesOf(list.cards.at(-1))).not.toContain('Renew');
    await story.later(2 * DAY + 1);
    await story.until(() => told('Accepted for 3 more days'), 'three days before');
    await story.later(2 * DAY);
    await story.until(() => told('Accepted for 1 more day'), 'a day before');
    await expectAlerts(story, [`${tenantId} accepted`]);
    // Nobody is there when it comes.
    await story.stop();
    story.passUnnoticed(2 * DAY);
    await story.start();
    await expectAlerts(story, [`${tenantId} accepted`, `${tenantId} open`]);
    expect(story.writes()).toEqual([]);
    expect(told('It is accepted no more')).toBe(true);
    expect(story.words(await story.ask('ada', 'list ending'))).toContain('No access has an end date');
    if (!canBeTakenBack) return;
    const again = alertsIn(story).at(-1);
    if (again === undefined) throw new Error('no drift');
    const revert = await story.pressForCard('ada', again, 'Revert');
    await story.press('ada', revert, 'Confirm');
    await story.seen(revert, 'Applied');
    expect(story.partner(tenantId)).toEqual(before);
  });

  test('but not where it was taken back before', async () => {
    edit(contoso.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: false };
    });
    await accepted(5);
    await story.change('ada', 'enable sync for contoso.com');
    await story.later(6 * DAY);
    await story.watch();
    expect(states()).toEqual(['accepted']);
    expect(told('Accepted for')).toBe(false);
  });
});

test('a partner that was added: what it opened is closed, the rest is a drift again', async () => {
  const partner = story.partner(fabrikam.tenantId);
  story.graph.tenant.partners.delete(relecloud.tenantId);
  if (partner === undefined) throw new Error('no partner');
  story.graph.tenant.partners.set(relecloud.tenantId, {
    ...structuredClone(partner),
    tenantId: relecloud.tenantId,
    automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: null },
    b2bCollaborationInbound: { usersAndGroups: all },
  });
  expect(await accepted(5)).toMatch(/On that day I close: .*redemption.*On that day I ask again about: .*B2B/s);
  await story.later(5 * DAY + 1);
  const redeems = () => story.partner(relecloud.tenantId)?.automaticUserConsentSettings?.inboundAllowed;
  await story.until(() => redeems() === false, 'closed');
  await expectAlerts(story, [`${relecloud.tenantId} accepted`, `${relecloud.tenantId} open`]);
});

test('what another end is decided for is not told to end before', async () => {
  edit(fabrikam.tenantId, (partner) => {
    partner.b2bCollaborationInbound = { usersAndGroups: all };
    const policy = partner.identitySynchronization;
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
  });
  expect(await accepted(10)).toContain('On that day I close: User sync');
  await story.change('ada', 'enable sync for fabrikam.com for 40 days');
  await story.later(7 * DAY + 1);
  await story.until(() => told('Accepted for 3 more days'), 'three days before');
  expect(told('Access ends')).toBe(false);
  expect(told('User sync is accepted')).toBe(false);
  await story.later(3 * DAY);
  await story.until(() => states().includes('open'), 'a drift again');
  expect(story.letsIn(fabrikam)).toBe(true);
});

test('of two that were accepted until different days the last counts', async () => {
  const open = (value: Partner['b2bCollaborationInbound']) => {
    edit(fabrikam.tenantId, (partner) => (partner.b2bCollaborationInbound = value));
  };
  open({ usersAndGroups: all });
  await accepted(5);
  open(null);
  await accepted(40);
  open({ usersAndGroups: all });
  await accepted(20);
  await story.until(() => !states().includes('open'), 'the third card to say so');
  await story.later(19 * DAY);
  expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
  expect(story.words(await story.ask('ada', 'list ending'))).toContain('1 decision that ends');
  await story.later(DAY + 1);
  await story.until(() => states().includes('open'), 'a drift again');
  expect(states()).toEqual(['accepted', 'accepted', 'accepted', 'open']);
});

test('what a freeze has closed meanwhile is a drift again when it was thawed', async () => {
  const { defaultConfiguration: defaults } = story.graph.tenant;
  const everybody = {
    usersAndGroups: all,
    applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
  };
  defaults.b2bDirectConnectInbound = everybody;
  expect(await accepted(5)).toContain('On that day I ask again about: ');
  const frozen = await story.ask('ada', 'freeze all and default because accounts were stolen');
  await story.press('ada', frozen, 'Confirm');
  await story.seen(frozen, 'Applied');
  expect(defaults.b2bDirectConnectInbound).not.toEqual(everybody);
  await story.later(6 * DAY);
  expect(states()).toEqual(['accepted']);
  const thaw = await story.ask('ada', 'thaw');
  await story.press('ada', thaw, 'Confirm');
  await story.seen(thaw, 'Applied');
  expect(defaults.b2bDirectConnectInbound).toEqual(everybody);
  await story.later(2);
  await story.until(() => states().includes('open'), 'a drift again');
});
