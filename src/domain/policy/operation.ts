import type { Step } from './step.ts';

/** One operation of Microsoft Graph, by what it does. graph/operations.ts has the verb, path, version and permission of each. */
export type Operation =
  | Step['kind']
  | 'listPartners'
  | 'readPartner'
  | 'readSyncPolicy'
  | 'readDefaults'
  | 'updateDefaults'
  | 'readPolicy'
  | 'updatePolicy'
  | 'readPartnerTemplate'
  | 'updatePartnerTemplate'
  | 'listDeletedPartners'
  | 'listDeletedSyncPolicies'
  | 'readDeletedPartner'
  | 'readDeletedSyncPolicy'
  | 'readTemplate'
  | 'findTenantByDomain'
  | 'findTenantById'
  | 'listAuditRecords'
  | 'countVisitors'
  | 'readRelatedTenant'
  | 'listRoleAssignments'
  | 'listRoleGroups'
  | 'readSignIns'
  /** As createSyncPolicy and updateSyncPolicy, where they touch group sync: Graph beta. */
  | 'updateGroupSync';
