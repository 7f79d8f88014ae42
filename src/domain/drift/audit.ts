import { isSettingField, OF_POLICY, rowOf } from '../policy/settings.ts';
import { difference, fieldsOf, type FieldName, type PartnerSnapshot } from '../policy/snapshot.ts';
import type { Step } from '../policy/step.ts';

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
export type AuditActivity = (typeof AUDIT_ACTIVITIES)[number];

type Difference = { readonly before: PartnerSnapshot; readonly after: PartnerSnapshot };

/** What the audit log calls the changes that can have led to the difference. */
export function activitiesOf({ before, after }: Difference): readonly AuditActivity[] {
  const names = difference(before, after);
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

const isOfPolicy = (name: FieldName): boolean => isSettingField(name) && rowOf(name).name.startsWith(OF_POLICY);
const isOfSync = (name: FieldName): boolean =>
  ['userSync', 'groupSync', 'policyName', 'otherSettings'].includes(name) || isOfPolicy(name);
/** What has no name that is known may be of either. */
const isOfAccess = (name: FieldName): boolean =>
  ['redemptionInbound', 'redemptionOutbound', 'otherSettings'].includes(name) ||
  (isSettingField(name) && !isOfPolicy(name));

/** What the audit log calls a step of the bot's own; undefined: Microsoft names nothing for it. */
export function auditActivityOf({ kind }: Step): AuditActivity | undefined {
  switch (kind) {
    case 'createSyncPolicy':
      return 'Create a partner cross-tenant identity sync setting';
    case 'updateSyncPolicy':
      return 'Update a partner cross-tenant identity sync setting';
    case 'deleteSyncPolicy':
      return 'Delete a partner cross-tenant identity sync setting';
    case 'addPartner':
      return 'Add a partner to cross-tenant access setting';
    case 'updateAutomaticRedemption':
    case 'updateSettings':
      return 'Update a partner cross-tenant access setting';
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
