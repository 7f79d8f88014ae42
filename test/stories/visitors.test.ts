import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { onlyAlert } from '../support/alerts.ts';
import { postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, Story } from '../support/story.ts';

const { fabrikam } = organizations;
const SECRET = 'Pat Doe';

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 3 * 60_000 });
  for (const n of [1, 2, 3]) {
    const id = `7f0c1f7e-0000-4000-8000-00000000000${n}`;
    story.graph.tenant.users.set(id, {
      id,
      displayName: `${SECRET} ${n}`,
      userPrincipalName: `pat${n}_fabrikam.com#EXT#@woodgrove.com`,
      userType: n === 3 ? 'Guest' : 'Member',
      accountEnabled: true,
      creationType: 'Invitation',
      mail: `pat${n}@${fabrikam.defaultDomainName}`,
      createdDateTime: '2026-01-05T09:00:00Z',
    });
  }
});
afterEach(() => story.end());

describe('reach', () => {
  test('says how many of a partner are here, and names nobody, neither on the card nor in the log', async () => {
    const card = await story.ask('dana', 'reach fabrikam.com');
    expect(story.words(card)).toMatch(/Synchronised users\s+2/);
    expect(story.words(card)).toMatch(/Guests\s+1/);
    expect(story.words(card)).toContain('An estimate');
    for (const text of [JSON.stringify(card.cards), JSON.stringify(story.log)]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('pat1');
    }
  });

  test('says what it may not read, and all the rest', async () => {
    story.graph.tenant.appPermissions.delete('AuditLog.Read.All');
    const words = story.words(await story.ask('dana', 'reach fabrikam.com'));
    expect(words).toContain('I may not read it: grant AuditLog.Read.All');
    expect(words).toMatch(/Synchronised users\s+2/);
  });

  test('says what Entra itself counts where the app is granted that, and nothing of it elsewhere', async () => {
    expect(story.words(await story.ask('dana', 'reach fabrikam.com'))).not.toContain('by its own count');
    story.graph.tenant.appPermissions.add('TenantGovernance-RelatedTenant.Read.All');
    story.graph.tenant.relatedTenants.set(fabrikam.tenantId, {
      b2BRegistrationMetrics: { recent: { inboundTotalUsers: 1_204, watermarkDateTime: '2026-01-05T09:00:00Z' } },
      b2BSignInActivityMetrics: null,
    });
    await story.restart();
    const words = story.words(await story.ask('dana', 'reach fabrikam.com'));
    expect(words).toMatch(/Guests, by its own count\s+1204/);
    expect(words).toMatch(/Active in a month\s+It does not say/);
  });

  test('is for whoever may read, and knows no stranger', async () => {
    expect(story.words(await story.ask('eli', 'reach fabrikam.com'))).not.toContain('Synchronised users');
    expect(story.words(await story.ask('dana', 'reach nobody.example'))).toContain('nobody.example');
  });
});

describe('a card that opens or closes', () => {
  const HERE = '2 synced users are here already; none holds a directory role.';
  const counts = () => story.graph.requests.filter(({ path }) => /v1.0\/(users|groups)$/.test(path)).length;

  test('says who is here already, also after a restart, and says the same when it has ended', async () => {
    const card = await story.ask('ada', 'disable sync for contoso.com');
    expect(story.words(card)).toContain('No synced users are here yet.');
    const opening = await story.ask('ada', 'enable sync for fabrikam.com');
    expect(story.words(opening)).toContain(HERE);
    expect(JSON.stringify(opening.cards)).not.toContain(SECRET);
    story.graph.tenant.users.clear();
    story.graph.clearRequests();
    await story.restart();
    await story.press('ada', opening, 'Cancel');
    await story.seen(opening, 'Cancelled');
    expect(story.words(opening)).toContain('2 synced users; none holds a directory role');
    expect(counts()).toBe(0);
  });

  test.each([
    ['of many', 'disable sync for fabrikam.com, contoso.com', HERE],
    ['of a freeze', 'freeze all because of an incident', HERE],
    ['of what applies by default', 'trust mfa by default', HERE],
    ['of the template', 'disable sync in template', HERE],
    ['of one of many, where nobody is', 'disable sync for relecloud.com, contoso.com', 'No synced users are here yet.'],
  ])('says so %s, with no more requests', async (_, line, said) => {
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    story.graph.clearRequests();
    const card = await story.ask('ada', line);
    expect(story.words(card)).toContain(said);
    expect(counts()).toBe(2);
  });

  test('says so where the bot closes at an end by itself', async () => {
    await story.change('ada', 'enable sync for fabrikam.com for 5 days');
    story.graph.clearRequests();
    await story.later(5 * 24 * 60 + 1);
    const closing = () =>
      story.teams.messages.find(
        (one) => story.words(one).includes('end date that was decided with') && story.words(one).includes('Applied'),
      );
    await story.until(() => closing() !== undefined, 'closed');
    expect(story.words(closing() ?? story.last)).toContain('2 synced users; none holds a directory role');
    expect(counts()).toBe(2);
  });

  test('says what it takes where the app may not look, and can be confirmed all the same', async () => {
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /v1.0\/users$/ });
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    expect(story.words(card)).toContain('I may not read who is here already: grant User.Read.All.');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('waits for it no longer than a moment', async () => {
    story.graph.fail({ kind: 'hang-before', path: /v1.0\/groups$/ });
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    expect(story.words(card)).toContain('Who is here already could not be read.');
  });

  test('says so also where somebody else opened it: the alarm does not wait, its next drawing tells', async () => {
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    await story.watch();
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.watch();
    const alarm = await story
      .until(() => postsIn(story, SECURITY).length > 0, 'the alarm')
      .then(() => onlyAlert(story));
    expect(story.words(alarm)).not.toContain('synced users');
    expect(counts()).toBe(2);
    await story.later(4);
    await story.seen(alarm, 'Eli Novak');
    expect(story.words(alarm)).toContain(HERE);
    expect(counts()).toBe(2);
  });

  test('counts nobody for a new name, nor where it is asked who is meant', async () => {
    await story.ask('ada', 'rename sync policy for contoso.com to "Other"');
    await story.ask('ada', 'enable sync for nobody.example');
    expect(counts()).toBe(0);
  });
});
