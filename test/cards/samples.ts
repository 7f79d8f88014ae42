import { COMMANDS } from '../../src/commands/list.ts';
import { usageText } from '../../src/commands/phrase.ts';
import type { Status } from '../../src/domain/change.ts';
import type { Choice, PartnerList, PartnerView, Reply, WhoAmI } from '../../src/domain/reply.ts';
import { ROLES } from '../../src/domain/role.ts';
import { aPerson, aTenant, tenantIdOf } from '../builders.ts';
import { changeIn, disabling, enabling, fabrikam, lookalike, narrowRole, partnerWith, STATUSES } from './changes.ts';

/** One reply of every kind and one change in every state, by name: what the card tests go through. */

export const shownPartner: PartnerView = {
  kind: 'partner',
  tenant: fabrikam,
  state: partnerWith(true, null),
  defaults: { automaticRedemption: { inbound: false, outbound: false } },
  lookalikes: [],
};

export const someone: WhoAmI = {
  kind: 'whoami',
  person: aPerson(),
  facts: {
    account: { kind: 'present', enabled: true, userType: 'Member' },
    assignments: [
      { roleDefinitionId: ROLES.securityReader.id, directoryScopeId: '/', throughGroup: 'Security readers' },
      narrowRole,
    ],
  },
  eligible: [ROLES.securityAdministrator.id],
};

const SYNCS = ['on', 'off', 'none'] as const;

export const listed: PartnerList = {
  kind: 'partners',
  filter: 'any',
  rows: ['Adatum', 'Bellows College', 'Contoso Suites', 'Fabrikam Residences', 'Litware', 'Proseware'].map(
    (name, n) => ({
      tenant: aTenant({
        tenantId: tenantIdOf(n + 10),
        displayName: name,
        defaultDomainName: `${name.toLowerCase().replace(' ', '')}.onmicrosoft.com`,
      }),
      sync: SYNCS[n % 3] ?? 'none',
    }),
  ),
  page: 2,
  pages: 3,
  total: 26,
};

export const choosing: Choice = {
  kind: 'choice',
  text: 'fabri',
  options: [fabrikam, lookalike].map((tenant) => ({ tenant, say: `enable sync for ${tenant.tenantId}` })),
};

const changes = Object.entries<Status>(STATUSES).map(
  ([name, status]) => [`change, ${name}`, { kind: 'change', change: changeIn(status) }] as const,
);

export const REPLIES: Readonly<Record<string, Reply>> = {
  help: { kind: 'help', commands: COMMANDS.map((known) => ({ ...known, usage: usageText(known.usage) })) },
  whoami: someone,
  'whoami, no role': { ...someone, facts: { ...someone.facts, assignments: [] }, eligible: 'unread' },
  partners: listed,
  'partners, none': { ...listed, filter: 'on', rows: [], page: 1, pages: 1, total: 0 },
  'partner, not ready': shownPartner,
  'partner, ready': { ...shownPartner, state: partnerWith(true, true) },
  'partner, cannot tell': { ...shownPartner, defaults: null },
  'partner, off': { ...shownPartner, state: partnerWith(false) },
  'partner, no policy': {
    ...shownPartner,
    state: { ...partnerWith(null), identitySynchronization: null },
  },
  'partner, stranger': { ...shownPartner, state: null, lookalikes: [{ kind: 'similarName', other: lookalike }] },
  choice: choosing,
  'choice of one': { ...choosing, options: choosing.options.slice(0, 1) },
  'notice, info': {
    kind: 'notice',
    notice: { tone: 'info', title: 'Hello, I am Bridgekeeper', lines: [['Type ', { say: 'help' }]], offers: ['help'] },
  },
  'notice, warning': {
    kind: 'notice',
    notice: {
      tone: 'warning',
      title: 'There is no such tenant',
      lines: [['Entra knows no tenant ', { strong: 'fabricam.com' }, ', and it is no partner here.']],
    },
  },
  'notice, error': {
    kind: 'notice',
    notice: {
      tone: 'error',
      title: 'Something went wrong on my side',
      lines: [['I stopped there.']],
      reference: 'R-3F7K',
    },
  },
  ...Object.fromEntries(changes),
  'change, disabling': { kind: 'change', change: changeIn(STATUSES.pending, disabling) },
  'change, disabled': { kind: 'change', change: changeIn(STATUSES.applied, disabling) },
  'change, lookalikes': {
    kind: 'change',
    change: changeIn(STATUSES.pending, {
      ...enabling,
      partner: { ...fabrikam, defaultDomainName: 'xn--fbrikam-2fg.com' },
      lookalikes: [
        { kind: 'similarName', other: lookalike },
        { kind: 'foreignLetters', unicode: 'fаbrikam.com' },
      ],
    }),
  },
};

/** More than a card has room for. */
export const MANY_OPTIONS: Choice = {
  ...choosing,
  options: Array.from({ length: 25 }, (_, n) => ({
    tenant: aTenant({ tenantId: tenantIdOf(n + 1), displayName: `Fabrikam ${n + 1}` }),
    say: `show ${tenantIdOf(n + 1)}`,
  })),
};
