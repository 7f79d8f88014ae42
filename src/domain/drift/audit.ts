import { isSettingField, OF_POLICY, rowOf } from '../policy/settings.ts';
import { difference, fieldsOf, isOfDefault, type FieldName, type PartnerSnapshot } from '../policy/snapshot.ts';
import type { Step } from '../policy/step.ts';
import { tenantPartOf } from '../policy/tenant-wide.ts';

/** The kinds of changes that the audit log knows, by its own names (Entra: audit activity reference), what opens doors first. */
export const AUDIT_ACTIVITIES = [
  'Create a partner cross-tenant identity sync setting',
  'Update a partner cross-tenant identity sync setting',
  'Delete a partner cross-tenant identity sync setting',
  'Add a partner to cross-tenant access setting',
  'Update a partner cross-tenant access setting',
  'Delete partner specific cross-tenant access setting',
  'Update a multitenant org identity sync policy template',
  'Reset a multitenant org identity sync policy template',
] as const;
/** What it calls changes of what applies by default. */
export const DEFAULT_ACTIVITIES = [
  'Update the company default cross-tenant access setting',
  'Reset the cross-tenant access default setting',
] as const;
/** And of what partners get that belong to the multitenant organization. */
export const PARTNER_TEMPLATE_ACTIVITIES = [
  'Update a multitenant org partner configuration template',
  'Reset a multitenant org partner configuration template',
] as const;
/**
 * What is of the tenant as a whole and matched with no step: a record of the bot's own app of these is told from others by its
 * name (`own-step.ts`). Of the policy itself, which has the clouds, the reference names no record.
 */
export const HOME_ACTIVITIES = [...DEFAULT_ACTIVITIES, ...PARTNER_TEMPLATE_ACTIVITIES] as const;
export type HomeActivity = (typeof HOME_ACTIVITIES)[number];
export type AuditActivity = (typeof AUDIT_ACTIVITIES)[number] | HomeActivity;

/** Whether it is about the tenant as a whole, whomever its record names, which need not be the tenant: no other record is. */
export const isOfHome = (activity: AuditActivity): boolean =>
  HOME_ACTIVITIES.some((one) => one === activity) || isOfTemplate(activity);

type Difference = { readonly before: PartnerSnapshot; readonly after: PartnerSnapshot };

/** What the audit log calls the changes that can have led to the difference. */
export function activitiesOf({ before, after }: Difference): readonly AuditActivity[] {
  const names = difference(before, after);
  if (isOfDefault(after)) return activitiesOfHome(names);
  const is = fieldsOf(after);
  const activities: AuditActivity[] = [];
  if (names.includes('policy')) {
    activities.push(
      is.policy === 'present'
        ? 'Create a partner cross-tenant identity sync setting'
        : 'Delete a partner cross-tenant identity sync setting',
    );
  }
  // What was created or deleted may have been changed before or after.
  if (names.some(isOfSync)) {
    activities.push('Update a partner cross-tenant identity sync setting');
  }
  if (names.includes('partner')) {
    activities.push(
      is.partner === 'present'
        ? 'Add a partner to cross-tenant access setting'
        : 'Delete partner specific cross-tenant access setting',
    );
  }
  if (names.some(isOfAccess)) {
    activities.push('Update a partner cross-tenant access setting');
  }
  return activities;
}

/** What has no name that is known may be of any of it. Of the clouds nothing is asked. */
function activitiesOfHome(names: readonly FieldName[]): readonly AuditActivity[] {
  const parts = names.map((name) => (isSettingField(name) ? rowOf(name).part : undefined));
  return [
    ...(parts.includes(undefined) ? DEFAULT_ACTIVITIES : []),
    ...(parts.includes('partnerTemplate') || names.includes('otherSettings') ? PARTNER_TEMPLATE_ACTIVITIES : []),
    ...(parts.includes('syncTemplate') || names.includes('otherSettings') ? AUDIT_ACTIVITIES.filter(isOfTemplate) : []),
  ];
}

const isOfPolicy = (name: FieldName): boolean => isSettingField(name) && rowOf(name).name.startsWith(OF_POLICY);
const isOfSync = (name: FieldName): boolean =>
  ['userSync', 'groupSync', 'policyName', 'otherSettings'].includes(name) || isOfPolicy(name);
/** What has no name that is known may be of either. */
const isOfAccess = (name: FieldName): boolean =>
  ['redemptionInbound', 'redemptionOutbound', 'otherSettings'].includes(name) ||
  (isSettingField(name) && !isOfPolicy(name));

/** What the audit log calls a step of the bot's own; undefined: Microsoft names nothing for it. */
export function auditActivityOf(step: Step): AuditActivity | undefined {
  switch (step.kind) {
    case 'createSyncPolicy':
      return 'Create a partner cross-tenant identity sync setting';
    case 'updateSyncPolicy':
      return 'Update a partner cross-tenant identity sync setting';
    case 'deleteSyncPolicy':
      return 'Delete a partner cross-tenant identity sync setting';
    case 'addPartner':
      return 'Add a partner to cross-tenant access setting';
    case 'updateAutomaticRedemption':
      return 'Update a partner cross-tenant access setting';
    case 'updateSettings':
      return activityOfSettings(step.settings);
    case 'removePartner':
      return 'Delete partner specific cross-tenant access setting';
    case 'updateTemplate':
      return 'Update a multitenant org identity sync policy template';
    case 'resetTemplate':
      return 'Reset a multitenant org identity sync policy template';
    // Graph: the reference of audit activities has none for deleted items.
    case 'restorePartner':
    case 'restoreSyncPolicy':
    case 'purgeSyncPolicy':
    case 'recreateDeletedSyncPolicy':
      return undefined;
  }
}

function activityOfSettings(
  settings: Extract<Step, { kind: 'updateSettings' }>['settings'],
): AuditActivity | undefined {
  const parts = settings.map(tenantPartOf);
  if (parts.includes('syncTemplate')) return 'Update a multitenant org identity sync policy template';
  // Records of the template for partners are matched with no step, and the policy has perhaps none.
  return parts.some((part) => part !== undefined) ? undefined : 'Update a partner cross-tenant access setting';
}

/** What is of the template for sync, whose records need not name the tenant. */
export const isOfTemplate = (activity: AuditActivity): boolean =>
  activity === 'Update a multitenant org identity sync policy template' ||
  activity === 'Reset a multitenant org identity sync policy template';
