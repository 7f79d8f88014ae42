import { changesOf } from '../../src/commands/partner-changes.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { refused } from '../../src/domain/replies/notice.ts';
import { helpOf } from '../../src/app/asking/help.ts';
import { HELP_TOPICS } from '../../src/domain/replies/help.ts';
import { offerLine } from '../../src/commands/offer.ts';
import { offers, offersOfChange, offersOfDrift, offersOfOpen } from '../../src/commands/offers.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import type { Failure, Status } from '../../src/domain/change/status.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import { DAY_MS } from '../../src/domain/ends/asked-end.ts';
import type { End } from '../../src/domain/ends/end.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { steps, waypoints } from '../../src/domain/policy/plan.ts';
import type {
  ChangeCard,
  ChangeDetails,
  Choice,
  DeletedList,
  DeletedView,
  EvidenceView,
  History,
  PartnerList,
  PartnerView,
  Reply,
  TenantView,
  WhoAmI,
  SubscriptionList,
} from '../../src/domain/replies/reply.ts';
import { ROLES } from '../../src/domain/people/role.ts';
import {
  ownRecord,
  anActor,
  anAskingEnd,
  anEnding,
  anEntry,
  aPerson,
  aProblem,
  aProposal,
  aTenant,
  changeIdOf,
  driftIdOf,
  HOME,
  MINUTE,
  NOW,
  objectIdOf,
  tenantIdOf,
  theProposal,
  aConversation,
} from '../builders.ts';
import {
  applied,
  changeIn,
  disabling,
  enabling,
  fabrikam,
  lookalike,
  narrowRole,
  partnerWith,
  STATUSES,
  support,
} from './changes.ts';
import { MANY } from './many.ts';
import { DRIFT_REPLIES } from './drifts.ts';
import { MISUSES } from './misuses.ts';
import { TRANSIENTS } from './transients.ts';
import { OVERVIEWS } from './overviews.ts';
import { POSTED } from './posted.ts';
import { RARE } from './rare.ts';
import { ALL_SETTINGS, DEFAULTS, TENANT_CLOSED, TENANT_OPEN } from './settings.ts';
import { kept, keptBoth, PLANS, templateOf, withoutPolicy } from './plans.ts';

/** One reply of every kind and one change in every state, by name: what the card tests go through. */

export const shownPartner: PartnerView = {
  kind: 'partner',
  home: HOME,
  tenant: fabrikam,
  state: partnerWith(true, null),
  defaults: { automaticRedemption: { inbound: false, outbound: false } },
  ends: [],
  changes: changesOf(fabrikam, partnerWith(true, null), 'fabrikam.com', true),
  lookalikes: [],
};

/** With what can be changed of it then. */
const shownAs = (state: PartnerState, tenant = fabrikam): PartnerView => ({
  ...shownPartner,
  tenant,
  state,
  changes: changesOf(tenant, state, tenant.tenantId, true),
});

export const someone: WhoAmI = {
  kind: 'whoami',
  nobodyHears: true,
  person: aPerson(),
  facts: {
    account: { kind: 'present', enabled: true, admitted: true },
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
      isAlike: n === 2,
    }),
  ),
  page: 2,
  pages: 3,
  total: 26,
};

export const choosing: Choice = {
  kind: 'choice',
  text: 'fabri',
  isNear: false,
  options: [fabrikam, lookalike].map((tenant) => ({
    tenant: { ...tenant, isAlike: true },
    say: offerLine(`enable sync for ${tenant.tenantId}`),
    sync: 'on',
  })),
};

/** Why a change ended that stopped after its first step. */
function halfWay(proposal: Partial<Proposal>): Failure {
  const { plan } = aProposal(proposal);
  const found = waypoints(plan)[1] ?? plan.before;
  return { kind: 'partlyApplied', problem: aProblem(), done: steps(plan).slice(0, 1), found };
}

