/** All that the simulator serves. */
import { auditLogRoutes } from '../audit-log/routes.ts';
import { defaultConfigurationRoutes } from '../policies/default-configuration.ts';
import { deletedItemRoutes } from '../policies/deleted-item-routes.ts';
import { groupMemberRoutes } from '../people/group-members.ts';
import { identitySyncTemplateRoutes } from '../policies/identity-sync-template.ts';
import { identitySynchronizationRoutes } from '../policies/identity-synchronization.ts';
import { organizationRoutes } from '../organizations/organization.ts';
import { partnerRoutes } from '../policies/partners.ts';
import { roleScheduleRoutes } from '../people/role-schedules.ts';
import { roleRoutes } from '../people/roles.ts';
import { partnerTemplateRoutes } from '../policies/partner-template.ts';
import { policyRoutes } from '../policies/policy.ts';
import type { Route } from './route.ts';
import { relatedTenantRoutes } from '../organizations/related-tenants.ts';
import { tenantRoutes } from '../organizations/tenants.ts';
import { visitorRoutes } from '../people/visitors.ts';
import { userRoutes } from '../people/users.ts';

export const routes: readonly Route[] = [
  ...partnerRoutes,
  ...identitySynchronizationRoutes,
  ...deletedItemRoutes,
  ...identitySyncTemplateRoutes,
  ...partnerTemplateRoutes,
  ...defaultConfigurationRoutes,
  ...policyRoutes,
  ...tenantRoutes,
  ...relatedTenantRoutes,
  ...userRoutes,
  ...visitorRoutes,
  ...groupMemberRoutes,
  ...roleRoutes,
  ...roleScheduleRoutes,
  ...organizationRoutes,
  ...auditLogRoutes,
];
