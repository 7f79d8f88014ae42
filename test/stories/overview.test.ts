import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { tenantIdOf } from '../builders.ts';
import { organizations, people, Story } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const { fabrikam, contoso, northwindTraders } = organizations;
const overview = async (line = 'overview') => story.words(await story.ask('dana', line));

/** Everybody who may sync users here is shut out past the bot, but for these. */
function shutAllBut(...open: readonly string[]): void {
  for (const { tenantId, identitySynchronization: policy } of story.graph.tenant.partners.values()) {
    if (policy?.userSyncInbound?.isSyncAllowed !== true || open.includes(tenantId)) continue;
    story.elsewhere('eli', tenantId, (partner) => {
      if (partner.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: false };
    });
  }
}

describe('overview', () => {
  test('says how many partners stand how, in numbers and a chart with bars where there is none', async () => {
    const answer = await story.ask('dana', 'overview');
    expect(story.words(answer).split('\n').slice(0, 9)).toEqual([
      '▲ 6 of 14 partners may sync users here',
      '▲ Open to an unknown tenant: 1',
      '▲ Open: 5',
      '▼ Closed: 5',
      '○ No sync policy: 3',
      '██░░░░░░ ▲ Open to an unknown tenant',
      '████████ ▲ Open',
      '████████ ▼ Closed',
      '█████░░░ ○ No sync policy',
    ]);
    expect(answer.cards[0]).toMatchObject({
      body: [
        { style: 'attention' },
        {
          type: 'Chart.HorizontalBar.Stacked',
          data: [
            { data: [{ value: 1, color: 'attention' }, { value: 5, color: 'warning' }, { value: 5 }, { value: 3 }] },
          ],
        },
        { type: 'Container' },
        { type: 'Container' },
        { type: 'Container' },
        { type: 'Container' },
        { type: 'Container' },
        // What there is no room for at first sight unfolds.
        { type: 'ActionSet' },
        {},
      ],
    });
    // Of what is open for as long, nobody's name is the worst.
    expect(story.words(answer)).toMatch(/Open longest\nName not known · \w{8}, for longer than I know/);
  });

  test('asks Graph for the list of partners and the role alone, once names are known', async () => {
    await overview();
    story.graph.clearRequests();
    await overview();
    const paths = story.graph.requests.map(({ path }) => path.replace(/^\/(v1\.0|beta)\//, ''));
    expect(paths.filter((path) => !/^(users|roleManagement|groups)\//.test(path))).toEqual([
      'policies/crossTenantAccessPolicy/partners',
    ]);
  });

  test('shows what has been open for longest first, and since when as far as anything tells', async () => {
    await story.watch();
    shutAllBut(contoso.tenantId);
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.later(180);
    story.elsewhere('eli', northwindTraders.tenantId, (partner) => {
      partner.identitySynchronization = {
        displayName: 'Northwind',
        userSyncInbound: { isSyncAllowed: true },
        groupSyncInbound: null,
      };
    });
    await story.watch();
    const words = await overview();
    const [first, second, third] = words.slice(words.indexOf('Open longest')).split('\n').slice(1);
    expect(first).toBe(`contoso.com · ${contoso.tenantId.slice(0, 8)}, for longer than I know`);
    expect(second).toBe(`fabrikam.com · ${fabrikam.tenantId.slice(0, 8)}, opened 3 hours ago`);
    expect(third).toMatch(/^northwindtraders\.com · \w{8}, opened just now$/);
    // Nobody knows whom it lets in: however short it is open.
    const { id, displayName, userPrincipalName } = people.eli;
    const eli = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
    const like = story.graph.tenant.partners.get(contoso.tenantId);
    story.graph.act(eli, tenantIdOf(999), () => like && { ...structuredClone(like), tenantId: tenantIdOf(999) });
    await story.watch();
    const now = await overview();
    expect(now.slice(now.indexOf('Open longest')).split('\n')[1]).toMatch(/^Name not known · \w{8}, opened just now$/);
  });

  test('says what others changed, what waits, what was done, and who hears', async () => {
    const atFirst = await overview();
    expect(atFirst).toContain('Nothing waits for a decision.');
    expect(atFirst).toContain('No channel hears of drift');
    await story.watch();
    await story.ask('ada', 'notify here', { conversation: story.conversation('channel', '19:a@thread.tacv2') });
    await story.ask('ada', 'enable sync for fabrikam.com');
    story.elsewhere('eli', contoso.tenantId, (partner) => {
      if (partner.identitySynchronization) partner.identitySynchronization.displayName = 'Other';
    });
    const before = story.teams.messages.length;
    await story.watch();
    await story.until(() => story.teams.messages.length > before, 'the card of the drift');
    const asked = await story.ask('dana', 'overview');
    const words = story.words(asked);
    expect(words).toContain('Changes not through me\n1 change.');
    expect(words).toContain('Waits for somebody\n1 change, no review.');
    expect(words).toMatch(/Last changes\n.*fabrikam\.com · \w{8}: .*asked just now/);
    expect(words).toContain('changes: 1, drift: 1, approvals: 1, evidence: 0.');
    expect(titlesOf(asked.cards[0])).toEqual(
      expect.arrayContaining(['List partners', 'List drift', 'List changes', 'Show history', 'List subscriptions']),
    );
  });

  test('is what “status” means, and takes a role that may look', async () => {
    expect(await overview('status')).toContain('partners may sync users here');
    expect(story.words(await story.ask('eli', 'overview'))).toContain('Security Reader');
  });
});

test('who says hello gets a place to begin, and in other words a change still has a card of its own', async () => {
  const hello = await story.ask('ada', 'Hello!');
  expect(story.words(hello)).toContain('Hello, I am Bridgekeeper');
  expect((await story.press('ada', hello, 'List partners')).text).toContain('14 partners');
  const asked = await story.ask('ada', 'turn on sync for fabrikam.com');
  expect(titlesOf(asked.cards[0])).toContain('Confirm');
  expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
  expect(story.words(await story.ask('ada', 'thanks'))).toContain('decide nothing');
  expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
});