export const stoppedAfterOne = (proposal: Partial<Proposal>): Change =>
  changeIn({ ...STATUSES['partly applied'], failure: halfWay(proposal) }, proposal);

/** A page of the history: changes of every kind that ended in every way. */
export const pastChanges: History = {
  kind: 'history',
  partner: null,
  changes: [
    changeIn(STATUSES.pending, { ...PLANS['purge policy'], id: changeIdOf(12) }),
    applied({ ...PLANS['template on'], id: changeIdOf(11) }),
    stoppedAfterOne({ ...PLANS['remove partner'], id: changeIdOf(10) }),
    applied({ ...PLANS['undo enable sync'], id: changeIdOf(9) }),
    changeIn(STATUSES.rejected, { ...PLANS['delete policy'], id: changeIdOf(8) }),
    changeIn(STATUSES.stale, { ...PLANS.rename, id: changeIdOf(7) }),
  ],
  page: 2,
  pages: 3,
  total: 26,
};

/** A change that came to nothing once, was confirmed again, and stopped half way; with every line of its journal. */
const undoing = { ...PLANS['undo remove partner'], reason: 'removed by mistake' };
const stopped = stoppedAfterOne(undoing);
const minutes = (n: number): number => NOW + n * MINUTE;
const STOPPED_EVENTS: readonly (readonly [event: ChangeEvent, requestIds?: readonly string[]])[] = [
  [{ kind: 'claimed', by: aPerson(), at: minutes(1) }],
  [{ kind: 'released', release: { kind: 'interrupted' }, at: minutes(2) }],
  [{ kind: 'claimed', by: aPerson(), at: minutes(3) }],
  [{ kind: 'writeStarted', at: minutes(3) }],
  [{ kind: 'stepDone', at: minutes(4) }, ['7f0c1f7e-0000-4000-8000-000000000001']],
  [{ kind: 'lostSight', problem: aProblem(), at: minutes(5) }, ['7f0c1f7e-0000-4000-8000-000000000002']],
  [
    { kind: 'failed', failure: halfWay(undoing), at: minutes(6) },
    ['7f0c1f7e-0000-4000-8000-000000000003', '7f0c1f7e-0000-4000-8000-000000000004'],
  ],
];
export const detailed: ChangeDetails = {
  kind: 'changeDetails',
  change: stopped,
  journal: [theProposal(stopped), ...STOPPED_EVENTS.map(([event, ids]) => anEntry(stopped, event, ids))],
};

/** Written and found again in Entra's audit log. */
const written = applied(disabling);
/** Somebody has renamed its policy meanwhile. */
const elseToo: Status = {
  ...STATUSES.applied,
  found: live({
    ...partnerWith(false, true),
    identitySynchronization: { displayName: 'Somebody else', userSync: false, groupSync: 'unknown' },
  }),
};
export const proven: EvidenceView = {
  kind: 'evidence',
  addresses: 'whole',
  change: {
    ...written,
    evidence: {
      awaited: [],
      matched: [{ step: 0, record: ownRecord('Directory_4711', minutes(4)) }],
    },
  },
  journal: [
    theProposal(written),
    anEntry(written, { kind: 'claimed', by: written.proposal.requester, at: minutes(3) }),
    anEntry(written, { kind: 'writeStarted', at: minutes(3) }),
    anEntry(written, { kind: 'stepDone', at: minutes(4) }, ['7f0c1f7e-0000-4000-8000-000000000001']),
  ],
  problem: null,
  others: [],
  givenUp: false,
};

const DAYS = (n: number): number => n * 24 * 60 * MINUTE;

export const deletedOnes: DeletedList = {
  kind: 'deletedItems',
  rows: [
    {
      tenant: lookalike,
      isAlike: true,
      items: { partner: null, policy: kept.policy && { ...kept.policy, deletedAt: NOW - DAYS(29) } },
    },
    { tenant: fabrikam, isAlike: false, items: keptBoth },
    {
      tenant: aTenant({ tenantId: tenantIdOf(8) }),
      isAlike: false,
      items: { ...kept, policy: kept.policy && { ...kept.policy, deletedAt: null } },
    },
  ],
};

