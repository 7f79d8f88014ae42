import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { templateRecord, type TemplateActivity } from '../../src/simulator/audit-log/audit-log.ts';
import { alertsIn, expectAlerts, onlyAlert } from '../support/alerts.ts';
import { postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

const HOME = organizations.woodgrove.tenantId;
const DEFAULT = /default$/;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 0 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
});
afterEach(() => story.end());

const NOTHING = { isMfaAccepted: false, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
const trustAll = (): void => {
  story.graph.tenant.defaultConfiguration.inboundTrust = { ...NOTHING, isMfaAccepted: true };
};
async function found(): Promise<string> {
  await story.watch();
  await expectAlerts(story, [`${HOME} open`]);
  return story.words(onlyAlert(story));
}

describe('what applies by default is watched', () => {
  test('and told as such', async () => {
    trustAll();
    const said = await found();
    expect(said).toContain('Not through me: in the default, trust of their MFA was switched on');
    expect(said).toContain('High risk');
    expect(said).toContain('Trust of their MFA: off → on');
    await story.watch();
    await expectAlerts(story, [`${HOME} open`]);
  });

  const recorded = (who: Who): void => {
    const { id, displayName, userPrincipalName } = people[who];
    const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
    const activity = 'Update the company default cross-tenant access setting';
    story.graph.tenant.auditRecords.push(templateRecord(activity, actor, new Date(story.now())));
  };

  test('and who did it is named, by records of the default alone', async () => {
    trustAll();
    recorded('eli');
    story.elsewhere('ben', organizations.contoso.tenantId, (partner) => (partner.isServiceProvider = true));
    await story.watch();
    await story.until(() => alertsIn(story).length === 2, 'both alarms');
    const alarm = alertsIn(story).find((one) => story.words(one).includes('in the default')) ?? story.last;
    await story.seen(alarm, 'Eli Novak');
    expect(story.words(alarm)).toContain('Probably by');
    expect(story.words(alarm)).not.toContain('Ben');
  });

  test('and of two who may have done it nobody is named alone', async () => {
    trustAll();
    recorded('eli');
    recorded('dana');
    await found();
    await story.seen(onlyAlert(story), 'Eli Novak');
    expect(story.words(onlyAlert(story))).toContain('One of');
    expect(story.words(onlyAlert(story))).toContain('Dana');
  });

  test('and what is not set any more is called off, as it was', async () => {
    const { defaultConfiguration } = story.graph.tenant;
    defaultConfiguration.inboundTrust = { ...NOTHING, isMfaAccepted: null };
    const said = await found();
    expect(said).toContain('in the default, trust of their MFA is not set any more, which means off as before');
    expect(said).not.toContain('High risk');
  });

  describe('what is changed and changed back between two looks', () => {
    const ACTIVITY = 'Update the company default cross-tenant access setting';
    const properties = (isOn: boolean) => [
      {
        displayName: 'inboundTrust',
        oldValue: JSON.stringify({ isMfaAccepted: !isOn }),
        newValue: JSON.stringify({ isMfaAccepted: isOn }),
      },
    ];
    const tells = (who: Who, modifiedProperties: readonly object[], activity: TemplateActivity = ACTIVITY): void => {
      const { id, displayName, userPrincipalName } = people[who];
      const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
      const record = templateRecord(activity, actor, new Date(story.now()));
      const targetResources = modifiedProperties.length === 0 ? [] : [{ displayName: null, modifiedProperties }];
      story.graph.tenant.auditRecords.push({ ...record, targetResources });
      story.passUnnoticed(1);
    };
    const posts = () => postsIn(story, SECURITY).filter((post) => /between two checks|back as/.test(story.words(post)));
    const minutes = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) {
        await story.later(1);
        await story.watch();
      }
    };
    const told = async (): Promise<string> => {
      for (let n = 0; n < 30 && posts().length === 0; n += 1) await minutes(1);
      const [only] = posts();
      expect(posts()).toHaveLength(1);
      return only === undefined ? '' : story.words(only);
    };
    beforeEach(async () => {
      await story.watch();
      story.passUnnoticed(1);
    });

    test('is told with what it was, and by whom', async () => {
      tells('eli', properties(true));
      tells('dana', properties(false));
      const said = await told();
      expect(said).toContain('between two checks: Trust of their MFA by default');
      expect(said).toContain('from any partner');
      expect(said).toMatch(/From\nEli Novak \([^)]+\)/);
      expect(said).toMatch(/Until\nDana Reyes \([^)]+\)/);
      await minutes(5);
      expect(posts()).toHaveLength(1);
      await expectAlerts(story, []);
    });

    test('is told also where the records do not say what', async () => {
      tells('eli', [], 'Update a multitenant org partner configuration template');
      tells('eli', [], 'Update a multitenant org partner configuration template');
      const said = await told();
      expect(said).toContain('What applies by default, or in a template');
      expect(said).toContain('The record does not tell to what.');
    });

    test('and no record that stands alone, or of what a look has found', async () => {
      tells('eli', []);
      await minutes(3);
      story.passUnnoticed(40);
      trustAll();
      tells('eli', []);
      tells('eli', []);
      await story.watch();
      await expectAlerts(story, [`${HOME} open`]);
      await minutes(8);
      expect(posts()).toEqual([]);
    });
  });

  test('and is no partner in any list', async () => {
    expect(story.words(await story.ask('dana', 'list partners'))).not.toContain('Woodgrove');
    const look = story.words(await story.ask('dana', 'check now'));
    expect(look).toContain(String(story.graph.tenant.partners.size));
  });

  test('also from a store that began before it was', async () => {
    await story.restart();
    await story.watch();
    await expectAlerts(story, []);
  });

  test('and that it cannot be read hides nothing else', async () => {
    const mend = story.graph.fail({ kind: 'status', status: 500, method: 'GET', path: DEFAULT });
    trustAll();
    story.graph.tenant.partners.delete(organizations.contoso.tenantId);
    await story.watch();
    await expectAlerts(story, [`${organizations.contoso.tenantId} open`]);
    mend();
    await story.watch();
    await expectAlerts(story, [`${organizations.contoso.tenantId} open`, `${HOME} open`]);
  });
});

