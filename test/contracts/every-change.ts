import { MEMBER_OUTCOMES } from '../../src/domain/change/progress.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import type { Failure, Halt, Release, Status, WriteRefusal } from '../../src/domain/change/status.ts';
import type { Stop } from '../../src/domain/change/stop.ts';
import type { Presence } from '../../src/domain/partners/presence.ts';
import type { Lookalike } from '../../src/domain/partners/lookalike.ts';
import type { Step } from '../../src/domain/policy/step.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { live, type Snapshot } from '../../src/domain/policy/snapshot.ts';
import {
  ownRecord,
  aChange,
  aPerson,
  aProblem,
  aTenant,
  changeIdOf,
  MINUTE,
  misuseIdOf,
  NOW,
  objectIdOf,
  tenantIdOf,
} from '../builders.ts';

/** One value of every kind that a stored change can hold. A new kind in the domain does not compile until it is here. */
type EveryKind<Union extends { readonly kind: string }> = { readonly [Kind in Union['kind']]: Union & { kind: Kind } };

const by = aPerson({ objectId: objectIdOf(2), displayName: 'Adele “Ada” Vance\u0000 \ud83d\udc69 \ud800' });
const at = NOW + MINUTE;
const other = aTenant({ tenantId: tenantIdOf(2), displayName: null, defaultDomainName: null });

const PARTNERS: readonly PartnerState[] = [
  null,
  { automaticRedemption: { inbound: null, outbound: true }, identitySynchronization: null },
  {
    automaticRedemption: { inbound: true, outbound: false },
    identitySynchronization: { displayName: null, userSync: null, groupSync: 'unknown' },
  },
  {
    automaticRedemption: { inbound: null, outbound: null },
    identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync: false },
  },
];

const AN_ITEM = { displayName: null, userSync: true, groupSync: null, deletedAt: null } as const;
const FOUND: readonly Snapshot[] = [
  ...PARTNERS.map(live),
  { kind: 'partner', partner: null, deleted: { partner: null, policy: null } },
  {
    kind: 'partner',
    partner: null,
    deleted: {
      partner: { automaticRedemption: { inbound: true, outbound: null }, deletedAt: NOW },
      policy: AN_ITEM,
    },
  },
  { kind: 'template', userSync: null, appliesTo: 'none' },
  { kind: 'template', userSync: false, appliesTo: 'newPartners,existingPartners' },
];

const PROBLEMS = [
  null,
  aProblem(),
  aProblem({ kind: 'throttled', reached: 'no', status: 429, code: null, retryAfterSeconds: 2.5 }),
  aProblem({ kind: 'forbidden', subject: 'role', permission: 'Policy.Read.All', requestIds: [] }),
  aProblem({ kind: 'unreachable', status: null, code: null }),
];

const LOOKALIKES: EveryKind<Lookalike> = {
  sameName: { kind: 'sameName', other },
  similarName: { kind: 'similarName', other },
  similarDomain: { kind: 'similarDomain', other },
  nameLikeDomain: { kind: 'nameLikeDomain', other },
  domainLikeName: { kind: 'domainLikeName', other },
  nameHoldsId: { kind: 'nameHoldsId', other },
  idInName: { kind: 'idInName', other },
  foreignLetters: { kind: 'foreignLetters', unicode: 'fаbrikam.com' },
  more: { kind: 'more', count: 12 },
  uncompared: { kind: 'uncompared', count: 3 },
};

const STEPS: EveryKind<Step> = {
  addPartner: { kind: 'addPartner' },
  createSyncPolicy: { kind: 'createSyncPolicy', displayName: null, userSync: true },
  updateSyncPolicy: { kind: 'updateSyncPolicy', userSync: null, groupSync: true },
  updateAutomaticRedemption: {
    kind: 'updateAutomaticRedemption',
    automaticRedemption: { inbound: null, outbound: false },
  },
  updateSettings: {
    kind: 'updateSettings',
    settings: [
      { name: 'inboundTrust', fingerprint: 'a', value: '{"isMfaAccepted":true}' },
      { name: 'tenantRestrictions', fingerprint: '', value: null },
    ],
  },
  deleteSyncPolicy: { kind: 'deleteSyncPolicy' },
  removePartner: { kind: 'removePartner' },
  restorePartner: { kind: 'restorePartner' },
  restoreSyncPolicy: { kind: 'restoreSyncPolicy' },
  purgeSyncPolicy: { kind: 'purgeSyncPolicy' },
  recreateDeletedSyncPolicy: { kind: 'recreateDeletedSyncPolicy', displayName: null, userSync: true },
  updateTemplate: { kind: 'updateTemplate', userSync: false },
  resetTemplate: { kind: 'resetTemplate' },
};

