import type { Change } from '../../src/domain/change/change.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import type { Status } from '../../src/domain/change/status.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { parseTenantId } from '../../src/domain/ids.ts';
import type { JournalEntry } from '../../src/domain/change/journal.ts';
import { withUserSync } from '../../src/domain/policy/goals.ts';
import { steps } from '../../src/domain/policy/plan.ts';
import type { PartnerConfiguration } from '../../src/domain/policy/policy.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { ROLES } from '../../src/domain/people/role.ts';
import { aChange, aPerson, aProblem, aProposal, aTenant, MINUTE, NOW, tenantIdOf, theProposal } from '../builders.ts';

/** One change in every state, by name. */

export const LATER: Instant = NOW + 2 * MINUTE;

export const fabrikam = aTenant({ displayName: 'Fabrikam Residences', defaultDomainName: 'fabrikam.com' });
export const lookalike = aTenant({
  tenantId: tenantIdOf(7),
  displayName: 'Fabrikarn Residences',
  defaultDomainName: 'fabrikarn.com',
});

/** Microsoft's own support tenant. */
export const support = aTenant({
  tenantId: parseTenantId('b4c546a4-7dac-46a6-a7dd-ed822a11efd3') ?? tenantIdOf(1),
  displayName: 'Microsoft Support',
  defaultDomainName: 'microsoftsupport.onmicrosoft.com',
});

export const partnerWith = (userSync: boolean | null, inbound: boolean | null = null): PartnerConfiguration => ({
  automaticRedemption: { inbound, outbound: null },
  identitySynchronization: { displayName: 'Fabrikam', userSync, groupSync: 'unknown' },
});

export const enabling: Partial<Proposal> = {
  again: 'enable sync for fabrikam.com',
  partner: fabrikam,
  plan: {
    tenantId: fabrikam.tenantId,
    before: live(null),
    after: live(withUserSync(null, true, fabrikam.displayName)),
  },
  reason: 'project Falcon starts on Monday',
};

export const disabling: Partial<Proposal> = {
  ...enabling,
  command: 'disable sync',
  again: 'disable sync for fabrikam.com',
  plan: { tenantId: fabrikam.tenantId, before: live(partnerWith(true, true)), after: live(partnerWith(false, true)) },
};

export function changeIn(status: Status, proposal: Partial<Proposal> = enabling): Change {
  return aChange({ status, proposal });
}

/** A change that ended as it was asked for. */
export function applied(proposal: Partial<Proposal>): Change {
  const found = aProposal(proposal).plan.after;
  return changeIn({ state: 'applied', by, at, found }, proposal);
}

const by = aPerson();
const at = NOW + MINUTE;
const [firstStep] = steps(aProposal(enabling).plan);
/** Held, but only for an administrative unit. */
export const narrowRole = {
  roleDefinitionId: ROLES.securityAdministrator.id,
  directoryScopeId: '/au/1',
  throughGroup: null,
};

