import { afterEach, describe, expect, test } from 'vitest';
import type { User } from '../../src/simulator/tenant.ts';
import { expectAlerts, onlyAlert } from '../support/alerts.ts';
import { titlesOf } from '../support/cards.ts';
import { inThread, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

const ENABLE = 'enable sync for fabrikam.com because Falcon starts';
const refusedAsGuest = () =>
  story.teams.messages.some((message) => story.words(message).includes('Guests cannot use me'));

/** What tells an account that another organisation brought, each of type `Member`. */
const WAYS: readonly [string, Partial<User>][] = [
  ['synced in', { creationType: 'Invitation', externalUserState: 'Accepted' }],
  ['synced in, known by how it was made only', { creationType: 'Invitation' }],
  ['signed up', { creationType: 'SelfServiceSignUp' }],
  ['invited, and nobody has come yet', { externalUserState: 'PendingAcceptance' }],
  ['named so', { userPrincipalName: 'ben.haddad_fabrikam.com#EXT#@woodgrove.onmicrosoft.com' }],
  ...['fabrikam.com', 'fabrikam.onmicrosoft.com', 'nobody.example', 'ExternalAzureAD', null].map(
    (issuer): [string, Partial<User>] => [
      `with an identity of ${issuer ?? 'nobody'}`,
      { identities: [{ signInType: 'federated', issuer, issuerAssignedId: null }] },
    ],
  ),
];
const become = (who: Who, shown: Partial<User>) => {
  const user = story.graph.tenant.users.get(people[who].id);
  if (user !== undefined) story.graph.tenant.users.set(user.id, { ...user, ...shown });
};

describe('an account that another organisation brought', () => {
  test.each(WAYS)('is a guest’s although Entra calls it a member: %s', async (_, shown) => {
    story = await Story.begin();
    become('ben', shown);
    for (const line of [ENABLE, 'list partners', 'whoami']) {
      const answer = await story.ask('ben', line);
      expect(story.words(answer)).toContain('Guests cannot use me');
      expect(titlesOf(answer.cards[0])).toEqual([]);
    }
    await story.restart({ allowGuests: true });
    expect(titlesOf((await story.ask('ben', ENABLE)).cards[0])).toContain('Confirm');
  });

  test('may not confirm what it asked for as a member', async () => {
    story = await Story.begin();
    const card = await story.ask('ada', ENABLE);
    become('ada', { creationType: 'Invitation' });
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Guests cannot use me');
    expect(story.writes()).toEqual([]);
  });

  test('approves nothing, and is not counted among those who could', async () => {
    story = await Story.begin({ approvals: 'second-person' });
    await subscribe(story, 'ada', 'send approvals here', SECURITY);
    await story.say('ada', ENABLE);
    const cards = () => story.teams.messages.filter(({ cards }) => titlesOf(cards.at(-1)).includes('Approve'));
    await story.until(() => cards().length > 0, 'the card to approve');
    become('ben', { creationType: 'Invitation' });
    const [card] = cards();
    if (card === undefined) throw new Error('no card');
    const answer = await story.press('ben', card, 'Approve', inThread(story, card));
    await story.until(() => refusedAsGuest() || answer.text.includes('Guests cannot use me'), 'the refusal');
    expect(story.writes()).toEqual([]);
    expect(titlesOf(card.cards.at(-1))).toContain('Approve');
    expect(story.words(await story.ask('ada', 'disable sync for contoso.com because of Eagle'))).toContain(
      'Nobody could approve that now',
    );
  });

  test('decides on no drift', async () => {
    story = await Story.begin();
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    await story.watch();
    story.elsewhere('eli', organizations.fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.watch();
    await expectAlerts(story, [`${organizations.fabrikam.tenantId} open`]);
    become('ben', { creationType: 'Invitation' });
    const alert = onlyAlert(story);
    const answer = await story.typeAndPress('ben', alert, 'It is ours', 'Accept', inThread(story, alert));
    await story.until(() => refusedAsGuest() || answer.text.includes('Guests cannot use me'), 'the refusal');
    await expectAlerts(story, [`${organizations.fabrikam.tenantId} open`]);
  });
});

test('a member whose identity another domain of this organisation issued may, and it is asked for once an hour', async () => {
  story = await Story.begin();
  become('ada', {
    identities: [{ signInType: 'userPrincipalName', issuer: 'woodgrove.onmicrosoft.com', issuerAssignedId: null }],
  });
  const looked = () => story.graph.requests.filter(({ path }) => path.includes('woodgrove.onmicrosoft.com')).length;
  await story.change('ada', ENABLE);
  expect(looked()).toBe(1);
});

test('where nobody can say whose domain issued an identity, the person is refused in words', async () => {
  story = await Story.begin();
  become('ada', {
    identities: [{ signInType: 'userPrincipalName', issuer: 'woodgrove.onmicrosoft.com', issuerAssignedId: null }],
  });
  story.graph.fail({ kind: 'status', status: 500, path: /findTenantInformationByDomainName/ });
  const answer = await story.ask('ada', ENABLE);
  expect(story.words(answer)).toMatch(/could not check your role/i);
  expect(titlesOf(answer.cards[0])).toEqual([]);
});