export const deletedOne: DeletedView = { kind: 'deletedItem', tenant: fabrikam, items: keptBoth, state: null };

export const foundTenant: TenantView = { kind: 'tenant', tenant: fabrikam, isPartner: false, lookalikes: [] };

/** A change that another person decides. */
function waiting({ status = STATUSES.pending, alone = false }: { status?: Status; alone?: boolean }): ChangeCard {
  return { kind: 'change', change: changeIn(status, { ...enabling, approval: 'secondPerson' }), alone };
}

/** A change that needs two others, of whom one has approved it. */
function half(): ChangeCard {
  const change = changeIn(STATUSES.pending, { ...enabling, approval: 'secondPerson', approvers: 3 });
  return { kind: 'change', change: { ...change, approvals: [{ by: aPerson(), at: NOW }] }, alone: false };
}

const unreached = [
  { objectId: objectIdOf(7), displayName: 'Ben', since: NOW },
  { objectId: objectIdOf(8), displayName: 'Carla', since: null },
];

const HERE = { kind: 'counted', synced: 12, privileged: { count: 2, isWhole: true } } as const;

function broken(status: Status, unheard: Proposal['unreached'] = unreached): ChangeCard {
  const proposal = { ...enabling, approval: 'breakGlass', unreached: unheard } as const;
  return { kind: 'change', change: changeIn(status, proposal), alone: false };
}

const changes = Object.entries<Status>(STATUSES).map(
  ([name, status]) => [`change, ${name}`, { kind: 'change', change: changeIn(status), alone: false }] as const,
);

/** Every kind of change: asked for, applied and, where there are steps on the way, stopped on the way. */
const planned = Object.entries<Partial<Proposal>>(PLANS).flatMap(
  ([name, proposal]): readonly (readonly [string, Change])[] => [
    [`${name}, pending`, changeIn(STATUSES.pending, proposal)],
    [`${name}, applied`, applied(proposal)],
    ...(steps(aProposal(proposal).plan).length < 2
      ? []
      : ([
          [`${name}, writing`, changeIn({ ...STATUSES.writing, done: 1 }, proposal)],
          [`${name}, partly applied`, stoppedAfterOne(proposal)],
        ] as const)),
  ],
);

const subscribed: SubscriptionList = {
  kind: 'subscriptions',
  subscriptions: (['alive', 'dead'] as const).map((state, n) => ({
    conversation: aConversation({ conversationId: `19:${n}@thread.tacv2`, activityId: null }),
    topics: ['changes', 'drift'],
    by: aPerson(),
    at: NOW,
    state,
  })),
  unreached,
  here: '19:0@thread.tacv2',
};

const parked = [
  { id: 'C-7K3M9QX2-4', type: 'change.applied', status: 413, at: NOW },
  { id: 'D-7K3M9QX2-5', type: 'drift.found', status: null, at: NOW },
];

const withEnd = (change: Change, came: End['came'] = null): Change => ({
  ...change,
  proposal: { ...change.proposal, ends: { at: NOW + 30 * DAY_MS, doors: ['userSync'] } },
  end: { at: NOW + 30 * DAY_MS, doors: ['userSync'], place: aConversation(), told: [], came },
});
const open = live(partnerWith(true));
const moving: Partial<Proposal> = {
  ...enabling,
  plan: { tenantId: fabrikam.tenantId, before: open, after: open, prolongs: true },
};

const helped = helpOf({ preview: true, forgets: false });

