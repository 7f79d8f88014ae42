import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPartner } from '../../src/simulator/tenant.ts';
import { Story, organizations } from '../support/story.ts';

const { fabrikam, contoso, relecloud, northwindTraders } = organizations;
const MFA = { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };

let story: Story;
beforeEach(async () => (story = await Story.begin()));
afterEach(() => story.end());

const sent = (): unknown => story.graph.requests.findLast(({ method }) => method === 'PATCH')?.body;
const asked = async (line: string): Promise<string> => story.words(await story.ask('dana', line));

describe('trust', () => {
  test.each<[string, object]>([
    ['trust compliant devices', { ...MFA, isCompliantDeviceAccepted: true }],
    ['trust hybrid devices', { ...MFA, isHybridAzureADJoinedDeviceAccepted: true }],
    ['stop trusting mfa', { ...MFA, isMfaAccepted: false }],
  ])('%s: all that is trusted is sent, and nothing else', async (line, inboundTrust) => {
    await story.change('ada', `${line} from fabrikam.com`);
    expect(story.writes()).toEqual([`PATCH partners/${fabrikam.tenantId}`]);
    expect(sent()).toEqual({ inboundTrust });
    expect(story.partner(fabrikam.tenantId)?.inboundTrust).toEqual(inboundTrust);
  });

  test('of a stranger adds them as a partner first, and can be undone', async () => {
    const card = await story.ask('ada', 'trust mfa from relecloud.com because of the project');
    const words = story.words(card);
    expect(words).toContain('Change inbound trust');
    expect(words).toContain('MFA that their users did in their own tenant counts here.');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toEqual(['POST partners', `PATCH partners/${relecloud.tenantId}`]);
    expect(story.partner(relecloud.tenantId)?.inboundTrust?.isMfaAccepted).toBe(true);
  });

  test('begun for a partner, keeps what the default trusts, and shows it', async () => {
    await story.change('ada', 'trust compliant devices by default');
    const card = await story.ask('ada', 'trust mfa from northwindtraders.com');
    // What the default says is what was so until then.
    expect(story.words(card)).toContain('Trust of their MFA: off (by default) → on');
    expect(story.words(card)).toContain('Trust of their compliant devices\non (by default)\non');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(sent()).toEqual({
      inboundTrust: {
        isMfaAccepted: true,
        isCompliantDeviceAccepted: true,
        isHybridAzureADJoinedDeviceAccepted: false,
      },
    });
  });

  test('is undone as it was', async () => {
    const before = structuredClone(story.partner(fabrikam.tenantId));
    const card = await story.change('ada', 'trust hybrid devices from fabrikam.com');
    const back = await story.pressForCard('ada', card, 'Undo');
    await story.press('ada', back, 'Confirm');
    await story.seen(back, 'Applied');
    expect(story.partner(fabrikam.tenantId)).toEqual(before);
  });

  test('is refused where it is so already', async () => {
    expect(story.words(await story.ask('ada', 'trust mfa from fabrikam.com'))).toContain(
      'Trust of their MFA is already on',
    );
    expect(story.words(await story.ask('ada', 'stop trusting mfa from relecloud.com'))).toContain(
      'That is not a partner',
    );
  });

  test('opens, as approvals mean it, and takes a second person', async () => {
    await story.restart({ approvals: 'risk' });
    const opening = await story.ask('ada', 'trust mfa from northwindtraders.com', { in: 'group' });
    expect(story.words(opening)).toMatch(/second person|another|Nobody/i);
    const closing = await story.ask('ada', 'stop trusting mfa from fabrikam.com');
    await story.press('ada', closing, 'Confirm');
    await story.seen(closing, 'Applied');
  });
});

describe('what is shown', () => {
  test('of a partner has a fold for each kind, with what applies and where it comes from', async () => {
    const words = await asked('show fabrikam.com');
    expect(words).toContain('B2B collaboration, inbound\nall users, all applications (by default)');
    expect(words).toContain('Trust of their MFA\non (default: off)');
    expect(words).toContain('Trust of their compliant devices\noff');
    expect(words).toContain('Tenant restrictions\nby default');
    const partner = story.partner(fabrikam.tenantId);
    if (partner) partner.isServiceProvider = true;
    expect(await asked('show fabrikam.com')).toContain('Service provider\non');
  });

  test('of the default is all that applies where a partner sets nothing', async () => {
    const words = await asked('show defaults');
    expect(words).toContain('The default for all partners');
    expect(words).toContain('B2B collaboration, inbound\nall users, all applications');
    expect(words).toContain('Trust of their MFA\noff');
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['trust on', ['Fabrikam', 'Contoso'], ['Northwind']],
    ['trust off', ['Northwind'], ['Fabrikam']],
    ['guests unrestricted', ['Fabrikam'], ['Northwind']],
    ['guests restricted', ['Northwind'], ['Fabrikam']],
    ['redemption on', ['Contoso'], ['Fabrikam']],
    ['redemption off', ['Fabrikam'], ['Contoso']],
    ['connect on', ['Contoso'], ['Fabrikam']],
    ['direct connect off', ['Fabrikam'], ['Contoso']],
    ['service provider on', ['Northwind'], ['Fabrikam']],
    ['guests outbound restricted', ['Contoso'], ['Fabrikam']],
  ])('of partners are those with %s', async (filter, has, lacks) => {
    const part = (accessType: string) => ({ accessType, targets: [{ target: 'AllUsers', targetType: 'user' }] });
    const own = (tenantId: string) => {
      const partner = story.partner(tenantId) ?? newPartner(tenantId);
      return partner;
    };
    for (const tenantId of [...story.graph.tenant.partners.keys()]) {
      if (![fabrikam, contoso, northwindTraders].some((one) => one.tenantId === tenantId)) {
        story.graph.tenant.partners.delete(tenantId);
      }
    }
    own(northwindTraders.tenantId).b2bCollaborationInbound = { usersAndGroups: part('blocked') };
    own(contoso.tenantId).b2bDirectConnectInbound = { usersAndGroups: part('allowed') };
    own(northwindTraders.tenantId).isServiceProvider = true;
    own(contoso.tenantId).b2bCollaborationOutbound = { usersAndGroups: part('blocked') };
    const words = await asked(`list partners with ${filter}`);
    for (const name of has) expect(words).toContain(name);
    for (const name of lacks) expect(words).not.toContain(name);
  });

  test('of partners is nothing where the defaults that it hangs on cannot be read', async () => {
    story.graph.fail({ kind: 'status', status: 500, method: 'GET', path: /default$/ });
    expect(await asked('list partners with trust on')).not.toContain('Fabrikam');
    expect(await asked('list partners')).toContain('Fabrikam');
  });
});
