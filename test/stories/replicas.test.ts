import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Partner } from '../../src/simulator/graph.ts';
import { expectAlerts, seenIn } from '../support/alerts.ts';
import { SECURITY, subscribe } from '../support/channel.ts';
import { randomOf } from '../support/random.ts';
import { organizations, Story } from '../support/story.ts';

/** Whatever somebody changes, and in whatever rhythm replicas of Graph come to know of it: one change is one alert. */

const { fabrikam, contoso, northwindTraders } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 24 * 60 * 60_000 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
});
afterEach(() => story.end());

const eli = { user: { id: '0', displayName: 'Eli', userPrincipalName: 'eli@x.example' }, ipAddress: '203.0.113.7' };
type Edit = (partner: Partner | undefined) => Partner | undefined;
const policy = (isSyncAllowed: boolean | null, displayName = 'Fabrikam') => ({
  displayName,
  userSyncInbound: { isSyncAllowed },
  groupSyncInbound: null,
});
const edited =
  (edit: (partner: Partner) => void): Edit =>
  (partner) => {
    if (partner === undefined) throw new Error('no partner');
    edit(partner);
    return partner;
  };

const CHANGES: Readonly<Record<string, readonly [tenantId: string, Edit]>> = {
  'switched on': [fabrikam.tenantId, edited((partner) => (partner.identitySynchronization = policy(true)))],
  'switched off': [contoso.tenantId, edited((partner) => (partner.identitySynchronization = policy(false, 'Contoso')))],
  'a policy deleted': [contoso.tenantId, edited((partner) => (partner.identitySynchronization = null))],
  'a policy created': [
    northwindTraders.tenantId,
    edited((partner) => (partner.identitySynchronization = policy(true, 'Northwind'))),
  ],
  'a partner removed': [contoso.tenantId, () => undefined],
};

/** Which of the requests that follow are answered as before. */
const RHYTHMS: Readonly<Record<string, (request: number, look: number) => boolean>> = {
  'the first looks': (_, look) => look < 2,
  'two looks after two': (_, look) => look % 4 < 2,
  'every other request': (request) => request % 2 === 0,
  'requests at random': (
    (random) => () =>
      random(2) === 0
  )(randomOf(7)),
};

/** From now on, requests are answered with the one or the other. */
function replicas(tenantId: string, before: Partner | undefined, isOld: (request: number, look: number) => boolean) {
  const { partners } = story.graph.tenant;
  const live = new Map(partners);
  const old = new Map(partners);
  if (before === undefined) old.delete(tenantId);
  else old.set(tenantId, before);
  const { requests } = story.graph;
  const [first, firstLook] = [requests.length, looks()];
  const shown = () => (isOld(requests.length - first, looks() - firstLook) ? old : live);
  partners.get = (id) => shown().get(id);
  partners.keys = () => shown().keys();
  return (): void => {
    partners.get = (id) => live.get(id);
    partners.keys = () => live.keys();
  };
}
const looks = (): number => story.graph.requests.filter(({ path }) => path.endsWith('/partners')).length;

describe.each(Object.entries(CHANGES))('%s', (_, [tenantId, edit]) => {
  test.each(Object.entries(RHYTHMS))('is told once where as before are: %s', async (rhythm, isOld) => {
    const before = structuredClone(story.graph.tenant.partners.get(tenantId));
    story.graph.act(eli, tenantId, edit);
    const settle = replicas(tenantId, before, isOld);
    for (let watches = 0; watches < 6; watches += 1) await story.watch();
    settle();
    for (let watches = 0; watches < 3; watches += 1) await story.watch();
    expect(seenIn(story).length, rhythm).toBe(1);
    await expectAlerts(story, [`${tenantId} open`]);
  });
});
