import type { TenantInformation } from '../partners/tenant.ts';
import type { PartnerGoal } from '../policy/goals.ts';
import type { DefaultConfiguration, PartnerConfiguration, PartnerState } from '../policy/policy.ts';
import { settingValue, type TrustField } from '../policy/settings.ts';
import { withTrust } from '../policy/trust.ts';
import { fieldsOf, isOfDefault, type FieldName, type PartnerSnapshot, type Snapshot } from '../policy/snapshot.ts';
import { FRESH_PARTNER } from '../policy/step.ts';

/** What is opened for a partner and may have an end, each as people count it: one setting. */
export const ENDING_DOORS = [
  'userSync',
  'groupSync',
  'redemptionInbound',
  'redemptionOutbound',
  'trustMfa',
  'trustCompliantDevices',
  'trustHybridDevices',
] as const satisfies FieldName[];
export type EndingDoor = (typeof ENDING_DOORS)[number];
/** What a partner may leave to the default. No default allows sync. */
type InheritedDoor = Exclude<EndingDoor, 'userSync' | 'groupSync'>;
const isInherited = (door: EndingDoor): door is InheritedDoor => door !== 'userSync' && door !== 'groupSync';

export const openOf = (snapshot: Snapshot, doors: readonly EndingDoor[]): readonly EndingDoor[] => {
  const fields = fieldsOf(snapshot);
  return doors.filter((door) => fields[door] === true);
};

/** Whether nothing of a partner is open after it of what was, and more than one thing was. */
export const closesAll = ({ before, after }: { before: Snapshot; after: Snapshot }): boolean =>
  openOf(before, ENDING_DOORS).length > 1 && openOf(after, ENDING_DOORS).length === 0;

/** What is open after it that was not before. */
export const openedBy = ({ before, after }: { before: Snapshot; after: Snapshot }): readonly EndingDoor[] =>
  openOf(after, ENDING_DOORS).filter((door) => fieldsOf(before)[door] !== true);

/**
 * What the partner leaves to the default, where that is open: open as well, though it is set nowhere of its own.
 * @param defaults null: it could not be read, and may be open
 */
export function openByDefault(
  snapshot: Snapshot,
  doors: readonly EndingDoor[],
  defaults: DefaultConfiguration | null,
): readonly EndingDoor[] {
  const left = isOfDefault(snapshot) ? [] : leftToDefault(snapshot, doors);
  return left.filter((door) => defaults === null || byDefault(defaults, door));
}

/** What was closed before it and is left to a default that is open, or may be. @param defaults as above */
export function openedByDefault(
  { before, after }: { before: Snapshot; after: Snapshot },
  defaults: DefaultConfiguration | null,
): readonly EndingDoor[] {
  const was = fieldsOf(before);
  const closed = ENDING_DOORS.filter((door) => was[door] === false);
  return openByDefault(after, closed, defaults);
}

/** What of it the partner does not set: whether that is open, the default says. */
export function leftToDefault(snapshot: Snapshot, doors: readonly EndingDoor[]): readonly InheritedDoor[] {
  const fields = fieldsOf(snapshot);
  return doors.filter(isInherited).filter((door) => fields[door] === null);
}

/** Graph: of the default nothing is inherited; what was not kept of it may be open. */
function byDefault({ automaticRedemption, others }: DefaultConfiguration, door: InheritedDoor): boolean {
  switch (door) {
    case 'redemptionInbound':
      return automaticRedemption.inbound;
    case 'redemptionOutbound':
      return automaticRedemption.outbound;
    case 'trustMfa':
    case 'trustCompliantDevices':
    case 'trustHybridDevices':
      return others === undefined || settingValue(others, door) === true;
  }
}

/** Everything closed that is open: what somebody answers for, or not. */
export const allClosed: PartnerGoal = (before, tenant) => {
  const open = openOf(before, ENDING_DOORS);
  if (open.length === 0) return { kind: 'nothingToDo', what: 'nothingOpen' };
  return { kind: 'change', after: withDoors(before, open, false, tenant) };
};

/**
 * The partner with each of these open, or closed: forbidden, whatever the default allows. A policy that is made takes the tenant's name.
 * @param defaults what is kept where the partner begins to have trust of its own; left out where nothing is opened
 */
export function withDoors(
  snapshot: PartnerSnapshot,
  doors: readonly EndingDoor[],
  isOpen: boolean,
  { displayName: name }: Pick<TenantInformation, 'displayName'>,
  defaults: DefaultConfiguration | null = null,
): PartnerSnapshot {
  const partner = doors.reduce<PartnerState>(
    (state, door) => WITH[door](state ?? FRESH_PARTNER, isOpen, { name, defaults, isNew: snapshot.partner === null }),
    snapshot.partner,
  );
  return { ...snapshot, partner };
}

type About = { readonly name: string | null; readonly defaults: DefaultConfiguration | null; readonly isNew: boolean };
type With = (partner: PartnerConfiguration, isOpen: boolean, about: About) => PartnerConfiguration;

const trusting =
  (field: TrustField): With =>
  (partner, isOpen, { defaults, isNew }) => {
    // A stranger surely sets nothing.
    const others = isNew ? (partner.others ?? []) : partner.others;
    return { ...partner, others: withTrust(others, { [field]: isOpen }, defaults?.others) };
  };

const WITH: Readonly<Record<EndingDoor, With>> = {
  userSync: (partner, userSync, { name }) => withPolicy(partner, { userSync }, name),
  groupSync: (partner, groupSync, { name }) => withPolicy(partner, { groupSync }, name),
  redemptionInbound: (partner, inbound) => redeeming(partner, { inbound }),
  redemptionOutbound: (partner, outbound) => redeeming(partner, { outbound }),
  trustMfa: trusting('trustMfa'),
  trustCompliantDevices: trusting('trustCompliantDevices'),
  trustHybridDevices: trusting('trustHybridDevices'),
};

type Policy = NonNullable<PartnerConfiguration['identitySynchronization']>;

const withPolicy = (
  partner: PartnerConfiguration,
  set: Partial<Pick<Policy, 'userSync' | 'groupSync'>>,
  displayName: string | null,
): PartnerConfiguration => {
  const policy: Policy = partner.identitySynchronization ?? { displayName, userSync: null, groupSync: 'unknown' };
  return { ...partner, identitySynchronization: { ...policy, ...set } };
};

const redeeming = (
  partner: PartnerConfiguration,
  set: Partial<PartnerConfiguration['automaticRedemption']>,
): PartnerConfiguration => ({ ...partner, automaticRedemption: { ...partner.automaticRedemption, ...set } });
