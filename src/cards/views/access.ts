import type { Instant } from '../../domain/instant.ts';
import type { DefaultConfiguration, PartnerState } from '../../domain/policy/policy.ts';
import { fieldsOf, live, type FieldName } from '../../domain/policy/snapshot.ts';
import { words } from '../../words/words.ts';
import type { Report } from './report.ts';

/** Who comes in and goes out beside sync, by kind: of one partner, and by default. */

const KINDS = {
  guests: ['b2bCollaborationInbound', 'b2bCollaborationOutbound'],
  connect: ['b2bDirectConnectInbound', 'b2bDirectConnectOutbound'],
  trust: ['trustMfa', 'trustCompliantDevices', 'trustHybridDevices'],
  restrictions: ['tenantRestrictions'],
  more: [
    'isServiceProvider',
    'isInMultiTenantOrganization',
    'appServiceConnectInbound',
    'm365CollaborationInbound',
    'm365CollaborationOutbound',
    'roleEnabledGroupSync',
    'externalCloudApp',
    'otherSettings',
  ],
} as const satisfies Readonly<Record<string, readonly FieldName[]>>;
type Kind = keyof typeof KINDS;
const KIND_NAMES: readonly Kind[] = ['guests', 'connect', 'trust', 'restrictions', 'more'];

type Row = { readonly label: string; readonly value: string };
export type AccessFold = { readonly id: string; readonly kind: string; readonly rows: readonly Row[] };

/** One for each kind: what applies, and whether that is the partner's own or the default's. */
export function accessFolds(state: PartnerState, defaults: DefaultConfiguration | null): readonly AccessFold[] {
  if (state === null) return [];
  return KIND_NAMES.map((kind) => ({
    id: `access-${kind}`,
    kind: words.lists.access.kinds[kind],
    rows: rowsOf(kind, state, defaults),
  }));
}

export function defaultsReport(defaults: DefaultConfiguration, at: Instant): Report {
  const { title, about, sync, redemption } = words.lists.defaults;
  const state = { ...defaults, identitySynchronization: null };
  const { inbound, outbound } = defaults.automaticRedemption;
  const redeemed = (['redemptionInbound', 'redemptionOutbound'] as const).map((name) => rowOf(name, state, null));
  return {
    title,
    style: inbound || outbound ? 'warning' : 'emphasis',
    lines: [[about], [sync]],
    blocks: [
      { heading: [{ strong: redemption }], rows: redeemed.map(({ label, value }) => ({ label, value: [value] })) },
      ...KIND_NAMES.map((kind) => ({
        heading: [{ strong: words.lists.access.kinds[kind] }],
        rows: rowsOf(kind, state, null).map(({ label, value }) => ({ label, value: [value] })),
      })),
    ],
    footer: words.common.readOn(at),
    offers: [],
  };
}

/** Of what is rare, only what is set; of a default nothing follows another one. */
function rowsOf(kind: Kind, state: NonNullable<PartnerState>, defaults: DefaultConfiguration | null): readonly Row[] {
  const is = fieldsOf(live(state));
  const isSet = (name: FieldName): boolean => is[name] !== null && is[name] !== '' && is[name] !== 'unknown';
  const names: readonly FieldName[] = KINDS[kind];
  const shown = kind === 'more' ? names.filter(isSet) : names;
  if (shown.length === 0) return [{ label: words.lists.access.rest, value: words.lists.access.notSet }];
  return shown.map((name) => rowOf(name, state, defaults));
}

const rowOf = (name: FieldName, state: NonNullable<PartnerState>, defaults: DefaultConfiguration | null): Row => ({
  label: words.changes.fieldLabels[name],
  value: words.changes.effective(name, live(state), defaults),
});
