import type { TenantId } from '../ids.ts';
import type { EndingDoor } from '../ends/door.ts';
import { openDoorsOf, type Ending } from '../ends/ending.ts';
import type { Instant } from '../instant.ts';
import { namelessTenant, type TenantInformation } from '../partners/tenant.ts';
import type { PartnerConfiguration, PartnerState, Setting } from '../policy/policy.ts';
import { rowOf, settingFields, type TrustField } from '../policy/settings.ts';
import { live } from '../policy/snapshot.ts';

/** All partners as they are set, as a file tells of them. */
export type Declared = {
  /** The organisation whose partners they are. */
  readonly home: TenantId;
  /** By their tenant ids. */
  readonly partners: readonly DeclaredPartner[];
};

export type DeclaredPartner = {
  readonly tenantId: TenantId;
  /** For people only: names are their owner's, and no part of what is declared. */
  readonly named: TenantInformation;
  readonly automaticRedemption: PartnerConfiguration['automaticRedemption'];
  /** null: no sync policy. `groups`: left out where Graph does not show it (v1.0). */
  readonly synchronization: {
    readonly name: string | null;
    readonly users: Setting;
    readonly groups?: Setting;
  } | null;
  readonly trust: Readonly<Record<DeclaredTrust, Setting>>;
  /** Each other setting of its own, by the name that Graph has for it, whole. */
  readonly settings: readonly (readonly [name: string, value: unknown])[];
  /** What is open only until then. */
  readonly ends: readonly (readonly [door: EndingDoor, at: Instant])[];
};

/** What trust is called in a file, by the setting. */
export const DECLARED_TRUST = {
  mfa: 'trustMfa',
  compliantDevices: 'trustCompliantDevices',
  hybridDevices: 'trustHybridDevices',
} as const satisfies Readonly<Record<string, TrustField>>;
export type DeclaredTrust = keyof typeof DECLARED_TRUST;

type Listed = { readonly tenantId: TenantId; readonly state: PartnerState };

/**
 * @param entries partners as they are
 * @param endings all that are to come, in the order in which they were decided
 */
export function declaredOf(
  home: TenantId,
  entries: readonly Listed[],
  tenants: readonly TenantInformation[],
  endings: readonly Ending[],
): Declared {
  const names = new Map(tenants.map((tenant) => [tenant.tenantId, tenant]));
  const partners = entries.flatMap(({ tenantId, state }) => {
    if (state === null) return [];
    const named = names.get(tenantId) ?? namelessTenant(tenantId);
    return [declaredPartner(named, state, endings)];
  });
  return { home, partners: partners.toSorted((a, b) => (a.tenantId < b.tenantId ? -1 : 1)) };
}

function declaredPartner(
  named: TenantInformation,
  state: PartnerConfiguration,
  endings: readonly Ending[],
): DeclaredPartner {
  const { tenantId } = named;
  const { automaticRedemption, identitySynchronization: policy, others = [] } = state;
  return {
    tenantId,
    named,
    automaticRedemption,
    synchronization: policy && {
      name: policy.displayName,
      users: policy.userSync,
      ...(policy.groupSync !== 'unknown' && { groups: policy.groupSync }),
    },
    trust: trustOf(state),
    // What is trusted stands by itself, by its parts.
    settings: others.flatMap(({ name, value }) =>
      name === rowOf('trustMfa').name || value === undefined ? [] : [[name, JSON.parse(value)] as const],
    ),
    ends: endsDeclared(tenantId, state, endings),
  };
}

const trustOf = (state: PartnerConfiguration): DeclaredPartner['trust'] => {
  const fields = settingFields(state);
  const own = (trust: DeclaredTrust): Setting => {
    const is = fields[DECLARED_TRUST[trust]];
    return typeof is === 'boolean' ? is : null;
  };
  return { mfa: own('mfa'), compliantDevices: own('compliantDevices'), hybridDevices: own('hybridDevices') };
};

/** Until when what is open for a partner may be, by the door. */
export function endsDeclared(
  tenantId: TenantId,
  state: PartnerState,
  endings: readonly Ending[],
): DeclaredPartner['ends'] {
  const own = endings.filter(({ partner }) => partner.tenantId === tenantId);
  const ends = own.flatMap((ending) =>
    openDoorsOf(ending, own, live(state)).map((door) => [door, ending.end.at] as const),
  );
  return ends.toSorted(([a], [b]) => Number(a > b) - Number(a < b));
}
