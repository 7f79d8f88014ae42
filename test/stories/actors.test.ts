import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Partner } from '../../src/simulator/graph.ts';
import { alertsIn, expectAlerts, onlyAlert } from '../support/alerts.ts';
import { at, AUDIT, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

const { fabrikam, contoso } = organizations;
const NOBODY_ELSE = /\n(?:By|Last by|One of|Probably by|The rest by)\n/g;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 0 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
});
afterEach(() => story.end());

const edit = (who: Who, change: (partner: Partner) => void): void => {
  story.elsewhere(who, fabrikam.tenantId, change);
};
const redeem = (partner: Partner): void => {
  partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
};
const openB2b = (partner: Partner): void => {
  partner.b2bCollaborationInbound = [{ accessType: 1 }];
};
/** As before again, without a record of that. */
const withoutB2b = (): void => {
  const partner = story.partner(fabrikam.tenantId);
  if (partner) partner.b2bCollaborationInbound = null;
};
const rename = (partner: Partner): void => {
  if (partner.identitySynchronization) partner.identitySynchronization.displayName = 'Renamed';
};

/** What the card of the one drift says, once it says this. */
async function card(text: string): Promise<string> {
  await story.watch();
  await expectAlerts(story, [`${fabrikam.tenantId} open`]);
  await story.seen(onlyAlert(story), text);
  return story.words(onlyAlert(story));
}

type Row = (typeof story.graph.tenant.auditRecords)[number];
/** The log has it otherwise. */
function rewrite(change: (record: Row) => Row): void {
  const records = story.graph.tenant.auditRecords;
  records.splice(0, Infinity, ...records.map(change));
}
const json = (value: unknown): string => JSON.stringify(value);
const quoted = (value: unknown): string => json(json(value));
const values = (before: unknown, after: unknown) => ({
  oldValue: before === null ? null : quoted(before),
  newValue: quoted(after),
});
const detail = (before: unknown, after: unknown) => ({ displayName: 'PartnerPolicyDetail', ...values(before, after) });
const PATH = 'CrossTenantAccessPolicyConfigurationPartner.AutomaticUserConsentSettings.InboundAllowed';
const CONSENT = 'automaticUserConsentSettings';
const LIST = 'Included Updated Properties';
const withoutProperties = (record: Row): Row => ({
  ...record,
  targetResources: [{ modifiedProperties: [{ displayName: 'tenantId', newValue: JSON.stringify(fabrikam.tenantId) }] }],
});

