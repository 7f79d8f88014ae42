import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { templateRecord } from '../../src/simulator/audit-log/audit-log.ts';
import { expectAlerts, onlyAlert } from '../support/alerts.ts';
import { SECURITY, subscribe } from '../support/channel.ts';
import { organizations, people, Story } from '../support/story.ts';

const HOME = organizations.woodgrove.tenantId;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 0, approvals: 'self' });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
});
afterEach(() => story.end());

async function found(): Promise<string> {
  await story.watch();
  await expectAlerts(story, [`${HOME} open`]);
  return story.words(onlyAlert(story));
}

async function reverted(): Promise<void> {
  const card = await story.pressForCard('ada', onlyAlert(story), 'Revert');
  expect(story.words(card)).toContain('Change settings of the whole tenant');
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  await story.watch();
  await expectAlerts(story, [`${HOME} reverted`]);
  await story.later(30);
  expect(JSON.stringify(story.log)).not.toContain('misuse.');
}

describe('what is of the tenant as a whole is watched', () => {
  test('with which other clouds it works, which is taken back', async () => {
    await story.watch();
    story.graph.tenant.allowedCloudEndpoints = ['microsoftonline.us'];
    const said = await found();
    expect(said).toContain('Not through me: use of other clouds was opened wider');
    expect(said).toContain('High risk');
    expect(said).toContain('none → US Government');
    await reverted();
    expect(story.writes()).toEqual(['PATCH crossTenantAccessPolicy']);
    expect(story.graph.tenant.allowedCloudEndpoints).toEqual([]);
  });

  test('and what the templates would open, which is taken back to just what was', async () => {
    const { partnerTemplate, identitySyncTemplate } = story.graph.tenant;
    partnerTemplate.inboundTrust = {
      isMfaAccepted: false,
      isCompliantDeviceAccepted: true,
      isHybridAzureADJoinedDeviceAccepted: null,
    };
    identitySyncTemplate.userSyncInbound = { isSyncAllowed: false };
    await story.watch();
    const before = structuredClone({ partnerTemplate, identitySyncTemplate });
    partnerTemplate.inboundTrust = { ...partnerTemplate.inboundTrust, isMfaAccepted: true };
    partnerTemplate.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
    partnerTemplate.templateApplicationLevel = 'newPartners';
    identitySyncTemplate.userSyncInbound = { isSyncAllowed: true };
    const said = await found();
    expect(said).toContain('Not through me: trust of their MFA in the template was switched on');
    expect(said).toContain('Tenants that join our multitenant organization may synchronise users in.');
    expect(said).toContain('Whom the template for partners applies to');
    await reverted();
    const levels = ['existingPartners,newPartners', 'newPartners,existingPartners'];
    expect(levels).toContain(partnerTemplate.templateApplicationLevel);
    expect({ partnerTemplate, identitySyncTemplate }).toEqual({
      ...before,
      partnerTemplate: {
        ...before.partnerTemplate,
        templateApplicationLevel: partnerTemplate.templateApplicationLevel,
      },
    });
  });

  test('and who changed the template for partners is named, by the records that the log has of it', async () => {
    await story.watch();
    const { id, displayName, userPrincipalName } = people.eli;
    const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
    const { partnerTemplate, auditRecords } = story.graph.tenant;
    partnerTemplate.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
    const activity = 'Update a multitenant org partner configuration template';
    auditRecords.push(templateRecord(activity, actor, new Date(story.now())));
    await found();
    await story.seen(onlyAlert(story), 'Eli Novak');
    expect(story.words(onlyAlert(story))).toContain('Probably by');
  });

  test('and what Graph adds to them, by its name', async () => {
    await story.watch();
    Object.assign(story.graph.tenant.identitySyncTemplate, { heardOfByNobody: true });
    expect(await found()).toContain(
      'Not through me: a setting I do not know: heardOfByNobody in the template for sync changed',
    );
    const { text } = await story.press('ada', onlyAlert(story), 'Revert');
    expect(text).toContain('Graph lets no app set that');
  });
});

test('what the bot itself makes of the template is how it should be from then on', async () => {
  await story.watch();
  const changed = await story.change('ada', 'disable sync in template');
  await story.watch();
  const back = await story.pressForCard('ada', changed, 'Undo');
  await story.press('ada', back, 'Confirm');
  await story.seen(back, 'Applied');
  await story.watch();
  await story.change('ada', 'reset template');
  await story.watch();
  await expectAlerts(story, []);
  story.graph.tenant.identitySyncTemplate.userSyncInbound = { isSyncAllowed: true };
  await found();
});