const REFUSALS: EveryKind<WriteRefusal> = {
  anonymousSender: { kind: 'anonymousSender' },
  foreignSender: { kind: 'foreignSender' },
  unknownAccount: { kind: 'unknownAccount' },
  disabledAccount: { kind: 'disabledAccount' },
  guestAccount: { kind: 'guestAccount' },
  roleMissing: {
    kind: 'roleMissing',
    access: 'change',
    held: [
      { roleDefinitionId: 'r-1', directoryScopeId: '/', throughGroup: null },
      { roleDefinitionId: 'r-2', directoryScopeId: '/administrativeUnits/1', throughGroup: 'g-1' },
    ],
    eligible: ['r-3'],
  },
  previewOff: { kind: 'previewOff', command: 'list deleted' },
  writingStopped: { kind: 'writingStopped', misuse: misuseIdOf(1) },
  frozen: { kind: 'frozen', freeze: changeIdOf(7), by, reason: 'an incident' },
};

const RELEASES: readonly Release[] = [
  ...Object.values(REFUSALS).map((refusal) => ({ kind: 'refused', refusal }) as const),
  { kind: 'refused', refusal: { kind: 'disabledAccount' }, of: by },
  { kind: 'refused', refusal: { kind: 'roleMissing', access: 'read', held: [], eligible: 'unread' } },
  ...Object.values({
    refused: { kind: 'refused', refusal: REFUSALS.guestAccount },
    unreadable: { kind: 'unreadable', problem: aProblem({ subject: 'role' }) },
    interrupted: { kind: 'interrupted' },
    unheard: { kind: 'unheard' },
  } satisfies EveryKind<Release>),
];

const STOPPED: EveryKind<Stop> = {
  requesterMayNot: { kind: 'requesterMayNot', refusal: REFUSALS.roleMissing },
  ruleStricter: { kind: 'ruleStricter' },
  endMoved: { kind: 'endMoved' },
  endPast: { kind: 'endPast' },
  listStopped: { kind: 'listStopped' },
  notAsProposed: { kind: 'notAsProposed', members: ['proposal.approval'] },
};
const STOPS = Object.values(STOPPED);
const HALTS: readonly Halt[] = [
  { kind: 'refused', refusal: REFUSALS.disabledAccount },
  { kind: 'unreadable', problem: aProblem() },
  ...STOPS.map((stop) => ({ kind: 'stopped', stop }) as const),
];

const FAILURES: readonly Failure[] = [
  ...HALTS.map((halt) => ({ kind: 'notApplied', problem: null, found: live(null), halt }) as const),
  ...HALTS.map((halt) => ({ kind: 'partlyApplied', problem: null, done: [], found: live(null), halt }) as const),
  ...PROBLEMS.map((problem) => ({ kind: 'notApplied', problem, found: live(null) }) as const),
  ...FOUND.map((found) => ({ kind: 'diverged', found }) as const),
  ...Object.values({
    notApplied: { kind: 'notApplied', problem: null, found: live(null) },
    partlyApplied: {
      kind: 'partlyApplied',
      problem: aProblem(),
      done: [
        ...Object.values(STEPS),
        { kind: 'updateSyncPolicy', displayName: 'Fabrikam' },
        { kind: 'updateSyncPolicy' },
        { kind: 'createSyncPolicy', displayName: 'Fabrikam', userSync: null, groupSync: false },
      ],
      found: live(null),
    },
    diverged: { kind: 'diverged', found: live(null) },
  } satisfies EveryKind<Failure>),
];

const STATUSES: { readonly [State in Status['state']]: readonly (Status & { state: State })[] } = {
  pending: [null, ...RELEASES].map((release) => ({ state: 'pending', release, looking: release && { by, at } })),
  applying: [
    { state: 'applying', by, claimedAt: at, phase: 'verifying' },
    { state: 'applying', by, claimedAt: at, phase: 'writing', done: 0 },
    { state: 'applying', by, claimedAt: at, phase: 'writing', done: 2 },
  ],
  unknown: [
    ...PROBLEMS.map((problem) => ({ state: 'unknown', by, since: at, done: 1, problem }) as const),
    ...HALTS.map((halt) => ({ state: 'unknown', by, since: at, done: 1, problem: null, halt }) as const),
  ],
  applied: FOUND.map((found) => ({ state: 'applied', by, at, found })),
  failed: FAILURES.map((failure) => ({ state: 'failed', by, at, failure })),
  rejected: ['too early', null].map((reason) => ({ state: 'rejected', by, at, reason })),
  superseded: [{ state: 'superseded', by, instead: changeIdOf(901), at }],
  expired: [null, ...RELEASES].map((release) => ({ state: 'expired', at, release })),
  stale: FOUND.map((found) => ({ state: 'stale', by, at, found })),
  stopped: STOPS.map((stop) => ({ state: 'stopped', at, stop })),
};

