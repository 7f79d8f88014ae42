import { type DefaultConfiguration, type PartnerConfiguration, type PartnerState, syncState } from './policy.ts';

import { settingFields, type TrustField } from './settings.ts';
import { withTrust } from './trust.ts';
import {
  DEFAULT_LEVELS,
  live,
  type FieldName,
  type PartnerSnapshot,
  type Snapshot,
  type TemplateSnapshot,
} from './snapshot.ts';
import { FRESH_PARTNER, reset } from './step.ts';
import type { TenantInformation } from '../partners/tenant.ts';

/**
 * Why a change command would change nothing. `noPolicy`, `noPartner`: there is none, so user sync is off anyway.
 * `noPolicyToChange`: there is none, so there is nothing that could be altered.
 */
export const ALREADY_SO = [
  'syncOn',
  'syncOff',
  'noPolicy',
  'noPartner',
  'noPolicyToDelete',
  'noSuchPartner',
  'policyExists',
  'noPolicyToChange',
  'namedSo',
  'groupSyncOn',
  'groupSyncOff',
  'partnerExists',
  'redemptionOn',
  'redemptionOff',
  'trustOn',
  'trustOff',
  'nothingOpen',
  'nothingDeleted',
  'templateOn',
  'templateOff',
  'templateReset',
] as const;
export type AlreadySo = (typeof ALREADY_SO)[number];
/** Which setting that may be of. */
type SettingSo = Extract<FieldName, `redemption${string}` | TrustField>;

/** What should be, given what is. Every change command is one of these. */
export type Goal =
  | { readonly kind: 'change'; readonly after: Snapshot }
  /** `field`: which setting, of what says that of several. */
  | { readonly kind: 'nothingToDo'; readonly what: AlreadySo; readonly field?: SettingSo };
/** `defaults`: what applies to whoever sets nothing of its own; null or left out: not read. */
export type PartnerGoal = (
  before: PartnerSnapshot,
  tenant: TenantInformation,
  defaults?: DefaultConfiguration | null,
) => Goal;
export type TemplateGoal = (before: TemplateSnapshot) => Goal;

const toBe = (partner: PartnerState): Goal => ({ kind: 'change', after: live(partner) });
const already = (what: AlreadySo, field?: SettingSo): Goal => ({
  kind: 'nothingToDo',
  what,
  ...(field !== undefined && { field }),
});

/** The partner with user sync allowed or not; a policy that must be created takes the tenant's name. */
export function withUserSync(before: PartnerState, allowed: boolean, tenantName: string | null): PartnerConfiguration {
  const partner = before ?? FRESH_PARTNER;
  const policy = partner.identitySynchronization ?? { displayName: tenantName, userSync: null, groupSync: 'unknown' };
  return { ...partner, identitySynchronization: { ...policy, userSync: allowed } };
}

export const userSyncOn: PartnerGoal = ({ partner }, tenant) =>
  syncState(partner) === 'on' ? already('syncOn') : toBe(withUserSync(partner, true, tenant.displayName));

export const userSyncOff: PartnerGoal = ({ partner }, tenant) => {
  if (partner === null) return already('noPartner');
  if (partner.identitySynchronization === null) return already('noPolicy');
  // A policy that says nothing (null) is made to say no: that is what the person asked for.
  if (partner.identitySynchronization.userSync === false) return already('syncOff');
  return toBe(withUserSync(partner, false, tenant.displayName));
};

export const policyCreated: PartnerGoal = ({ partner }, tenant) =>
  (partner?.identitySynchronization ?? null) === null
    ? toBe(withUserSync(partner, false, tenant.displayName))
    : already('policyExists');

export const policyDeleted: PartnerGoal = ({ partner }) => {
  if (partner === null) return already('noSuchPartner');
  if (partner.identitySynchronization === null) return already('noPolicyToDelete');
  return toBe({ ...partner, identitySynchronization: null });
};

