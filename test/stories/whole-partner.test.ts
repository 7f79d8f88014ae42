import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Partner } from '../../src/simulator/tenant.ts';
import { expectAlerts, onlyAlert } from '../support/alerts.ts';
import { postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, Story } from '../support/story.ts';

const { fabrikam } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 0 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
});
afterEach(() => story.end());

const edit = (change: (partner: Partner) => void): void => {
  story.elsewhere('eli', fabrikam.tenantId, change);
};
const part = (accessType: string, target: string, targetType: string) => ({
  accessType,
  targets: [{ target, targetType }],
});
const ALL = {
  usersAndGroups: part('allowed', 'AllUsers', 'user'),
  applications: part('allowed', 'AllApplications', 'application'),
};
const NONE = {
  usersAndGroups: part('blocked', 'AllUsers', 'user'),
  applications: part('blocked', 'AllApplications', 'application'),
};
/** Settings of the sync policy that only Graph itself, or the portal, sets. */
const ofPolicy =
  (settings: Partial<NonNullable<Partner['identitySynchronization']>>) =>
  ({ identitySynchronization: policy }: Partner): void => {
    if (policy === null) throw new Error('no policy');
    Object.assign(policy, settings);
  };
const sent = (): unknown => story.graph.requests.findLast(({ method }) => method === 'PATCH')?.body;

/** What the card of the one drift says. */
async function found(): Promise<string> {
  await story.watch();
  await expectAlerts(story, [`${fabrikam.tenantId} open`]);
  await story.seen(onlyAlert(story), 'Eli Novak');
  return story.words(onlyAlert(story));
}
async function revert(): Promise<void> {
  const card = await story.pressForCard('ada', onlyAlert(story), 'Revert');
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
}

test('what a partner left to the default is told with what that is, as it was found last', async () => {
  const alarms = () => postsIn(story, SECURITY).map((post) => story.words(post));
  const told = async (line: string): Promise<void> => {
    await story.watch();
    await story.until(() => alarms().some((words) => words.includes(line)), line);
  };
  const leaves = (isHybridAzureADJoinedDeviceAccepted: boolean | null): void => {
    edit((partner) => {
      partner.inboundTrust = {
        isMfaAccepted: true,
        isCompliantDeviceAccepted: null,
        isHybridAzureADJoinedDeviceAccepted,
      };
    });
  };
  leaves(null);
  await told('Trust of their compliant devices: off → off (by default)');
  // The default is changed, too, and nobody has decided on that.
  story.graph.tenant.defaultConfiguration.inboundTrust = {
    isMfaAccepted: true,
    isCompliantDeviceAccepted: true,
    isHybridAzureADJoinedDeviceAccepted: false,
  };
  await told('in the default');
  leaves(true);
  await told('off → on (by default)');
});

describe('all that a partner sets is watched', () => {
  test.each<[string, (partner: Partner) => void, string, string]>([
    [
      'trust',
      (partner) => {
        partner.inboundTrust = { isMfaAccepted: true, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: false };
      },
      'trust of their compliant devices was switched on',
      'Devices that their tenant calls compliant count as compliant here.',
    ],
    ['B2B collaboration', (partner) => (partner.b2bCollaborationInbound = ALL), 'B2B collaboration, inbound, was opened wider', 'all users, all applications'],
    ['direct connect', (partner) => (partner.b2bDirectConnectInbound = NONE), 'B2B direct connect, inbound, was narrowed', 'no users, no applications'],
    ['tenant restrictions', (partner) => (partner.tenantRestrictions = { devices: { mode: 'allowed', rule: 'x' } }), 'what tenant restrictions allow was opened wider', 'devices by rules of their own'],
    ['service provider', (partner) => (partner.isServiceProvider = true), 'service provider was switched on', 'Revert cannot take back: service provider. Graph lets no app set that.'],
    ['B2B collaboration there', (partner) => (partner.b2bCollaborationOutbound = NONE), 'B2B collaboration, outbound, was narrowed', 'Fewer of our users may be guests there'],
    ['direct connect there', (partner) => (partner.b2bDirectConnectOutbound = ALL), 'B2B direct connect, outbound, was opened wider', 'More of our users may go into shared channels of theirs.'],
    ['the multitenant organization', (partner) => (partner.isInMultiTenantOrganization = true), 'member of the multitenant organization was switched on', 'It belongs to our multitenant organization.'],
    ['groups that can hold roles', ofPolicy({ roleEnabledGroupSyncInbound: { isSyncAllowed: true } }), 'sync of groups that can hold roles was switched on', 'Groups that can hold roles may be synchronised in.'],
    ['an app of another cloud', ofPolicy({ externalCloudAuthorizedApplicationId: 'a1b2c3d4-0000-4abc-8def-00000000000c' }), 'app of another cloud that synchronises was switched on', 'An app of another cloud may synchronise their users in.'],
    ['what nobody knows', (partner) => Object.assign(partner, { heardOfByNobody: { on: 1 } }), 'a setting I do not know: heardOfByNobody changed', 'What it opens I do not know'],
  ])('%s', async (_, change, title, words) => {
    edit(change);
    const said = await found();
    expect(said).toContain(`Not through me: ${title}`);
    expect(said).toContain(words);
  }); // prettier-ignore

  test('and compared by its meaning', async () => {
    const [one, two] = [
      { target: 'a1b2c3d4-0000-4abc-8def-00000000000a', targetType: 'user' },
      { target: 'a1b2c3d4-0000-4abc-8def-00000000000b', targetType: 'group' },
    ];
    const reach = (...targets: readonly object[]) => ({ usersAndGroups: { accessType: 'blocked', targets } });
    edit((partner) => (partner.b2bDirectConnectOutbound = reach(one, two)));
    await found();
    edit((partner) => (partner.b2bDirectConnectOutbound = { ...reach(two, one), applications: null }));
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} open`]);
  });
});

describe('what was changed is taken back', () => {
  test('exactly as it was', async () => {
    const before = structuredClone(story.partner(fabrikam.tenantId));
    edit((partner) => {
      partner.inboundTrust = { isMfaAccepted: null, isCompliantDeviceAccepted: true, isHybridAzureADJoinedDeviceAccepted: true };
      partner.b2bCollaborationInbound = ALL;
    }); // prettier-ignore
    await found();
    await revert();
    expect(sent()).toEqual({ inboundTrust: before?.inboundTrust, b2bCollaborationInbound: null });
    expect(story.partner(fabrikam.tenantId)).toEqual(before);
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} reverted`]);
  });

  test('with all its settings where the partner was removed', async () => {
    const before = structuredClone(story.partner(fabrikam.tenantId));
    story.graph.tenant.partners.delete(fabrikam.tenantId);
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} open`]);
    await revert();
    expect(story.partner(fabrikam.tenantId)).toEqual(before);
  });

  test('but for what Graph lets no app set, of which it is said so', async () => {
    edit((partner) => (partner.isServiceProvider = true));
    await found();
    const { text } = await story.press('ada', onlyAlert(story), 'Revert');
    expect(text).toContain('Graph lets no app set that');
    expect(story.writes()).toEqual([]);
  });
});
