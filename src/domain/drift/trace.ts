import type { Actor } from '../people/actor.ts';
import type { Setting } from '../policy/policy.ts';
import { OF_POLICY, rowOf, SETTING_FIELDS, type SettingField } from '../policy/settings.ts';
import { fieldsOf, type FieldName, type Fields, type PartnerSnapshot } from '../policy/snapshot.ts';
import type { TenantPart } from '../policy/tenant-wide.ts';
import { isOfTemplate, PARTNER_TEMPLATE_ACTIVITIES, type AuditActivity } from './audit.ts';

/** What a record of the audit log says of one setting. */
export type Touch = {
  readonly field: FieldName;
  /** What it became; `untold`: that cannot be read. */
  readonly became: Setting | string;
  /** What it was before; left out: that cannot be read. */
  readonly was?: Setting | string | undefined;
  /** Whether the record proves that it was changed, and does not only mention it. */
  readonly sure: boolean;
};

/** What a record says that was changed. */
export type Trace = {
  readonly activity: AuditActivity;
  readonly touches: readonly Touch[];
  /** Whether that is all that was changed; false: its properties do not tell. */
  readonly tells: boolean;
};

export const UNTOLD = 'untold';

/** Which settings of a drift somebody changed, and which they may have, because their record does not tell. */
export type Part = { readonly did: readonly FieldName[]; readonly may: readonly FieldName[] };

/** Somebody who made a drift, or a part of it, or may have. */
export type DriftActor = Actor & Part;

/** What each kind of change can change, beside what follows from its name. */
const isOfPolicy = (field: SettingField): boolean => rowOf(field).name.startsWith(OF_POLICY);
const SYNC: readonly FieldName[] = [
  'userSync',
  'groupSync',
  'policyName',
  ...SETTING_FIELDS.filter(isOfPolicy),
  'otherSettings',
];
const ACCESS: readonly FieldName[] = [
  'redemptionInbound',
  'redemptionOutbound',
  ...SETTING_FIELDS.filter((field) => !isOfPolicy(field) && rowOf(field).part === undefined),
  'otherSettings',
];
const templateOf = (part: TenantPart): readonly FieldName[] => [
  ...SETTING_FIELDS.filter((field) => rowOf(field).part === part),
  'otherSettings',
];
/** What the templates say of a setting, by the name that Graph has for it there and for a partner. */
const IN_TEMPLATES: Readonly<Partial<Record<TenantPart, ReadonlyMap<FieldName, FieldName>>>> = {
  syncTemplate: new Map([['userSync', 'mtoUserSync']]),
  partnerTemplate: new Map([
    ['trustMfa', 'mtoTrustMfa'],
    ['trustCompliantDevices', 'mtoTrustCompliantDevices'],
    ['trustHybridDevices', 'mtoTrustHybridDevices'],
    ['redemptionInbound', 'mtoRedemptionInbound'],
    ['redemptionOutbound', 'mtoRedemptionOutbound'],
    ['b2bCollaborationInbound', 'mtoCollaborationInbound'],
    ['b2bCollaborationOutbound', 'mtoCollaborationOutbound'],
    ['b2bDirectConnectInbound', 'mtoDirectConnectInbound'],
    ['b2bDirectConnectOutbound', 'mtoDirectConnectOutbound'],
  ]),
};

/** The part of the tenant as a whole whose settings a record speaks of; undefined: a partner's, or those by default. */
export function partOfTenant(activity: AuditActivity): TenantPart | undefined {
  if (isOfTemplate(activity)) return 'syncTemplate';
  return PARTNER_TEMPLATE_ACTIVITIES.some((one) => one === activity) ? 'partnerTemplate' : undefined;
}

/** What a record says of each setting, by the place that it is about. */
export function touchesOf({ activity, touches }: Pick<Trace, 'activity' | 'touches'>): readonly Touch[] {
  const part = partOfTenant(activity);
  const names = part && IN_TEMPLATES[part];
  return names === undefined
    ? touches
    : touches.map((touch) => ({ ...touch, field: names.get(touch.field) ?? touch.field }));
}
/** What a deletion takes away. */
const POLICY: readonly FieldName[] = ['policy', ...SYNC];
const PARTNER: readonly FieldName[] = ['partner', ...ACCESS, ...POLICY];

/**
 * What one record has to do with settings that were found to be otherwise: a record counts only for what it changed, and
 * only if what it made of it is what was found.
 * @param fields those that differ
 */
export function partOf(trace: Trace, fields: readonly FieldName[], found: PartnerSnapshot): Part {
  const { activity, tells } = trace;
  const touches = touchesOf(trace);
  const is = fieldsOf(found);
  const implied = impliedBy(activity, is);
  const told = new Map<FieldName, 'did' | 'may' | 'not'>();
  for (const field of fields) {
    const mine = touches.filter((touch) => touch.field === field);
    if (implied.did.includes(field)) told.set(field, 'did');
    else if (mine.length > 0) told.set(field, ofTouches(mine, is));
    else told.set(field, !tells && implied.may.includes(field) ? 'may' : 'not');
  }
  return {
    did: fields.filter((field) => told.get(field) === 'did'),
    may: fields.filter((field) => told.get(field) === 'may'),
  };
}

/** Several properties of one record may speak of one setting: what one of them proves is not undone by another. */
function ofTouches(touches: readonly Touch[], is: Fields): 'did' | 'may' | 'not' {
  const fitting = touches.filter(({ field, became }) => became === UNTOLD || sameValue(became, is[field]));
  if (fitting.some(({ sure }) => sure)) return 'did';
  return fitting.length > 0 ? 'may' : 'not';
}

/** What is not set is not on, and Graph need not write the one as the log does. */
export function sameValue(became: Touch['became'], is: Fields[FieldName]): boolean {
  if (typeof became === 'string') return became === is;
  return typeof is !== 'string' && (became === true) === (is === true);
}

/** What follows from the name of the activity alone. */
function impliedBy(activity: AuditActivity, is: Fields): Part {
  const may = (names: readonly FieldName[]): Part => ({ did: [], may: names });
  // What was deleted may have come back since, and what it does not have any more may be gone since then.
  const gone = (names: readonly FieldName[]): Part =>
    may(names.filter((name) => is[name] === null || is[name] === 'absent'));
  switch (activity) {
    case 'Create a partner cross-tenant identity sync setting':
      return is.policy === 'present' ? { did: ['policy'], may: SYNC } : NOTHING;
    case 'Update a partner cross-tenant identity sync setting':
      return may(SYNC);
    case 'Delete a partner cross-tenant identity sync setting':
      return is.policy === 'present' ? gone(SYNC) : { did: POLICY, may: [] };
    case 'Add a partner to cross-tenant access setting':
      return is.partner === 'present' ? { did: ['partner'], may: ACCESS } : NOTHING;
    case 'Update a partner cross-tenant access setting':
    case 'Update the company default cross-tenant access setting':
    case 'Reset the cross-tenant access default setting':
      return may(ACCESS);
    case 'Delete partner specific cross-tenant access setting':
      return is.partner === 'present' ? gone(PARTNER) : { did: PARTNER, may: [] };
    case 'Update a multitenant org identity sync policy template':
    case 'Reset a multitenant org identity sync policy template':
      return may(templateOf('syncTemplate'));
    case 'Update a multitenant org partner configuration template':
    case 'Reset a multitenant org partner configuration template':
      return may(templateOf('partnerTemplate'));
  }
}

const NOTHING: Part = { did: [], may: [] };
