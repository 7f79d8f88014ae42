import { describe, expect, test } from 'vitest';
import { renderReply } from '../../src/cards/render-reply.ts';
import { CLOUDS } from '../../src/cloud.ts';
import type { Refusal } from '../../src/domain/replies/refusal.ts';
import { refused } from '../../src/domain/replies/notice.ts';
import { ROLES } from '../../src/domain/people/role.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { linksOf } from '../support/cards.ts';
import { ofType } from './collect.ts';
import { changeIn, LATER, STATUSES } from './changes.ts';
import { REPLIES, shownPartner, someone } from './samples.ts';

/** What Microsoft calls its admin center in each cloud. */
const PORTALS = {
  global: 'https://entra.microsoft.com',
  usgov: 'https://entra.microsoft.us',
  'usgov-dod': 'https://entra.microsoft.us',
  china: 'https://entra.microsoftonline.cn',
} as const;

const cardOf = (reply: Reply, portal: string = PORTALS.global) => renderReply(reply, LATER, portal).card;
const titlesOf = (reply: Reply): readonly string[] => linksOf(cardOf(reply)).map(({ title }) => title);

const ENTRA = 'Open in Entra';
const PIM = 'Activate in PIM';

test.each(Object.entries(PORTALS))('in the cloud %s a partner’s settings are opened at %s', (name, portal) => {
  expect(CLOUDS[name as keyof typeof CLOUDS].portal).toBe(portal);
  expect(linksOf(cardOf(shownPartner, portal))).toEqual([
    {
      title: ENTRA,
      url: `${portal}/#view/Microsoft_AAD_IAM/CompanyRelationshipsMenuBlade/~/CrossTenantAccessSettings`,
    },
  ]);
});

describe('Entra is opened', () => {
  test('from a change that was applied, and from no other', () => {
    const leading = Object.entries(STATUSES)
      .filter(([, status]) => titlesOf({ kind: 'change', change: changeIn(status), alone: false }).includes(ENTRA))
      .map(([, { state }]) => state);
    expect(new Set(leading)).toEqual(new Set(['applied']));
  });

  test('from what somebody changed past the bot', () => {
    for (const [name, reply] of Object.entries(REPLIES)) {
      if (['drift', 'digest', 'transient'].includes(reply.kind)) expect(titlesOf(reply), name).toEqual([ENTRA]);
    }
  });

  test('from a partner, and not from a tenant that is none', () => {
    expect(titlesOf({ ...shownPartner, state: null })).toEqual([]);
  });
});

describe('PIM is opened', () => {
  const missing = { kind: 'roleMissing', access: 'change', held: [] } as const;
  const told = (refusal: Refusal): readonly string[] => titlesOf(refused(refusal));
  const { securityAdministrator, securityReader } = ROLES;

  test('where a role of those that are needed is there to be activated, or may be', () => {
    expect(told({ ...missing, eligible: [securityAdministrator.id] })).toEqual([PIM]);
    expect(told({ ...missing, eligible: 'unread' })).toEqual([PIM]);
    expect(told({ ...missing, eligible: [securityReader.id] })).toEqual([]);
    expect(told({ ...missing, eligible: [] })).toEqual([]);
  });

  test('from one’s own roles, unless all of them are active', () => {
    const assigned = { roleDefinitionId: securityReader.id, directoryScopeId: '/', throughGroup: null };
    const holding = { ...someone, facts: { ...someone.facts, assignments: [assigned] } };
    expect(titlesOf({ ...holding, eligible: 'unread' })).toEqual([PIM]);
    expect(titlesOf({ ...holding, eligible: [securityAdministrator.id] })).toEqual([PIM]);
    expect(titlesOf({ ...holding, eligible: [securityReader.id] })).toEqual([]);
  });
});

test.each(Object.entries(REPLIES))('Teams shows every button of a set of %s: six at most', (_, reply) => {
  for (const { actions } of ofType(cardOf(reply), 'ActionSet')) expect([actions].flat().length).toBeLessThanOrEqual(6);
});
