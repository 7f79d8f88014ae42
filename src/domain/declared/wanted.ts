import type { AskedEnd } from '../ends/asked-end.ts';
import type { EndingDoor } from '../ends/door.ts';
import type { TenantId } from '../ids.ts';
import type { OtherSetting, Setting } from '../policy/policy.ts';
import type { DeclaredTrust } from './declared.ts';

/** One partner as a file wants it; what it does not name stays as it is. null: nothing of its own, so that the default applies. */
export type WantedPartner = {
  readonly tenantId: TenantId;
  readonly redemption: { readonly inbound?: Setting; readonly outbound?: Setting };
  /** null: no sync policy. Left out: as it is. */
  readonly synchronization?: WantedPolicy | null;
  readonly trust: Readonly<Partial<Record<DeclaredTrust, Setting>>>;
  /** Each other setting that is named, as it would be read; `setting` null: none of its own. */
  readonly settings: readonly { readonly name: string; readonly setting: OtherSetting | null }[];
  /** null: none is spoken of. */
  readonly ends: readonly (readonly [door: EndingDoor, asked: DeclaredEnd])[] | null;
};

/** A day that is still a part of it, or a moment. */
export type DeclaredEnd = Exclude<AskedEnd, { readonly kind: 'days' }>;

export type WantedPolicy = {
  readonly name?: string | null;
  readonly users?: Setting;
  readonly groups?: Setting;
};

/**
 * Why a file of partners is not followed, as a whole. `syntax`: it is no YAML. `shortcut`: it has an alias, an anchor, a tag or
 * a directive. `tooDeep`, `tooMuch`: more than any partner has. `otherForm`: another version of the form. `elsewhere`: it is of
 * another organisation. The rest is about one place of it.
 */
export const FILE_FAULTS = [
  'syntax',
  'shortcut',
  'tooDeep',
  'tooMuch',
  'otherForm',
  'elsewhere',
  'noMapping',
  'noList',
  'keyTwice',
  'keyUnknown',
  'keyMissing',
  'noTenant',
  'partnerTwice',
  'noSwitch',
  'noName',
  'noEnd',
  'standsElsewhere',
] as const;

export type FileFault = {
  readonly what: (typeof FILE_FAULTS)[number];
  /** Counted from 1. */
  readonly line: number;
  /** What stands there, or where that is, as `partners.trust.mfa`; empty: that says nothing. */
  readonly at: string;
};
