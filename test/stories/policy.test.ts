import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ASKED_BY } from '../../src/domain/known-error.ts';
import { newPartner } from '../../src/simulator/tenant.ts';
import { titlesOf, wordsOf } from '../support/cards.ts';
import { organizations, Story } from '../support/story.ts';

const { fabrikam, contoso, margiesTravel, northwindTraders, proseware, relecloud, wideWorldImporters } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const policyOf = (tenantId: string) => story.partner(tenantId)?.identitySynchronization;
const sent = (method: string) => story.graph.requests.filter((request) => request.method === method).at(-1)?.body;
const POLICY = (tenantId: string) => `partners/${tenantId}/identitySynchronization`;

describe('the sync policy', () => {
  test('create sync policy: by PUT, switched off', async () => {
    const card = await story.change('ada', 'create sync policy for northwindtraders.com');
    expect(story.words(card)).toContain('Create sync policy, switched off');
    expect(story.writes()).toEqual([`PUT ${POLICY(northwindTraders.tenantId)}`]);
    expect(policyOf(northwindTraders.tenantId)).toMatchObject({ userSyncInbound: { isSyncAllowed: false } });
  });

  test('rename sync policy: PATCH with the name alone', async () => {
    await story.change('ada', 'rename sync policy for fabrikam.com to "Fabrikam Residences (EU)"');
    expect(sent('PATCH')).toEqual({ displayName: 'Fabrikam Residences (EU)' });
    expect(policyOf(fabrikam.tenantId)?.displayName).toBe('Fabrikam Residences (EU)');
    const shown = await story.ask('ada', 'show fabrikam.com');
    expect(story.words(shown)).toContain('is not the organisation’s');
  });

  test('delete sync policy: DELETE, and the partner stays', async () => {
    const card = await story.change('ada', 'delete sync policy for contoso.com because the project has ended');
    expect(story.writes()).toEqual([`DELETE ${POLICY(contoso.tenantId)}`]);
    expect(policyOf(contoso.tenantId)).toBeNull();
    expect(story.words(card)).toContain('Users who are already synchronised stay.');
  });

  test('enable and disable group sync: by beta, and only the group setting', async () => {
    await story.change('ada', 'enable group sync for fabrikam.com');
    expect(sent('PATCH')).toEqual({ groupSyncInbound: { isSyncAllowed: true } });
    expect(policyOf(fabrikam.tenantId)?.groupSyncInbound?.isSyncAllowed).toBe(true);
    await story.change('ada', 'disable group sync for wideworldimporters.com');
    expect(policyOf(wideWorldImporters.tenantId)?.groupSyncInbound?.isSyncAllowed).toBe(false);
    expect(policyOf(wideWorldImporters.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
  });
});

test('group sync that goes or comes with the policy is on the card', async () => {
  const deleted = await story.change('ada', 'delete sync policy for wideworldimporters.com');
  expect(story.words(deleted)).toContain('Group sync\non\noff (no policy)');
  story.graph.tenant.deletedSyncPolicies.clear();
  const anew = await story.pressForCard('ada', deleted, 'Undo');
  expect(story.words(anew)).toContain('Group sync\noff (no policy)\non');
  await story.press('ada', anew, 'Confirm');
  await story.seen(anew, 'Applied');
  expect(policyOf(wideWorldImporters.tenantId)?.groupSyncInbound?.isSyncAllowed).toBe(true);
});

test('group sync of a policy that somebody deleted while it was written is not said to be as asked', async () => {
  const card = await story.ask('ada', 'enable group sync for fabrikam.com');
  // The check before the write reads once; every reading after it fails.
  const read = { method: 'GET', path: /identitySynchronization$/ } as const;
  story.graph.fail({ ...read, kind: 'slow', delayMs: 0, times: 1 });
  const mend = story.graph.fail({ ...read, kind: 'status', status: 500 });
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'I do not know yet');
  const partner = story.partner(fabrikam.tenantId);
  if (partner) partner.identitySynchronization = null;
  mend();
  await story.later(0.1);
  await story.later(4);
  await story.seen(card, 'A person must look');
});

describe('the partner', () => {
  test('add partner: POST with the tenant id alone', async () => {
    await story.change('ada', 'add partner relecloud.com');
    expect(story.writes()).toEqual(['POST partners']);
    expect(sent('POST')).toEqual({ tenantId: relecloud.tenantId });
  });

  test('remove partner: the policy first, then the partner; the card lists both and warns', async () => {
    const card = await story.ask('ada', 'remove partner contoso.com');
    expect(story.words(card)).toContain('In 2 steps\n1. Delete its sync policy.\n2. Remove the partner');
    expect(story.words(card)).toContain('trust of their MFA and devices as well. Undo sets that again.');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toEqual([`DELETE ${POLICY(contoso.tenantId)}`, `DELETE partners/${contoso.tenantId}`]);
    expect(story.partner(contoso.tenantId)).toBeUndefined();
  });

  test('remove partner names the other settings that go with it, and is stale when one of them was changed', async () => {
    expect(story.words(await story.ask('ada', `remove partner ${northwindTraders.tenantId}`))).toContain(
      'It set nothing of its own for B2B collaboration',
    );
    const card = await story.ask('ada', 'remove partner Fabrikam');
    const trust = story.partner(fabrikam.tenantId)?.inboundTrust;
    if (trust) trust.isMfaAccepted = false;
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Trust of their MFA');
    expect(story.writes()).toEqual([]);
  });

  test.each([
    ['from', { inboundAllowed: true, outboundAllowed: null }],
    ['to', { inboundAllowed: false, outboundAllowed: true }],
  ])('enable auto redemption %s: both halves are sent, and nothing else', async (direction, consent) => {
    await story.change('ada', `enable auto redemption ${direction} fabrikam.com`);
    expect(sent('PATCH')).toEqual({ automaticUserConsentSettings: consent });
    expect(story.partner(fabrikam.tenantId)?.inboundTrust?.isMfaAccepted).toBe(true);
  });

  test('disable auto redemption', async () => {
    await story.change('ada', 'disable auto redemption from contoso.com');
    expect(story.partner(contoso.tenantId)?.automaticUserConsentSettings?.inboundAllowed).toBe(false);
  });

  test('find tenant: name, domain, id, and whether it is a partner', async () => {
    const words = story.words(await story.ask('dana', 'find tenant relecloud.com'));
    expect(words).toContain('This organisation is not a partner');
    expect(words).toContain(relecloud.tenantId);
    expect(story.words(await story.ask('dana', `find tenant ${contoso.tenantId}`))).toContain('is a partner');
  });
});

describe('deleted policies', () => {
  test('list, show, restore: the policy comes back as it was', async () => {
    await story.change('ada', 'delete sync policy for contoso.com');
    expect(story.words(await story.ask('dana', 'list deleted'))).toContain('30 days left');
    const shown = story.words(await story.ask('dana', 'show deleted contoso.com'));
    expect(shown).toContain('Deleted sync policy');
    expect(shown).toContain(`restore sync policy for ${contoso.tenantId}`);
    const card = await story.change('ada', 'restore sync policy for contoso.com');
    expect(story.words(card)).toContain('Restore sync policy, with user sync on');
    expect(policyOf(contoso.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
  });

  test('restore brings the partner back first, where it is gone', async () => {
    await story.change('ada', 'remove partner contoso.com');
    const writes = story.writes().length;
    await story.change('ada', `restore sync policy for ${contoso.tenantId}`);
    expect(story.writes().slice(writes)).toEqual([
      `POST deletedItems/crossTenantPartners/${contoso.tenantId}/restore`,
      `POST deletedItems/crossTenantSyncPolicyPartners/${contoso.tenantId}/restore`,
    ]);
    expect(story.partner(contoso.tenantId)?.automaticUserConsentSettings?.inboundAllowed).toBe(true);
    expect(policyOf(contoso.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
  });

  test('purge: only after the last four characters were typed, and never by the partner’s path', async () => {
    await story.change('ada', 'delete sync policy for contoso.com');
    const card = await story.ask('ada', 'purge sync policy for contoso.com');
    const writes = story.writes().length;
    for (const typed of ['', 'abcd', contoso.tenantId]) {
      const answer = await story.typeAndPress('ada', card, typed, 'Confirm');
      expect(answer.text).toContain('Type the last four characters');
    }
    expect((await story.press('ada', card, 'Confirm')).text).toContain('Type the last four characters');
    expect(story.writes()).toHaveLength(writes);
    await story.typeAndPress('ada', card, ` ${contoso.tenantId.slice(-4).toUpperCase()} `, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes().slice(writes)).toEqual([
      `DELETE deletedItems/crossTenantSyncPolicyPartners/${contoso.tenantId}`,
    ]);
    expect(story.words(await story.ask('dana', 'show deleted contoso.com'))).toContain('No deleted sync policy');
  });

  test.each(['restore', 'purge'])('%s is stale when another policy was deleted in its place', async (verb) => {
    const { deletedSyncPolicies } = story.graph.tenant;
    const { tenantId } = proseware;
    const userSync = (isSyncAllowed: boolean, deletedDateTime: string) => ({
      item: { displayName: 'Proseware', userSyncInbound: { isSyncAllowed }, groupSyncInbound: null },
      deletedDateTime,
    });
    const [first = '', second = ''] = [5, 3].map((days) => new Date(Date.now() - days * 86_400_000).toISOString());
    deletedSyncPolicies.set(tenantId, userSync(false, first));
    const card = await story.ask('ada', `${verb} sync policy for proseware.com`);
    deletedSyncPolicies.set(tenantId, userSync(true, second));
    await story.typeAndPress('ada', card, tenantId.slice(-4), 'Confirm');
    await story.seen(card, 'Out of date');
    expect(story.words(card)).toContain('Sync policy deleted on');
    expect(story.writes()).toEqual([]);
  });

  test('a tenant that Entra no longer knows can be purged, and not be restored', async () => {
    story.graph.tenant.world.delete(margiesTravel.tenantId);
    const restore = await story.ask('ada', `restore sync policy for ${margiesTravel.tenantId}`);
    expect(story.words(restore)).toContain('There is no such tenant');
    const card = await story.ask('ada', `purge sync policy for ${margiesTravel.tenantId}`);
    await story.typeAndPress('ada', card, margiesTravel.tenantId.slice(-4), 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.graph.tenant.deletedSyncPolicies.has(margiesTravel.tenantId)).toBe(false);
  });

  test('a 403 there is explained as Microsoft’s contradiction, and is no fault of the bot', async () => {
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /deletedItems/ });
    const words = story.words(await story.ask('dana', 'list deleted'));
    expect(words).toContain('Microsoft’s pages contradict each other');
    expect(words).toContain('https://learn.microsoft.com/graph/api/resources/policydeletableitem');
  });
});

describe('the template', () => {
  test('show, enable, disable, reset', async () => {
    await story.change('ada', 'disable sync in template');
    expect(story.words(await story.ask('dana', 'show template'))).toContain('The template forbids user sync');
    await story.change('ada', 'enable sync in template because the merger');
    expect(sent('PATCH')).toEqual({ userSyncInbound: { isSyncAllowed: true } });
    const card = await story.change('ada', 'reset template');
    expect(story.words(card)).toContain('not set: every tenant keeps its own');
    expect(story.writes().at(-1)).toMatch(/resetToDefaultSettings$/);
    expect(story.words(await story.ask('ada', 'reset template'))).toContain('The template already says nothing');
  });

  test('that says nothing of user sync is reset where it does not apply to all', async () => {
    const { identitySyncTemplate: template } = story.graph.tenant;
    Object.assign(template, { userSyncInbound: null, templateApplicationLevel: 'newPartners' });
    story.graph.fail({ kind: 'status', status: 400, code: 'badRequest', path: /resetToDefault/, times: 1 });
    const refused = await story.change('ada', 'reset template', 'Not applied');
    expect(story.words(refused)).toContain('tenants that are no partner yet');
    const card = await story.change('ada', 'reset template');
    expect(story.words(card)).toContain('all tenants that join');
    expect(template.templateApplicationLevel).toBe('newPartners,existingPartners');
    // To whom it applied cannot be set again.
    expect(titlesOf(card.cards.at(-1))).toEqual([]);
  });
});

describe('undo', () => {
  test.each([
    ['enable sync for fabrikam.com', 'Disable user sync'],
    ['enable sync for northwindtraders.com', 'Delete sync policy'],
    ['enable sync for relecloud.com', 'Remove partner'],
    ['disable auto redemption from contoso.com', 'Change automatic redemption'],
    ['rename sync policy for fabrikam.com to Other', 'Rename sync policy'],
    ['delete sync policy for contoso.com', 'Restore sync policy'],
    ['remove partner contoso.com', 'Restore sync policy'],
    ['enable group sync for fabrikam.com', 'Disable group sync'],
    ['disable sync in template', 'template'],
  ])('of "%s" is an ordinary change: %s', async (line, title) => {
    const before = structuredClone(story.graph.tenant.partners);
    const card = await story.change('ada', line);
    expect(titlesOf(card.cards.at(-1))[0]).toBe('Undo');
    const last = await story.pressForCard('ada', card, 'Undo');
    expect(story.words(last)).toContain(title);
    await story.press('ada', last, 'Confirm');
    await story.seen(last, 'Applied');
    // A group setting cannot be taken away again; what never was is off.
    if (!line.includes('group')) expect(story.graph.tenant.partners).toEqual(before);
  });

  test('is refused once the settings are no longer as the change left them', async () => {
    const card = await story.change('ada', 'enable sync for fabrikam.com');
    const policy = policyOf(fabrikam.tenantId);
    if (policy) policy.displayName = 'Somebody else was here';
    const answer = await story.press('ada', card, 'Undo');
    // Said in answer to the click, or beside the card where that took too long.
    await story.until(() => `${answer.text} ${story.words(story.last)}`.includes('That can no longer be undone'));
  });

  test('of an added partner is refused once somebody gave it settings that would go with it; other undoing is not', async () => {
    const added = await story.change('ada', 'add partner relecloud.com');
    const enabled = await story.change('ada', 'enable sync for fabrikam.com');
    for (const { tenantId } of [relecloud, fabrikam]) {
      const partner = story.partner(tenantId);
      if (partner) {
        partner.inboundTrust = {
          isMfaAccepted: true,
          isCompliantDeviceAccepted: true,
          isHybridAzureADJoinedDeviceAccepted: true,
        };
      }
    }
    const answer = await story.press('ada', added, 'Undo');
    await story.until(() => `${answer.text} ${story.words(story.last)}`.includes('That can no longer be undone'));
    const undone = await story.pressForCard('ada', enabled, 'Undo');
    await story.press('ada', undone, 'Confirm');
    await story.seen(undone, 'Applied');
  });

  test('takes an id, too, and asks the role of whoever types it', async () => {
    const card = await story.change('ada', 'enable sync for fabrikam.com');
    const id = /C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? '';
    expect(story.words(await story.ask('dana', `undo ${id}`))).toContain('You need the role Security Administrator');
    expect(story.words(await story.ask('dana', `show change "${id}"`))).toContain('Enable user sync: Applied');
    const undo = await story.ask('ada', `undo ${id.toLowerCase()}, because it was the wrong partner`);
    expect(story.words(undo)).toContain('Disable user sync');
    expect(story.words(undo)).toContain('it was the wrong partner');
    expect(story.words(await story.ask('ada', 'undo C-00000000'))).toContain('I do not know this change');
  });

  test('of a purge puts the policy back among the deleted ones', async () => {
    await story.change('ada', 'delete sync policy for contoso.com');
    const card = await story.ask('ada', 'purge sync policy for contoso.com');
    await story.typeAndPress('ada', card, contoso.tenantId.slice(-4), 'Confirm');
    await story.seen(card, 'Applied');
    const next = await story.pressForCard('ada', card, 'Undo');
    await story.press('ada', next, 'Confirm');
    await story.seen(next, 'Applied');
    expect(story.words(next)).not.toContain('Something else');
    expect(story.words(await story.ask('dana', 'show deleted contoso.com'))).toContain('Deleted sync policy');
  });
});

test('undoing a purge says that group sync does not come back', async () => {
  await story.change('ada', 'delete sync policy for wideworldimporters.com');
  const purge = await story.ask('ada', 'purge sync policy for wideworldimporters.com');
  await story.typeAndPress('ada', purge, wideWorldImporters.tenantId.slice(-4), 'Confirm');
  await story.seen(purge, 'Applied');
  expect(story.words(await story.pressForCard('ada', purge, 'Undo'))).toContain('Its group sync is lost');
});

describe('Graph that shows late what it said to be done', () => {
  test.each([404, 403])(
    'a first step that is not seen yet is never told to be nothing: the second meets %d',
    async (status) => {
      await story.end();
      story = await Story.begin({ readLagMs: 20_000 });
      story.graph.fail({
        kind: 'status',
        status,
        code: 'Request_ResourceNotFound',
        method: 'PUT',
        times: status === 404 ? 1 : 9,
      });
      const outcome = status === 404 ? 'Applied' : 'Partly applied';
      const card = await story.change('ada', 'enable sync for relecloud.com', outcome);
      const seen = card.cards.map((shown) => wordsOf(shown)).join();
      expect(seen).not.toContain('Nothing was changed.');
      expect(story.writes().filter((write) => write === 'POST partners')).toHaveLength(1);
      if (status === 403) expect(titlesOf(card.cards.at(-1))).toEqual(['Continue change', 'Undo']);
    },
  );
});

describe('Graph that shows a part of a restore late: the partner as it was, and its deleted settings gone', () => {
  const RESTORE = { method: 'POST', path: /crossTenantSyncPolicyPartners.*restore/ } as const;
  beforeEach(async () => {
    await story.end();
    story = await Story.begin({ readLagMs: 20_000 });
  });

  test('is not taken for somebody else’s work', async () => {
    const card = await story.change('ada', 'restore sync policy for proseware.com');
    expect(card.cards.map((shown) => wordsOf(shown)).join()).not.toContain('A person must look');
  });

  test('nor where the answer was lost', async () => {
    story.graph.fail({ ...RESTORE, kind: 'reset-after', times: 1 });
    await story.change('ada', 'restore sync policy for proseware.com');
    expect(story.writes()).toHaveLength(1);
  });

  test('nor in the way of the second step', async () => {
    story.graph.fail({ ...RESTORE, kind: 'status', status: 404, code: 'Request_ResourceNotFound', times: 1 });
    await story.change('ada', 'restore sync policy for margiestravel.com');
    expect(policyOf(margiesTravel.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
  });

  test('a second step that is refused leaves the first one done', async () => {
    story.graph.fail({ ...RESTORE, kind: 'status', status: 403, code: 'Authorization_RequestDenied' });
    const card = await story.change('ada', 'restore sync policy for margiestravel.com', 'Partly applied');
    expect(story.words(card)).toContain('Done: Restore the deleted partner');
    expect(titlesOf(card.cards.at(-1))).toEqual(['Continue change', 'Undo']);
  });
});

describe('deleted settings that may not be seen', () => {
  beforeEach(() => {
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /deletedItems/ });
  });

  test('do not stand in the way of undoing a deletion: the policy is made anew', async () => {
    const card = await story.change('ada', 'delete sync policy for contoso.com');
    const next = await story.pressForCard('ada', card, 'Undo');
    await story.press('ada', next, 'Confirm');
    await story.seen(next, 'Applied');
    expect(policyOf(contoso.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
  });

  test('stop a restore and a purge: what cannot be read is not allowed', async () => {
    for (const line of ['restore sync policy for contoso.com', 'purge sync policy for contoso.com']) {
      expect(story.words(await story.ask('ada', line))).toContain('Nothing has changed.');
    }
  });
});

test('a partner called by its name is known with its group sync', async () => {
  const card = await story.ask('ada', 'disable group sync for Wide World Importers');
  expect(story.words(card)).toContain('Disable group sync');
  expect(story.words(card)).toContain('Group sync\non\noff');
  expect(story.words(await story.ask('dana', 'show Wide World Importers'))).toContain('Group sync\non');
});

test('undoing the undoing of a purge is a purge, and asks for what a purge asks for', async () => {
  await story.change('ada', 'delete sync policy for contoso.com');
  const purge = await story.ask('ada', 'purge sync policy for contoso.com');
  await story.typeAndPress('ada', purge, contoso.tenantId.slice(-4), 'Confirm');
  await story.seen(purge, 'Applied');
  const back = await story.pressForCard('ada', purge, 'Undo');
  await story.press('ada', back, 'Confirm');
  await story.seen(back, 'Applied');
  const again = await story.pressForCard('ada', back, 'Undo');
  expect((await story.press('ada', again, 'Confirm')).text).toContain('Type the last four characters');
});

describe('a change that stops in the middle', () => {
  const stopped = async () => {
    story.graph.fail({
      kind: 'status',
      status: 403,
      code: 'Authorization_RequestDenied',
      method: 'DELETE',
      path: /partners\/[^/]+$/,
      times: 1,
    });
    return story.change('ada', 'remove partner contoso.com', 'Partly applied');
  };

  test('says exactly what was done and what was not, and offers Continue and Undo', async () => {
    const card = await stopped();
    expect(story.words(card)).toContain('Done: Delete its sync policy.');
    expect(story.words(card)).toContain('Not done: Remove the partner');
    expect(titlesOf(card.cards.at(-1))).toEqual(['Continue change', 'Undo']);
  });

  test('Continue does the rest', async () => {
    const next = await story.pressForCard('ada', await stopped(), 'Continue change');
    await story.press('ada', next, 'Confirm');
    await story.seen(next, 'Applied');
    expect(story.partner(contoso.tenantId)).toBeUndefined();
    expect(story.writes().filter((write) => write.includes('identitySynchronization'))).toHaveLength(1);
  });

  test('Continue leaves alone what somebody else has set meanwhile', async () => {
    const card = await story.ask('ada', 'enable sync for relecloud.com');
    const mend = story.graph.fail({ kind: 'hang-before', method: 'PUT' });
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.writes().length === 2);
    const partner = story.partner(relecloud.tenantId);
    if (partner) partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: true };
    await story.seen(card, 'Partly applied');
    mend();
    const next = await story.pressForCard('ada', card, 'Continue change');
    await story.press('ada', next, 'Confirm');
    await story.seen(next, 'Applied');
    expect(policyOf(relecloud.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
    expect(partner?.automaticUserConsentSettings).toEqual({ inboundAllowed: true, outboundAllowed: true });
  });

  test('Undo takes back what was done', async () => {
    const next = await story.pressForCard('ada', await stopped(), 'Undo');
    await story.press('ada', next, 'Confirm');
    await story.seen(next, 'Applied');
    expect(policyOf(contoso.tenantId)?.userSyncInbound?.isSyncAllowed).toBe(true);
  });
});

describe('history', () => {
  test('of a partner and of all, and one change with its journal', async () => {
    const card = await story.change('ada', 'enable sync for fabrikam.com because Falcon');
    await story.ask('ada', 'disable sync for contoso.com');
    const all = story.words(await story.ask('dana', 'history'));
    expect(all.indexOf('Disable user sync')).toBeLessThan(all.indexOf('Enable user sync'));
    const one = story.words(await story.ask('dana', 'history fabrikam.com'));
    expect(one).toContain('1 change');
    expect(one).not.toContain('Contoso');
    const id = /C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? '';
    const details = story.words(await story.ask('dana', `show change ${id}`));
    expect(details).toContain('Falcon');
    expect(details).toContain('Graph said that a step is done. Graph requests: ');
    expect(story.words(await story.ask('eli', 'history'))).toContain('You need the role');
  });
});

test('explain: both faces of the policy check, and codes that nobody knows', async () => {
  const code = 'AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure';
  const ask = async (text: string) => story.words(await story.ask('eli', `explain ${text}`));
  expect(await ask(`${code}: the source company has not enabled automatic user consent`)).toContain('source tenant');
  expect(await ask(`${code}. The target has not enabled inbound synchronization`)).toContain('does not allow sync');
  expect(await ask(code)).toContain('two faces');
  const log = `{"sourceSystem":"x"} ${code}: The target tenant has not enabled inbound synchronization`;
  expect(await ask(log)).toContain('does not allow sync');
  const cycle = `${code} in the inbound cycle: the source tenant has not enabled automatic user consent`;
  expect(await ask(cycle)).toContain('does not redeem invitations automatically');
  expect(await ask('ExternalTenantNotFound')).toContain('cloud');
  expect(await ask('Nonsense42')).toContain('I do not know that error');
});

test('explain: every error that is known, by its code or text; one that is near is suggested and not explained', async () => {
  const ask = async (text: string) => story.words(await story.ask('eli', `explain ${text}`));
  for (const { name } of ASKED_BY) {
    expect(await ask(name)).toMatch(
      /In (the source|the target|both) tenants?\b|In the tenant that |In the user’s own tenant|Nobody has to do/,
    );
  }
  const near = await ask('InvitationCreationFailureAmbiguousUsr');
  expect(near).toContain('I do not know that error');
  expect(near).toContain('This looks like The address belongs to somebody in the target tenant');
  expect(near).toContain('explain InvitationCreationFailureAmbiguousUser');
  expect(near).not.toContain('In the target tenant, where');
});

test('explain takes a long pasted text', async () => {
  const text = `explain Provisioning failed. ${'Details follow. '.repeat(150)} EntityTypeNotSupported`;
  expect(story.words(await story.ask('eli', text))).toContain('Groups are not mapped');
});

test('Microsoft’s support tenant is labelled wherever it is met', async () => {
  const tenantId = 'b4c546a4-7dac-46a6-a7dd-ed822a11efd3';
  story.graph.tenant.partners.set(tenantId, newPartner(tenantId));
  for (const line of [`show ${tenantId}`, `find tenant ${tenantId}`, `remove partner ${tenantId}`]) {
    expect(story.words(await story.ask('ada', line))).toContain('Microsoft’s own support tenant');
  }
});
