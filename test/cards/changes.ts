import type { Change, Instant, Proposal, Status } from '../../src/domain/change.ts';
import { steps, withUserSync } from '../../src/domain/plan.ts';
import type { PartnerConfiguration } from '../../src/domain/policy.ts';
import { ROLES } from '../../src/domain/role.ts';
import { aChange, aPerson, aProblem, aProposal, aTenant, MINUTE, NOW, tenantIdOf } from '../builders.ts';

/** One change in every state, by name. */

export const LATER: Instant = NOW + 2 * MINUTE;

export const fabrikam = aTenant({ displayName: 'Fabrikam Residences', defaultDomainName: 'fabrikam.com' });
export const lookalike = aTenant({
  tenantId: tenantIdOf(7),
  displayName: 'Fabrikarn Residences',
  defaultDomainName: 'fabrikarn.com',
});

export const partnerWith = (userSync: boolean | null, inbound: boolean | null = null): PartnerConfiguration => ({
  automaticRedemption: { inbound, outbound: null },
  identitySynchronization: { displayName: 'Fabrikam', userSync, groupSync: 'unknown' },
});

export const enabling: Partial<Proposal> = {
  partner: fabrikam,
  plan: { tenantId: fabrikam.tenantId, before: null, after: withUserSync(null, true, fabrikam.displayName) },
  reason: 'project Falcon starts on Monday',
};

export const disabling: Partial<Proposal> = {
  ...enabling,
  command: 'disable sync',
  plan: { tenantId: fabrikam.tenantId, before: partnerWith(true, true), after: partnerWith(false, true) },
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
  pending: { state: 'pending', release: null },
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
  },
  'pending, unreadable': {
    state: 'pending',
    release: { kind: 'unreadable', problem: aProblem({ kind: 'throttled' }) },
  },
  'pending, interrupted': { state: 'pending', release: { kind: 'interrupted' } },
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
      found: null,
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
      found: { automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null },
    },
  },
  diverged: { state: 'failed', by, at, failure: { kind: 'diverged', found: partnerWith(false, true) } },
  rejected: { state: 'rejected', by, at },
  expired: { state: 'expired', at: NOW + 15 * MINUTE, release: null },
  'expired, interrupted': { state: 'expired', at: NOW + 15 * MINUTE, release: { kind: 'interrupted' } },
  stale: { state: 'stale', by, at, found: partnerWith(true) },
} as const satisfies Record<string, Status>;