export const policyRenamed =
  (displayName: string): PartnerGoal =>
  ({ partner }) => {
    const policy = partner?.identitySynchronization ?? null;
    if (partner === null || policy === null) return already('noPolicyToChange');
    if (policy.displayName === displayName) return already('namedSo');
    return toBe({ ...partner, identitySynchronization: { ...policy, displayName } });
  };

export const groupSyncSet =
  (allowed: boolean): PartnerGoal =>
  ({ partner }) => {
    const policy = partner?.identitySynchronization ?? null;
    if (partner === null || policy === null) return already('noPolicyToChange');
    if (policy.groupSync === allowed) return already(allowed ? 'groupSyncOn' : 'groupSyncOff');
    return toBe({ ...partner, identitySynchronization: { ...policy, groupSync: allowed } });
  };

export const partnerAdded: PartnerGoal = ({ partner }) =>
  partner === null ? toBe(FRESH_PARTNER) : already('partnerExists');

export const partnerRemoved: PartnerGoal = ({ partner }) => (partner === null ? already('noSuchPartner') : toBe(null));

const REDEMPTION = { inbound: 'redemptionInbound', outbound: 'redemptionOutbound' } as const;

export const redemptionSet =
  (half: 'inbound' | 'outbound', allowed: boolean): PartnerGoal =>
  ({ partner }) => {
    const from = partner ?? FRESH_PARTNER;
    if (partner === null && !allowed) return already('noSuchPartner');
    if (from.automaticRedemption[half] === allowed)
      return already(allowed ? 'redemptionOn' : 'redemptionOff', REDEMPTION[half]);
    return toBe({ ...from, automaticRedemption: { ...from.automaticRedemption, [half]: allowed } });
  };

/** Its own yes or no, whatever the default says; what else it trusts stays as it is, also where the default said so. */
export const trustSet =
  (field: TrustField, allowed: boolean): PartnerGoal =>
  ({ partner }, _, defaults = null) => {
    if (partner === null && !allowed) return already('noSuchPartner');
    const from = partner ?? FRESH_PARTNER;
    if (settingFields(from)[field] === allowed) return already(allowed ? 'trustOn' : 'trustOff', field);
    // A stranger surely sets nothing.
    const others = partner === null ? [] : partner.others;
    return toBe({ ...from, others: withTrust(others, { [field]: allowed }, defaults?.others) });
  };

/** The policy comes back as it was deleted; the partner too, first, where it is gone. */
export const policyRestored: PartnerGoal = ({ partner, deleted }) => {
  if ((partner?.identitySynchronization ?? null) !== null) return already('policyExists');
  if (deleted === 'unread' || deleted.policy === null) return already('nothingDeleted');
  const { displayName, userSync, groupSync } = deleted.policy;
  const home = partner ?? { ...FRESH_PARTNER, ...redemptionOf(deleted.partner) };
  return {
    kind: 'change',
    after: {
      kind: 'partner',
      partner: { ...home, identitySynchronization: { displayName, userSync, groupSync } },
      deleted: { partner: partner === null ? null : deleted.partner, policy: null },
    },
  };
};

const redemptionOf = (item: { automaticRedemption: PartnerConfiguration['automaticRedemption'] } | null) =>
  item === null ? {} : { automaticRedemption: item.automaticRedemption };

export const policyPurged: PartnerGoal = (before) => {
  const { deleted } = before;
  if (deleted === 'unread' || deleted.policy === null) return already('nothingDeleted');
  return { kind: 'change', after: { ...before, deleted: { ...deleted, policy: null } } };
};

export const templateSyncSet =
  (allowed: boolean): TemplateGoal =>
  (before) =>
    before.userSync === allowed
      ? already(allowed ? 'templateOn' : 'templateOff')
      : { kind: 'change', after: { ...before, userSync: allowed } };

export const templateReset: TemplateGoal = (before) =>
  before.userSync === null && before.appliesTo === DEFAULT_LEVELS
    ? already('templateReset')
    : { kind: 'change', after: reset(before) };