describe('whoever made a drift is named', () => {
  test.each([
    ['before', [openB2b, redeem]],
    ['after', [redeem, openB2b]],
  ] as const)('each with their own where somebody changed another setting right %s', async (_, steps) => {
    for (const step of steps) {
      edit(step === redeem ? 'eli' : 'ben', step);
      story.passUnnoticed(0.002);
    }
    await card('Eli Novak (');
    const shown = await card('Ben Haddad (');
    expect(shown).toMatch(/\nEli Novak.*: changed Automatic redemption, inbound/);
    expect(shown).toMatch(/\nBen Haddad.*: changed B2B collaboration, inbound/);
    expect(shown.match(NOBODY_ELSE)).toHaveLength(2);
  });

  test.each<readonly [string, (before: unknown, after: unknown) => readonly object[]]>([
    ['all settings, before and after', (before, after) => [detail({ a: before, b: 1 }, { a: after, b: 1 })]],
    ['in quotes three times', (before, after) => [{ ...detail(before, after), newValue: quoted(quoted(after)) }]],
    ['in no quotes', (before, after) => [{ ...detail(before, after), oldValue: json(before), newValue: json(after) }]],
    ['as objects', (before, after) => [{ displayName: 'PartnerPolicyDetail', oldValue: before, newValue: after }]],
    ['in a list', (before, after) => [detail([before], [after])]],
    ['by a path', () => [{ displayName: PATH, oldValue: '"False"', newValue: '"True"' }]],
    ['in capitals', (before, after) => [{ ...detail(before, after), displayName: ' PARTNERPOLICYDETAIL' }]],
    ['beside one without a name', (before, after) => [{ displayName: null, newValue: '"x"' }, detail(before, after)]],
    ['beside names alone', (before, after) => [{ displayName: LIST, newValue: '"x"' }, detail(before, after)]],
    ['with nothing before', () => [{ displayName: CONSENT, ...values(null, { inboundAllowed: true }) }]],
  ])('also where the record has it %s', async (_, properties) => {
    edit('eli', redeem);
    story.passUnnoticed(0.002);
    edit('ben', openB2b);
    withoutB2b();
    const [before, after] = [{ inboundAllowed: false }, { inboundAllowed: true }];
    const about = { displayName: 'PartnerIdentifier', ...values(null, fabrikam.tenantId) };
    const named = (one: unknown) => ({ automaticUserConsentSettings: one });
    const other = { displayName: 'b2bCollaborationInbound', ...values([{ accessType: 2 }], [{ accessType: 1 }]) };
    rewrite((record) => {
      const isEli = JSON.stringify(record.initiatedBy).includes('Eli');
      return {
        ...record,
        targetResources: [
          { displayName: null, modifiedProperties: [about] },
          { displayName: null, modifiedProperties: isEli ? properties(named(before), named(after)) : [other] },
        ],
      };
    });
    expect(await card('Eli Novak (')).not.toContain('Ben Haddad');
  });

  test.each([
    ['the partner', () => undefined, redeem],
    [
      'the sync policy',
      (partner: Partner | undefined) => partner && { ...partner, identitySynchronization: null },
      ({ identitySynchronization: policy }: Partner) => {
        if (policy) policy.userSyncInbound = { isSyncAllowed: true };
      },
    ],
  ])('also where they made %s anew, which somebody else had taken away', async (_, takeAway, open) => {
    const was = structuredClone(story.partner(fabrikam.tenantId));
    story.graph.act({ user: people.ben, ipAddress: '203.0.113.7' }, fabrikam.tenantId, takeAway);
    story.passUnnoticed(0.002);
    story.graph.act({ user: people.eli, ipAddress: '203.0.113.7' }, fabrikam.tenantId, () => {
      const anew = structuredClone(was);
      if (anew !== undefined) open(anew);
      return anew;
    });
    expect(await card('Eli Novak (')).not.toContain('Ben Haddad');
  });

  test('for each of two partners whom one person changed', async () => {
    edit('eli', redeem);
    story.elsewhere('eli', contoso.tenantId, (partner) => {
      if (partner.identitySynchronization) partner.identitySynchronization.displayName = 'Renamed';
    });
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} open`, `${contoso.tenantId} open`]);
    for (const alert of alertsIn(story)) await story.seen(alert, 'By\nEli Novak');
  });

  test('by what they sign in with where the record has no name, and by their home’s id where that has none', async () => {
    edit('eli', redeem);
    const user = {
      id: null,
      displayName: null,
      userPrincipalName: 'mallory@x.example',
      homeTenantId: contoso.tenantId,
    };
    rewrite((record) => ({ ...record, initiatedBy: { app: null, user } }));
    expect(await card('By\n')).toContain(`mallory@x.example, of ${contoso.tenantId}`);
  });

  test('and nobody whose record has no initiator', async () => {
    edit('eli', redeem);
    rewrite((record) => ({ ...record, initiatedBy: { app: null, user: null } }));
    await story.later(5);
    expect(await card('not known yet')).not.toContain('somebody without a name');
  });

  test('together with everybody else who had a part in it, each with what they did', async () => {
    edit('eli', redeem);
    story.passUnnoticed(0.002);
    edit('dana', rename);
    const shown = await card('Dana Reyes');
    await story.seen(onlyAlert(story), 'Automatic redemption, inbound');
    expect(shown).toMatch(/Eli Novak \([^)]+\).*: changed Automatic redemption, inbound/);
    expect(shown).toMatch(/Dana Reyes \([^)]+\).*: changed Policy name/);
    expect(shown).not.toContain('One of');
  });

  test('as one of several where the records do not tell, and never as the one', async () => {
    edit('eli', redeem);
    story.passUnnoticed(0.002);
    edit('ben', openB2b);
    rewrite(withoutProperties);
    const shown = await card('One of');
    expect(shown).toMatch(/One of\nEli Novak.*does not say/);
    expect(shown).toMatch(/One of\nBen Haddad.*does not say/);
    expect(shown).not.toMatch(/\nBy\n/);
  });

  test('alone once a late record tells, in the place of those who were only possible', async () => {
    edit('ben', openB2b);
    withoutB2b();
    edit('eli', redeem);
    const [vague, late] = story.graph.tenant.auditRecords.splice(0);
    if (vague === undefined || late === undefined) throw new Error('two records');
    story.graph.tenant.auditRecords.push(withoutProperties(vague));
    await card('Probably by\nBen Haddad');
    story.graph.tenant.auditRecords.push(late);
    await story.seen(onlyAlert(story), 'By\nEli Novak');
    expect(story.words(onlyAlert(story))).not.toContain('Ben Haddad');
  });

  test('and nobody whose record is about another partner and only speaks of this one', async () => {
    edit('eli', redeem);
    const speaking = {
      displayName: 'b2bCollaborationInbound',
      oldValue: null,
      newValue: JSON.stringify(fabrikam.tenantId),
    };
    const [own] = story.graph.tenant.auditRecords;
    if (own === undefined) throw new Error('a record');
    story.graph.tenant.auditRecords.push({
      ...own,
      id: 'about-contoso',
      initiatedBy: { app: null, user: { displayName: 'Mallory' } },
      targetResources: [
        { modifiedProperties: [{ displayName: 'tenantId', newValue: JSON.stringify(contoso.tenantId) }, speaking] },
      ],
    });
    expect(await card('Eli Novak (')).not.toContain('Mallory');
  });

  test('with the sign-in name and the home that is another organisation, beside a namesake', async () => {
    edit('eli', redeem);
    const user = {
      id: '00000000-0000-4000-8000-0000000000ee',
      displayName: people.ada.displayName,
      userPrincipalName: 'ada2@tailspin.example',
      ipAddress: '40.126.32.99',
      homeTenantId: 'e0000000-0000-4000-8000-000000000004',
      homeTenantName: 'Tailspin Toys',
    };
    rewrite((record) => ({ ...record, initiatedBy: { app: null, user } }));
    const shown = await card('By\n');
    await story.seen(onlyAlert(story), 'ada2@tailspin.example');
    expect(story.words(onlyAlert(story))).toContain(
      `${people.ada.displayName} (ada2@tailspin.example), of Tailspin Toys`,
    );
    expect(shown).toContain('it may be that of a service of Microsoft’s');
  });

  test.each([
    [{ appId: 'a1b2', displayName: 'Ada Lindqvist', servicePrincipalId: null }, 'the app Ada Lindqvist (a1b2)'],
    [{ appId: null, displayName: 'Terraform', servicePrincipalId: null }, 'the app Terraform (id not known)'],
    [{ appId: 'a1b2', displayName: null, servicePrincipalId: null }, 'the app without a name (a1b2)'],
  ])('as an app where it is one, whatever it is called: %o', async (app, expected) => {
    edit('eli', redeem);
    rewrite((record) => ({ ...record, initiatedBy: { user: null, app } }));
    expect(await card(expected)).toContain(expected);
  });
});

describe('an address is shown', () => {
  test('in full to an administrator alone, and to nobody else', async () => {
    await story.ask('ada', 'notify here about drift', at(story, 'channel', AUDIT));
    edit('eli', redeem);
    const shown = await card('Eli Novak (');
    expect(shown).toContain('203.0.…');
    expect(shown).not.toContain('203.0.113.7');
    expect(story.words(await story.ask('ada', 'list drift'))).toContain('203.0.113.7');
    expect(story.words(await story.ask('ada', 'check now'))).toContain('203.0.113.7');
    for (const [who, where] of [
      ['dana', {}],
      ['ada', at(story, 'channel', AUDIT)],
      ['ada', at(story, 'group', '19:group@thread.v2')],
    ] as const) {
      const list = story.words(await story.ask(who, 'list drift', where));
      expect(list).toContain('203.0.…');
      expect(list).not.toContain('203.0.113.7');
    }
  });
});