test.each(['hang-after', 'hang-before'] as const)('nor is what it was writing when it died (%s)', async (kind) => {
  await story.watch();
  const card = await story.ask('ada', 'reset template');
  story.graph.fail({ kind, method: 'POST', path: /resetToDefaultSettings$/, times: 1 });
  const click = story.press('ada', card, 'Confirm').catch(() => undefined);
  await story.until(() => story.writes().length === 1, 'the write');
  await story.stop(0);
  await click;
  await story.start();
  await story.later(1);
  await story.seen(card, kind === 'hang-after' ? 'Applied' : 'Not applied');
  await story.watch();
  await expectAlerts(story, []);
});

test('what may not be read is said once, and hides nothing else; what was changed meanwhile is found as soon as it may', async () => {
  const { appPermissions } = story.graph.tenant;
  const taken = ['MultiTenantOrganization.Read.All', 'MultiTenantOrganization.ReadWrite.All'].filter((one) =>
    appPermissions.delete(one),
  );
  Object.assign(story.graph.tenant.identitySyncTemplate, { heardOfByNobody: true });
  await story.watch();
  const shown = story.words(await story.ask('dana', 'show defaults'));
  expect(shown).toContain('I could not read the template for partners of our multitenant organization');
  for (const permission of taken) appPermissions.add(permission);
  await story.watch();
  for (const permission of taken) appPermissions.delete(permission);
  story.graph.tenant.partnerTemplate.inboundTrust = {
    isMfaAccepted: true,
    isCompliantDeviceAccepted: null,
    isHybridAzureADJoinedDeviceAccepted: null,
  };
  await story.watch();
  await expectAlerts(story, []);
  const said = story.log.filter((line) => JSON.stringify(line).includes('watch.partUnread'));
  expect(said).toHaveLength(2);
  expect(JSON.stringify(said)).toContain('multiTenantOrganizationIdentitySynchronization');
  for (const permission of taken) appPermissions.add(permission);
  expect(await found()).toContain('trust of their MFA in the template was switched on');
});

describe('until when what applies to all may stay', () => {
  const acceptedFor = async (days: number): Promise<string> => {
    await found();
    const drift = /D-[0-9A-Z]{8}/.exec(story.words(onlyAlert(story)))?.[0] ?? 'no id';
    return story.words(await story.ask('ada', `accept drift ${drift} for ${days} days because agreed`));
  };
  type Tenant = Story['graph']['tenant'];
  test.each<readonly [string, (tenant: Tenant) => void]>([
    [
      'automatic redemption by default',
      ({ defaultConfiguration: defaults }) => {
        defaults.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: false };
      },
    ],
    [
      'use of other clouds',
      (tenant) => {
        tenant.allowedCloudEndpoints = ['microsoftonline.us'];
      },
    ],
    [
      'trust in the template',
      ({ partnerTemplate }) => {
        const trust = { isCompliantDeviceAccepted: null, isHybridAzureADJoinedDeviceAccepted: null };
        partnerTemplate.inboundTrust = { ...trust, isMfaAccepted: true };
      },
    ],
    [
      'sync in the template',
      ({ identitySyncTemplate }) => {
        identitySyncTemplate.userSyncInbound = { isSyncAllowed: true };
      },
    ],
  ])('%s is a drift again when its time is over, and people are asked', async (_, open) => {
    story.graph.tenant.identitySyncTemplate.userSyncInbound = { isSyncAllowed: false };
    await story.watch();
    open(story.graph.tenant);
    expect(await acceptedFor(3)).toContain('On that day I ask again about: ');
    await expectAlerts(story, [`${HOME} accepted`]);
    await story.later(3 * 24 * 60 + 1);
    await expectAlerts(story, [`${HOME} accepted`, `${HOME} open`]);
  });

  test('inbound trust by default has one, at which it is closed', async () => {
    const { defaultConfiguration: defaults } = story.graph.tenant;
    const trust = { isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
    defaults.inboundTrust = { ...trust, isMfaAccepted: false };
    await story.watch();
    defaults.inboundTrust = { ...trust, isMfaAccepted: true };
    expect(await acceptedFor(3)).toContain('Accepted');
    await story.later(3 * 24 * 60 + 1);
    await story.until(() => defaults.inboundTrust?.isMfaAccepted === false, 'closed');
  });
});
