import type { Instant } from '../../domain/instant.ts';
import type { DefaultConfiguration, PartnerConfiguration, PartnerState } from '../../domain/policy/policy.ts';
import { rowOf, SETTING_FIELDS } from '../../domain/policy/settings.ts';
import { fieldsOf, live, type FieldName } from '../../domain/policy/snapshot.ts';
import { TENANT_PARTS, unreadParts, type TenantPart } from '../../domain/policy/tenant-wide.ts';
import type { PartnerView } from '../../domain/replies/reply.ts';
import { words } from '../../words/words.ts';
import { SIGNS } from '../style.ts';
import type { Report } from './report.ts';

/** Who comes in and goes out beside sync, by kind: of one partner, by default, and what is of the tenant as a whole. */

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

/** What is of the tenant as a whole, by where it is. */
const OF_TENANT: Readonly<Record<TenantPart, readonly FieldName[]>> = {
  policy: inPart('policy'),
  partnerTemplate: inPart('partnerTemplate'),
  syncTemplate: inPart('syncTemplate'),
};
function inPart(part: TenantPart): readonly FieldName[] {
  return SETTING_FIELDS.filter((field) => rowOf(field).part === part);
}

type Row = {
  readonly label: string;
  readonly value: string;
  /** Below it, until when. */
  readonly times: readonly { readonly time: string }[];
};

export type AccessFold = { readonly id: string; readonly kind: string; readonly rows: readonly Row[] };

/** One for each kind: what applies, and whether that is the partner's own or the default's. */
export function accessFolds(
  state: PartnerState,
  defaults: DefaultConfiguration | null,
  ends: PartnerView['ends'],
): readonly AccessFold[] {
  if (state === null) return [];
  return KIND_NAMES.map((kind) => ({
    id: `access-${kind}`,
    kind: words.lists.access.buttons[kind],
    rows: rowsOf(kind, state, defaults, ends),
  }));
}

export function defaultsReport(state: PartnerConfiguration, at: Instant): Report {
  const { title, about, sync, redeemed: open, redemption, parts, unread } = words.lists.defaults;
  const { inbound, outbound } = state.automaticRedemption;
  const isRedeemed = inbound === true || outbound === true;
  const missing = unreadParts(state.others);
  const redeemed = (['redemptionInbound', 'redemptionOutbound'] as const).map((name) => rowFor(name, state, null));
  return {
    title,
    style: isRedeemed ? 'warning' : 'emphasis',
    ...(isRedeemed && { sign: SIGNS.open }),
    lines: [
      ...(isRedeemed ? [[{ strong: open }]] : []),
      [about],
      [sync],
      ...(missing.length === 0 ? [] : [[unread(missing)]]),
    ],
    blocks: [
      { heading: [{ strong: redemption }], rows: redeemed.map(({ label, value }) => ({ label, value: [value] })) },
      ...KIND_NAMES.map((kind) => ({
        heading: [{ strong: words.lists.access.kinds[kind] }],
        rows: rowsOf(kind, state, null).map(({ label, value }) => ({ label, value: [value] })),
      })),
      ...TENANT_PARTS.filter((part) => !missing.includes(part)).map((part) => ({
        heading: [{ strong: parts[part] }],
        rows: setOf(OF_TENANT[part], state)
          .map((name) => rowFor(name, state, null))
          .map(({ label, value }) => ({ label, value: [value] })),
      })),
    ],
    footer: words.common.readOn(at),
    offers: [],
  };
}

/** Of what is rare, only what is set; of a default nothing follows another one. */
function rowsOf(
  kind: Kind,
  state: NonNullable<PartnerState>,
  defaults: DefaultConfiguration | null,
  ends: PartnerView['ends'] = [],
): readonly Row[] {
  const names: readonly FieldName[] = KINDS[kind];
  const shown = kind === 'more' ? setOf(names, state) : names;
  if (shown.length === 0) return [{ label: words.lists.access.rest, value: words.lists.access.notSet, times: [] }];
  return shown.map((name) => rowFor(name, state, defaults, ends));
}

function setOf(names: readonly FieldName[], state: PartnerConfiguration): readonly FieldName[] {
  const is = fieldsOf(live(state));
  return names.filter((name) => is[name] !== null && is[name] !== '' && is[name] !== 'unknown');
}

const rowFor = (
  name: FieldName,
  state: NonNullable<PartnerState>,
  defaults: DefaultConfiguration | null,
  ends: PartnerView['ends'] = [],
): Row => settingRow(name, words.changes.effective(name, live(state), defaults), ends);

/** What a setting is, and until when it may be so. */
export function settingRow(name: FieldName, value: string, ends: PartnerView['ends']): Row {
  const [, at] = ends.find(([door]) => door === name) ?? [];
  const times = at === undefined ? [] : [{ time: words.lists.partner.until(at) }];
  return { label: words.changes.fieldLabels[name], value, times };
}