const PRESENCES: EveryKind<Presence> = {
  counted: { kind: 'counted', synced: 12, privileged: { count: 2, isWhole: false } },
  unread: { kind: 'unread', permission: 'User.Read.All' },
};

/** A change in every status, each of a partner of its own, and one whose proposal holds everything a proposal can. */
export const EVERY_CHANGE: readonly Change[] = [
  aChange({
    proposal: {
      id: changeIdOf(900),
      partner: other,
      reason: 'ticket 4711\nand a second line',
      approval: 'breakGlass',
      approvers: 3,
      challenge: '0002',
      follows: { what: 'undo', change: changeIdOf(899), purpose: 'freeze' },
      endBefore: NOW,
      leftShut: ['userSync', 'trustMfa'],
      lookalikes: Object.values(LOOKALIKES),
      present: PRESENCES.counted,
      defaults: null,
      plan: { tenantId: other.tenantId, before: live(PARTNERS[3] ?? null), after: live(PARTNERS[2] ?? null) },
    },
  }),
  ...Object.values(STATUSES)
    .flat()
    .map((status: Status, n) =>
      aChange({
        proposal: {
          id: changeIdOf(100 + n),
          present: PRESENCES.unread,
          partner: aTenant({ tenantId: tenantIdOf(100 + n) }),
        },
        revision: 4,
        status,
      }),
    ),
];

/** Every event that can follow a proposal, some of them in several forms. */
export const EVERY_EVENT: readonly ChangeEvent[] = [
  ...RELEASES.map((release) => ({ kind: 'released', release, at }) as const),
  ...FAILURES.map((failure) => ({ kind: 'failed', failure, at }) as const),
  ...PROBLEMS.map((problem) => ({ kind: 'lostSight', problem, at }) as const),
  ...HALTS.map((halt) => ({ kind: 'lostSight', problem: null, halt, at }) as const),
  ...STOPS.map((stop) => ({ kind: 'stopped', stop, at }) as const),
  ...FOUND.map((found) => ({ kind: 'foundStale', found, at }) as const),
  ...FOUND.map((found) => ({ kind: 'applied', found, at }) as const),
  ...Object.values({
    claimed: { kind: 'claimed', by, at },
    approved: { kind: 'approved', by, at },
    released: { kind: 'released', release: { kind: 'interrupted' }, at },
    writeStarted: { kind: 'writeStarted', at },
    foundStale: { kind: 'foundStale', found: live(null), at },
    stepDone: { kind: 'stepDone', at },
    applied: { kind: 'applied', found: live(null), at },
    failed: { kind: 'failed', failure: { kind: 'diverged', found: live(null) }, at },
    lostSight: { kind: 'lostSight', problem: null, at },
    looked: { kind: 'looked', by, at },
    rejected: { kind: 'rejected', by, at, reason: 'too early' },
    stopped: { kind: 'stopped', stop: STOPPED.ruleStricter, at },
    ended: { kind: 'ended', by, at, reason: 'too early' },
    superseded: { kind: 'superseded', by, instead: changeIdOf(901), at },
    expired: { kind: 'expired', at },
    tookEffect: { kind: 'tookEffect', done: 1, found: live(PARTNERS[2] ?? null), at },
    endTold: { kind: 'endTold', days: 3, at },
    endCame: { kind: 'endCame', how: 'asked', at },
    membersEnded: {
      kind: 'membersEnded',
      ended: MEMBER_OUTCOMES.map((how, n) => ({
        tenantId: tenantIdOf(n),
        change: n === 0 ? null : changeIdOf(n),
        how,
      })),
      at,
    },
    halted: { kind: 'halted', why: 'asked', by, at },
    foundOpen: {
      kind: 'foundOpen',
      members: [{ partner: aTenant(), plan: { tenantId: tenantIdOf(1), before: live(null), after: live(null) } }],
      at,
    },
    reviewed: { kind: 'reviewed', by, at, finding: 'all is well' },
    matched: { kind: 'matched', step: 0, record: ownRecord('audit-1', at), at },
  } satisfies EveryKind<ChangeEvent>),
];
