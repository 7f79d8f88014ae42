import type { TenantId } from '../ids.ts';
import type { OnePlan } from './many.ts';
import { letsAnybody } from './moves.ts';
import { planOf } from './plan.ts';
import type { PartnerConfiguration } from './policy.ts';
import { settingFields, settingValue, TRUST_FIELDS, withWritten, type SettingWrite } from './settings.ts';
import { withTrust } from './trust.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What a freeze makes of a partner: user sync, group sync and automatic redemption off, whatever the default says; of what
 * applies by default: no inbound trust, and nobody in by direct connect. What lets nobody in already is left alone.
 * Graph: automatic redemption of the default is not among what an update of it takes.
 */
export function frozenPlan(tenantId: TenantId, now: Snapshot): OnePlan {
  if (now.kind === 'template' || now.partner === null) return { tenantId, before: now, after: now };
  const { partner } = now;
  const after = partner.isDefault === true ? closedDefault(partner) : closed(partner);
  return planOf(tenantId, now, { ...now, partner: after });
}

function closed(partner: PartnerConfiguration): PartnerConfiguration {
  const { identitySynchronization: policy } = partner;
  return {
    ...partner,
    automaticRedemption: { inbound: false, outbound: false },
    identitySynchronization: policy && {
      ...policy,
      userSync: false,
      // Graph v1.0 does not show it, and what was never set is off.
      groupSync: policy.groupSync === true ? false : policy.groupSync,
    },
  };
}

const DIRECT_CONNECT_IN = 'b2bDirectConnectInbound';

/** Graph: crossTenantAccessPolicyB2BSetting that lets nobody through; with the fingerprint that it has when it is read back. */
const BLOCKED: SettingWrite = {
  name: DIRECT_CONNECT_IN,
  fingerprint: 'HbO_64vQN1nIlY8rlOvm4l',
  value: JSON.stringify({
    applications: { accessType: 'blocked', targets: [{ target: 'AllApplications', targetType: 'application' }] },
    usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  }),
};

function closedDefault(partner: PartnerConfiguration): PartnerConfiguration {
  const trusted = settingFields(partner);
  const open = TRUST_FIELDS.filter((field) => trusted[field] === true);
  const closing = Object.fromEntries(open.map((field) => [field, false]));
  const withoutTrust = open.length === 0 ? partner.others : withTrust(partner.others, closing);
  const connects = letsAnybody(settingValue(partner.others, DIRECT_CONNECT_IN), DIRECT_CONNECT_IN);
  return { ...partner, others: withWritten(withoutTrust, connects ? [BLOCKED] : []) };
}

/** Whether invitations are redeemed by default without a question, which Graph lets no app set. */
export const redeemsByDefault = ({ automaticRedemption }: PartnerConfiguration): boolean =>
  automaticRedemption.inbound === true || automaticRedemption.outbound === true;