export const REPLIES: Readonly<Record<string, Reply>> = {
  help: helped(null, 'change'),
  'help, looking': helped(null, 'read'),
  'help, no role': helped(null, 'nothing'),
  'help, roles unread': helped(null, 'unread'),
  ...Object.fromEntries(HELP_TOPICS.map((topic) => [`help ${topic}`, helped(topic, 'change')] as const)),
  'help partners, looking': helped('partners', 'read'),
  'help template, roles unread': helped('template', 'unread'),
  'help deleted, without preview': helpOf({ preview: false, forgets: false })('deleted', 'change'),
  'help, of a bot that forgets': helpOf({ preview: true, forgets: true })(null, 'change'),
  whoami: someone,
  'whoami, no role': { ...someone, facts: { ...someone.facts, assignments: [] }, eligible: 'unread' },
  partners: listed,
  'partners, none': { ...listed, filter: 'on', rows: [], page: 1, pages: 1, total: 0 },
  'partner, not ready': shownPartner,
  'partner, ready': shownAs(partnerWith(true, true)),
  'partner, cannot tell': { ...shownPartner, defaults: null },
  'partner, until an end': {
    ...shownAs(partnerWith(true, true)),
    ends: [
      ['redemptionInbound', NOW + DAYS(30)],
      ['userSync', NOW + DAYS(90)],
    ],
  },
  'partner, off': shownAs(partnerWith(false)),
  'partner, no policy': shownAs({ ...partnerWith(null), identitySynchronization: null }),
  'partner, stranger': { ...shownAs(null), lookalikes: [{ kind: 'similarName', other: lookalike }] },
  choice: choosing,
  'choice of one': { ...choosing, options: choosing.options.slice(0, 1) },
  'notice, info': { kind: 'notice', notice: { kind: 'emptyLine', quoted: false } },
  'notice, to somebody': {
    kind: 'notice',
    notice: { kind: 'cannotTellAlone', to: aPerson(), access: null },
  },
  'notice, hello': { kind: 'notice', notice: { kind: 'courtesy', courtesy: 'hello' } },
  'notice, thanks': { kind: 'notice', notice: { kind: 'courtesy', courtesy: 'thanks' } },
  'notice, warning': refused({ kind: 'tenantUnknown', text: 'fabricam.com' }),
  'notice, error': { kind: 'notice', notice: { kind: 'unforeseen', reference: 'R-3F7K' } },
  'webhook, none set': { kind: 'webhook', isSet: false, parked: [] },
  'webhook, nothing parked': { kind: 'webhook', isSet: true, parked: [] },
  'webhook, parked': { kind: 'webhook', isSet: true, parked },
  'subscriptions, none': { kind: 'subscriptions', subscriptions: [], unreached: [], here: 'a:1' },
  'subscriptions, alive and dead': subscribed,
  'subscriptions, administrators unread': { ...subscribed, unreached: null },
  ...Object.fromEntries(changes),
  ...Object.fromEntries(planned.map(([name, change]) => [name, { kind: 'change', change, alone: false }])),
  ...DRIFT_REPLIES,
  ...POSTED,
  ...RARE,
  ...OVERVIEWS,
  ...Object.fromEntries(
    TRANSIENTS.map((transient, n) => [`transient ${n}`, { kind: 'transient', transient } as const]),
  ),
  ...Object.fromEntries(MISUSES.map((misuse, n) => [`misuse ${n}`, { kind: 'misuse', misuse } as const])),
  'partner, misnamed policy': { ...shownPartner, tenant: { ...fabrikam, displayName: 'Tailspin Toys' } },
  'partner, Microsoft support': shownAs(withoutPolicy, support),
  history: pastChanges,
  'history of one partner': { ...pastChanges, partner: fabrikam, page: 1, pages: 1, total: 6 },
  'history, none': { ...pastChanges, partner: fabrikam, changes: [], page: 1, pages: 1, total: 0 },
  'change details': detailed,
  'change details, applied': {
    kind: 'changeDetails',
    change: applied(PLANS['enable sync']),
    journal: [theProposal(applied(PLANS['enable sync']))],
  },
  evidence: proven,
  'evidence, awaited, and others': {
    ...proven,
    change: { ...proven.change, evidence: { awaited: [0], matched: [] } },
    others: Array.from({ length: 11 }, (_, n) => ({
      activity: 'Update a partner cross-tenant identity sync setting',
      record: anActor({ auditId: `Directory_${n}` }),
    })),
  },
  'evidence, never came, unreadable': {
    ...proven,
    change: { ...proven.change, evidence: { awaited: [0], matched: [] } },
    problem: aProblem({ kind: 'forbidden', permission: 'AuditLog.Read.All' }),
  },
  'evidence, never came': {
    ...proven,
    change: { ...proven.change, evidence: { awaited: [0], matched: [] } },
    givenUp: true,
  },
  'evidence, nothing written': { ...proven, change: changeIn(STATUSES.rejected), journal: [] },
  'evidence, not looked for': { ...proven, change: { ...proven.change, evidence: null } },
  'evidence, no name for some of it': {
    ...proven,
    change: {
      ...applied(PLANS['restore policy and partner']),
      evidence: { awaited: [], matched: [] },
    },
  },
  'deleted items': deletedOnes,
  'deleted items, none': { kind: 'deletedItems', rows: [] },
  'deleted item': deletedOne,
  'deleted item, partner lives': { ...deletedOne, items: kept, state: withoutPolicy },
  'deleted item, none': { ...deletedOne, items: { partner: null, policy: null }, state: partnerWith(true) },
  'deleted item, partner alone': { ...deletedOne, items: { ...keptBoth, policy: null } },
  'tenant, stranger': { ...foundTenant, lookalikes: [{ kind: 'similarName', other: lookalike }] },
  'tenant, partner': { ...foundTenant, isPartner: true },
  'tenant, Microsoft support': { ...foundTenant, tenant: support },
  'partner, all settings': {
    ...shownPartner,
    state: { ...partnerWith(true, null), others: ALL_SETTINGS },
    defaults: DEFAULTS,
  },
  'partner, all settings by default': {
    ...shownPartner,
    state: { ...partnerWith(true, null), others: [] },
    defaults: DEFAULTS,
  },
  'partners, with trust on': { ...listed, filter: { what: 'trust', how: 'on' } },
  defaults: { kind: 'defaults', state: TENANT_CLOSED },
  'defaults, all settings': { kind: 'defaults', state: TENANT_OPEN },
  'defaults, of which little is known': {
    kind: 'defaults',
    state: { automaticRedemption: { inbound: true, outbound: false }, identitySynchronization: null, isDefault: true },
  },
  'template, on': { kind: 'template', template: templateOf(true) },
  'template, off': { kind: 'template', template: templateOf(false) },
  'template, silent': { kind: 'template', template: templateOf(null) },
  'change, waits for approval': waiting({ alone: false }),
  'change, waits for two more approvals': half(),
  'change, waits for approval, to whoever asked': waiting({ alone: true }),
  'change, looked at': waiting({
    status: { state: 'pending', release: null, looking: { by: someone.person, at: NOW } },
  }),
  'change, approval came to nothing': waiting({ status: STATUSES['pending, interrupted'] }),
  'change, approved': waiting({ status: STATUSES.applied }),
  'change, not approved in time': waiting({ status: STATUSES.expired }),
  'change, rejected by another': waiting({
    status: {
      state: 'rejected',
      by: aPerson({ objectId: objectIdOf(7), displayName: 'Ben' }),
      at: NOW,
      reason: 'Not now',
    },
  }),
  'change, breaking the glass': broken(STATUSES.pending),
  'change, glass broken': broken(STATUSES.applied),
  'change, glass broken and reviewed': {
    ...broken(STATUSES.applied),
    change: { ...broken(STATUSES.applied).change, review: { by: someone.person, at: NOW, finding: 'All is well' } },
  },
  'open, nothing': { kind: 'open', changes: [], page: 1, pages: 1, total: 0 },
  'open, some': {
    kind: 'open',
    changes: [
      broken(STATUSES.applied).change,
      changeIn(STATUSES.pending),
      changeIn(STATUSES.unknown),
      waiting({ alone: false }).change,
      waiting({ status: { state: 'pending', release: null, looking: { by: someone.person, at: NOW } } }).change,
    ],
    page: 1,
    pages: 1,
    total: 5,
  },
  'open, very many': {
    kind: 'open',
    changes: Array.from({ length: 6 }, (_, n) => {
      const { change } = broken(STATUSES.applied);
      return { ...change, proposal: { ...change.proposal, id: changeIdOf(n + 1) } };
    }),
    page: 2,
    pages: 3,
    total: 25,
  },
  'change, with an end': {
    kind: 'change',
    change: withEnd(changeIn(STATUSES.pending, enabling)),
    alone: false,
  },
  'change, another end': {
    kind: 'change',
    change: withEnd(changeIn(STATUSES.pending, { ...moving, endBefore: NOW + 3 * DAY_MS })),
    alone: false,
  },
  'change, some of it past its end': {
    kind: 'change',
    change: changeIn(STATUSES.pending, { ...enabling, leftShut: ['groupSync', 'trustMfa'] }),
    alone: false,
  },
  'change, its end came': {
    kind: 'change',
    change: withEnd(changeIn(STATUSES.applied, enabling), { how: 'closed', at: NOW + 30 * DAY_MS }),
    alone: false,
  },
  'change, decided already': {
    kind: 'change',
    change: changeIn(STATUSES.pending, { ...disabling, reason: null, endOf: changeIdOf(2) }),
    alone: false,
  },
  'change, at an end': {
    kind: 'change',
    change: applied({ ...disabling, reason: null, endOf: changeIdOf(2) }),
    alone: false,
  },
  'ending, nothing': { kind: 'ending', rows: [], page: 1, pages: 1, total: 0 },
  'ending, some': {
    kind: 'ending',
    rows: Array.from({ length: 6 }, (_, n) => ({
      ending:
        n === 5
          ? { ...anAskingEnd(), partner: fabrikam, by: someone.person }
          : anEnding({ id: changeIdOf(n + 1), partner: fabrikam, by: someone.person }),
      open: n === 5 ? ['b2bCollaborationInbound'] : ['userSync', 'redemptionInbound'],
    })),
    page: 2,
    pages: 3,
    total: 20,
  },
  'recertification, nothing': { kind: 'recertification', rows: [], page: 1, pages: 1, total: 0 },
  'recertification, some': {
    kind: 'recertification',
    rows: Array.from({ length: 6 }, (_, n) => ({
      partner: fabrikam,
      doors: ['userSync', 'redemptionInbound'],
      owner: n % 2 === 0 ? someone.person : null,
      askedAt: NOW + (n % 4 === 0 ? 7 : -n) * DAY_MS,
      stage: ([null, 'asked', 'escalated', 'unanswered'] as const)[n % 4] ?? null,
    })),
    page: 2,
    pages: 3,
    total: 20,
  },
  'reach, many': {
    kind: 'reach',
    tenant: fabrikam,
    visitors: {
      synced: { is: { count: 12, isWhole: true } },
      guests: { is: { count: 1_204, isWhole: true } },
      privileged: { is: { count: 2, isWhole: false } },
      newest: { is: { at: NOW, isWhole: false } },
      lastSignIn: { problem: aProblem({ kind: 'forbidden', permission: 'AuditLog.Read.All' }) },
    },
    createdToday: { problem: aProblem({ kind: 'forbidden', permission: 'AuditLog.Read.All' }) },
    related: { is: { guests: { count: 1_204, at: NOW }, active: { count: 12, at: null } } },
  },
  'reach, nobody': {
    kind: 'reach',
    tenant: fabrikam,
    visitors: {
      synced: { is: { count: 0, isWhole: true } },
      guests: { problem: aProblem({ kind: 'timeout', permission: null }) },
      privileged: { is: { count: 0, isWhole: true } },
      newest: { is: null },
      lastSignIn: { is: null },
    },
    createdToday: { is: { count: 0, isWhole: true } },
    related: { is: null },
  },
  'reach, what Entra counts unread': {
    kind: 'reach',
    tenant: fabrikam,
    visitors: null,
    createdToday: { is: { count: 0, isWhole: true } },
    related: { problem: aProblem({ kind: 'timeout', permission: null }) },
  },
  'reach, what Entra does not count': {
    kind: 'reach',
    tenant: fabrikam,
    visitors: null,
    createdToday: { is: { count: 0, isWhole: true } },
    related: { is: { guests: null, active: null } },
  },
  'reach, without a domain': {
    kind: 'reach',
    tenant: { ...fabrikam, defaultDomainName: null },
    visitors: null,
    createdToday: { is: { count: 51, isWhole: true } },
    related: null,
  },
  'reason, to keep a partner open': {
    kind: 'reasonAsked',
    what: 'keepPartner',
    say: offersOfOpen.keep(fabrikam.tenantId),
    whom: fabrikam,
  },
  'form of a change': { kind: 'changeForm', shown: 'form' },
  'form of a change, offered': { kind: 'changeForm', shown: 'offer' },
  'reason, to break the glass': {
    kind: 'reasonAsked',
    what: 'breakGlass',
    say: offerLine('break glass: enable sync for fabrikam.com'),
    whom: fabrikam,
    moves: aProposal(enabling).plan,
  },
  'reason, to freeze': { kind: 'reasonAsked', what: 'freeze', say: offerLine('freeze all') },
  'reason, to resume writing': { kind: 'reasonAsked', what: 'resumeWriting', say: offers.resumeWriting },
  'reason, to accept a drift': {
    kind: 'reasonAsked',
    what: 'acceptDrift',
    say: offersOfDrift.accept(driftIdOf(1)),
    whom: fabrikam,
    moves: { tenantId: fabrikam.tenantId, before: live(partnerWith(false)), after: live(partnerWith(true)) },
  },
  'reason, to close a review': {
    kind: 'reasonAsked',
    what: 'closeReview',
    say: offersOfChange.review(changeIdOf(1)),
    whom: fabrikam,
    moves: aProposal(enabling).plan,
  },
  ...MANY,
  'change, disabling': { kind: 'change', change: changeIn(STATUSES.pending, disabling), alone: false },
  ...Object.fromEntries(
    [STATUSES.pending, STATUSES.applied].map((status) => [
      `change, who is here, ${status.state}`,
      { kind: 'change', change: changeIn(status, { ...enabling, present: HERE }), alone: false },
    ]),
  ),
  'change, disabling, who is here unread': {
    kind: 'change',
    change: changeIn(STATUSES.pending, { ...disabling, present: { kind: 'unread', permission: 'User.Read.All' } }),
    alone: false,
  },
  'change, disabled': { kind: 'change', change: changeIn(elseToo, disabling), alone: false },
  'change, lookalikes': {
    kind: 'change',
    alone: false,
    change: changeIn(STATUSES.pending, {
      ...enabling,
      partner: { ...fabrikam, defaultDomainName: 'xn--fbrikam-2fg.com' },
      lookalikes: [
        { kind: 'foreignLetters', unicode: 'fаbrikam.com' },
        { kind: 'similarName', other: lookalike },
      ],
    }),
  },
};

/** More than a card has room for. */
export const MANY_OPTIONS: Choice = {
  ...choosing,
  options: Array.from({ length: 25 }, (_, n) => ({
    tenant: aTenant({ tenantId: tenantIdOf(n + 1), displayName: `Fabrikam ${n + 1}` }),
    say: offerLine(`show ${tenantIdOf(n + 1)}`),
    sync: n % 2 === 0 ? null : 'off',
  })),
};