describe('what was changed in the default', () => {
  test('is taken back exactly as it was, and that is nobody else’s doing', async () => {
    const before = structuredClone(story.graph.tenant.defaultConfiguration);
    trustAll();
    story.graph.tenant.defaultConfiguration.b2bDirectConnectInbound = null;
    await found();
    const card = await story.pressForCard('ada', onlyAlert(story), 'Revert');
    expect(story.words(card)).toContain('Change the default for all partners');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toEqual(['PATCH default']);
    const { inboundTrust, b2bDirectConnectInbound } = before;
    expect(story.graph.requests.findLast(({ method }) => method === 'PATCH')?.body).toEqual({
      inboundTrust,
      b2bDirectConnectInbound,
    });
    await story.watch();
    await expectAlerts(story, [`${HOME} reverted`]);
    await story.later(30);
    expect(JSON.stringify(story.log)).not.toContain('misuse.');
  });

  test('is accepted as a drift of a partner is', async () => {
    trustAll();
    await found();
    await story.typeAndPress('ada', onlyAlert(story), 'agreed', 'Accept');
    await expectAlerts(story, [`${HOME} accepted`]);
    await story.watch();
    await expectAlerts(story, [`${HOME} accepted`]);
  });
});

describe('what is trusted by default', () => {
  const trusted = (): unknown => story.graph.tenant.defaultConfiguration.inboundTrust;

  test.each([
    ['mfa', { isMfaAccepted: true }],
    ['compliant devices', { isCompliantDeviceAccepted: true }],
    ['hybrid devices', { isHybridAzureADJoinedDeviceAccepted: true }],
  ])('of %s can be changed, undone and stopped, and is nobody else’s doing', async (what, set) => {
    const card = await story.change('ada', `trust ${what} by default because of the merger`);
    expect(story.words(card)).toContain('Change the default for all partners');
    expect(story.words(card)).toContain('May have opened more');
    expect(story.writes()).toEqual(['PATCH default']);
    expect(trusted()).toEqual({ ...NOTHING, ...set });
    expect(story.words(await story.ask('ada', `trust ${what} by default`))).toContain('is already on');
    const back = await story.pressForCard('ada', card, 'Undo');
    await story.press('ada', back, 'Confirm');
    await story.seen(back, 'Applied');
    expect(trusted()).toEqual(NOTHING);
    await story.change('ada', `trust ${what} by default`);
    const stopped = await story.change('ada', `stop trusting ${what} by default`);
    expect(story.words(stopped)).not.toContain('opened');
    expect(trusted()).toEqual(NOTHING);
    await story.watch();
    await story.later(30);
    await expectAlerts(story, []);
    expect(JSON.stringify(story.log)).not.toContain('misuse.');
  });

  test('takes a second person, as every opening does where the rule says so', async () => {
    await story.restart({ approvals: 'risk' });
    const card = await story.ask('ada', 'trust mfa by default');
    expect(story.words(card)).toContain('Nobody else would see that here');
    expect(story.writes()).toEqual([]);
  });
});
