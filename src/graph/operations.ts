import type { Operation } from '../domain/policy/operation.ts';
import { placeOf } from '../domain/policy/tenant-wide.ts';
import type { DirectorySubject } from '../domain/problem.ts';
import type { Version } from './call.ts';
import type { Permission } from './permissions.ts';

/** How Microsoft Graph is asked for an operation; the table in docs/graph-calls.md is made from this. */
export type GraphOperation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{id}` stands for the partner's tenant id. */
  readonly path: string;
  readonly version: Version;
  /** The application permission it needs. */
  readonly permission: Permission;
  /** The one that is tried after Graph has refused it with that: Microsoft's pages name both. */
  readonly fallback?: Permission;
  readonly subject: DirectorySubject;
  /** As `Purpose` has it; left out: no. */
  readonly isAdvanced?: boolean;
};

const ROOT = '/policies/crossTenantAccessPolicy';
const PARTNER = `${ROOT}/partners/{id}`;
const POLICY = `${PARTNER}/identitySynchronization`;
const TEMPLATE = `${ROOT}/templates/${placeOf('syncTemplate')}`;
const PARTNER_TEMPLATE = `${ROOT}/templates/${placeOf('partnerTemplate')}`;
const DELETED = '/policies/deletedItems';
const FIND = '/tenantRelationships/findTenantInformationBy';

const read = { method: 'GET', version: 'v1.0', permission: 'Policy.Read.All', subject: 'partner' } as const;
const write = { version: 'v1.0', permission: 'Policy.ReadWrite.CrossTenantAccess', subject: 'partner' } as const;
/** Microsoft's pages contradict each other on the permission; this is the one that its restore page once named. */
const deleted = {
  version: 'beta',
  permission: 'Policy.ReadWrite.CrossTenantAccess',
  subject: 'deletedItems',
} as const;
const template = {
  version: 'v1.0',
  permission: 'Policy.ReadWrite.CrossTenantAccess',
  fallback: 'MultiTenantOrganization.ReadWrite.All',
  subject: 'template',
} as const;
const readsTemplate = {
  method: 'GET',
  permission: 'Policy.Read.All',
  fallback: 'MultiTenantOrganization.Read.All',
} as const;
const find = {
  method: 'GET',
  version: 'v1.0',
  permission: 'CrossTenantInformation.ReadBasic.All',
  subject: 'tenant',
} as const;

/** Who is here of another tenant. */
const people = { method: 'GET', version: 'v1.0', subject: 'role', isAdvanced: true } as const;

export const OPERATIONS: Readonly<Record<Operation, GraphOperation>> = {
  listPartners: { ...read, path: `${ROOT}/partners` },
  readPartner: { ...read, path: PARTNER },
  readSyncPolicy: { ...read, path: POLICY },
  readDefaults: { ...read, path: `${ROOT}/default`, subject: 'defaults' },
  updateDefaults: { ...write, method: 'PATCH', path: `${ROOT}/default`, subject: 'defaults' },
  readPolicy: { ...read, path: ROOT, subject: 'defaults' },
  updatePolicy: { ...write, method: 'PATCH', path: ROOT, subject: 'defaults' },
  addPartner: { ...write, method: 'POST', path: `${ROOT}/partners` },
  updateAutomaticRedemption: { ...write, method: 'PATCH', path: PARTNER },
  updateSettings: { ...write, method: 'PATCH', path: PARTNER },
  removePartner: { ...write, method: 'DELETE', path: PARTNER },
  createSyncPolicy: { ...write, method: 'PUT', path: POLICY },
  updateSyncPolicy: { ...write, method: 'PATCH', path: POLICY },
  updateGroupSync: { ...write, method: 'PATCH', path: POLICY, version: 'beta' },
  deleteSyncPolicy: { ...write, method: 'DELETE', path: POLICY },
  listDeletedPartners: { ...deleted, method: 'GET', path: `${DELETED}/crossTenantPartners` },
  listDeletedSyncPolicies: { ...deleted, method: 'GET', path: `${DELETED}/crossTenantSyncPolicyPartners` },
  readDeletedPartner: { ...deleted, method: 'GET', path: `${DELETED}/crossTenantPartners/{id}` },
  readDeletedSyncPolicy: { ...deleted, method: 'GET', path: `${DELETED}/crossTenantSyncPolicyPartners/{id}` },
  restorePartner: { ...deleted, method: 'POST', path: `${DELETED}/crossTenantPartners/{id}/restore` },
  restoreSyncPolicy: { ...deleted, method: 'POST', path: `${DELETED}/crossTenantSyncPolicyPartners/{id}/restore` },
  // One of Microsoft's pages has the partner's path here, which would remove something else.
  purgeSyncPolicy: { ...deleted, method: 'DELETE', path: `${DELETED}/crossTenantSyncPolicyPartners/{id}` },
  recreateDeletedSyncPolicy: { ...deleted, method: 'POST', path: `${DELETED}/crossTenantSyncPolicyPartners` },
  readTemplate: { ...template, ...readsTemplate, path: TEMPLATE },
  updateTemplate: { ...template, method: 'PATCH', path: TEMPLATE },
  readPartnerTemplate: { ...template, ...readsTemplate, path: PARTNER_TEMPLATE },
  updatePartnerTemplate: { ...template, method: 'PATCH', path: PARTNER_TEMPLATE },
  resetTemplate: { ...template, method: 'POST', path: `${TEMPLATE}/resetToDefaultSettings` },
  findTenantByDomain: { ...find, path: `${FIND}DomainName(domainName='{domain}')` },
  listAuditRecords: {
    method: 'GET',
    path: '/auditLogs/directoryAudits',
    version: 'v1.0',
    permission: 'AuditLog.Read.All',
    subject: 'auditLog',
  },
  countVisitors: { ...people, path: '/users', permission: 'User.Read.All' },
  readRelatedTenant: {
    ...find,
    path: '/directory/tenantGovernance/relatedTenants/{id}',
    permission: 'TenantGovernance-RelatedTenant.Read.All',
  },
  readSignIns: { ...people, path: '/users', permission: 'AuditLog.Read.All' },
  listRoleAssignments: {
    ...people,
    path: '/roleManagement/directory/roleAssignments',
    permission: 'RoleManagement.Read.Directory',
    isAdvanced: false,
  },
  listRoleGroups: { ...people, path: '/groups', permission: 'GroupMember.Read.All', isAdvanced: false },
  findTenantById: { ...find, path: `${FIND}TenantId(tenantId='{id}')` },
};