export const STATUSES = {
  pending: { state: 'pending', release: null, looking: null },
  'pending, refused': {
    state: 'pending',
    release: {
      kind: 'refused',
      refusal: {
        kind: 'roleMissing',
        access: 'change',
        held: [narrowRole],
        eligible: [ROLES.securityAdministrator.id],
      },
    },
    looking: null,
  },
  'pending, unreadable': {
    state: 'pending',
    release: { kind: 'unreadable', problem: aProblem({ kind: 'throttled' }) },
    looking: null,
  },
  'pending, unheard': { state: 'pending', release: { kind: 'unheard' }, looking: null },
  'pending, interrupted': { state: 'pending', release: { kind: 'interrupted' }, looking: null },
  'pending, an approval gone': {
    state: 'pending',
    release: { kind: 'refused', refusal: { kind: 'disabledAccount' }, of: aPerson() },
    looking: null,
  },
  verifying: { state: 'applying', by, claimedAt: at, phase: 'verifying' },
  writing: { state: 'applying', by, claimedAt: at, phase: 'writing', done: 0 },
  unknown: { state: 'unknown', by, since: at, done: 0, problem: aProblem({ kind: 'timeout' }) },
  'unknown, forbidden': { state: 'unknown', by, since: at, done: 0, problem: aProblem({ kind: 'forbidden' }) },
  applied: { state: 'applied', by, at, found: aProposal(enabling).plan.after },
  'not applied': {
    state: 'failed',
    by,
    at,
    failure: {
      kind: 'notApplied',
      problem: aProblem({ kind: 'forbidden', reached: 'no', permission: 'Policy.ReadWrite.CrossTenantAccess' }),
      found: live(null),
    },
  },
  'partly applied': {
    state: 'failed',
    by,
    at,
    failure: {
      kind: 'partlyApplied',
      problem: aProblem(),
      done: firstStep === undefined ? [] : [firstStep],
      found: live({ automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null }),
    },
  },
  diverged: { state: 'failed', by, at, failure: { kind: 'diverged', found: live(partnerWith(false, true)) } },
  rejected: { state: 'rejected', by, at, reason: null },
  expired: { state: 'expired', at: NOW + 15 * MINUTE, release: null },
  'expired, interrupted': { state: 'expired', at: NOW + 15 * MINUTE, release: { kind: 'interrupted' } },
  stale: { state: 'stale', by, at, found: live(partnerWith(true)) },
  'stopped, asked by nobody who may': {
    state: 'stopped',
    at,
    stop: { kind: 'requesterMayNot', refusal: { kind: 'disabledAccount' } },
  },
  'stopped, stored otherwise': {
    state: 'stopped',
    at,
    stop: { kind: 'notAsProposed', members: ['proposal.approval', 'status'] },
  },
  'stopped, stricter rule': { state: 'stopped', at, stop: { kind: 'ruleStricter' } },
  'stopped, its end moved': { state: 'stopped', at, stop: { kind: 'endMoved' } },
  'stopped, its end is past': { state: 'stopped', at, stop: { kind: 'endPast' } },
  'stopped, its list was stopped': { state: 'stopped', at, stop: { kind: 'listStopped' } },
  'not applied, halted': {
    state: 'failed',
    by,
    at,
    failure: {
      kind: 'notApplied',
      problem: aProblem({ kind: 'throttled', reached: 'no' }),
      found: live(null),
      halt: { kind: 'refused', refusal: { kind: 'unknownAccount' } },
    },
  },
  'partly applied, halted': {
    state: 'failed',
    by,
    at,
    failure: {
      kind: 'partlyApplied',
      problem: null,
      done: firstStep === undefined ? [] : [firstStep],
      found: live({ automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null }),
      halt: { kind: 'unreadable', problem: aProblem({ kind: 'throttled' }) },
    },
  },
} as const satisfies Record<string, Status>;

/** A journal with one line for each kind of event that such a change can have had. */
export function journalOf(change: Change, lines = 8): readonly JournalEntry[] {
  const { proposal } = change;
  const requestIds = ['7f0c1f7e-0000-4000-8000-000000000001', '7f0c1f7e-0000-4000-8000-000000000002'];
  const kinds = [
    { kind: 'claimed', by: proposal.requester, at },
    { kind: 'released', release: { kind: 'interrupted' }, at },
    { kind: 'writeStarted', at },
    { kind: 'stepDone', at },
    { kind: 'foundStale', found: live(null), at },
    { kind: 'applied', found: live(null), at },
    { kind: 'failed', failure: { kind: 'diverged', found: live(null) }, at },
    { kind: 'lostSight', problem: null, at },
    { kind: 'rejected', by: proposal.requester, at, reason: null },
    { kind: 'expired', at },
  ] as const;
  const more = Array.from({ length: lines }, (_, n): JournalEntry => {
    const event = kinds[n % kinds.length] ?? kinds[0];
    return { changeId: proposal.id, event, requestIds };
  });
  return [theProposal(change), ...more];
}
