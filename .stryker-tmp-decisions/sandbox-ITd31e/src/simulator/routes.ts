/** All that the simulator serves. */
// @ts-nocheck

import { auditLogRoutes } from './audit-log-routes.ts';
import { defaultConfigurationRoutes } from './default-configuration.ts';
import { deletedItemRoutes } from './deleted-item-routes.ts';
import { groupMemberRoutes } from './group-members.ts';
import { identitySyncTemplateRoutes } from './identity-sync-template.ts';
import { identitySynchronizationRoutes } from './identity-synchronization.ts';
import { organizationRoutes } from './organization.ts';
import { partnerRoutes } from './partners.ts';
import { roleScheduleRoutes } from './role-schedules.ts';
import { roleRoutes } from './roles.ts';
import type { Route } from './route.ts';
import { tenantRoutes } from './tenants.ts';
import { userRoutes } from './users.ts';

export const routes: readonly Route[] = [
  ...partnerRoutes,
  ...identitySynchronizationRoutes,
  ...deletedItemRoutes,
  ...identitySyncTemplateRoutes,
  ...defaultConfigurationRoutes,
  ...tenantRoutes,
  ...userRoutes,
  ...groupMemberRoutes,
  ...roleRoutes,
  ...roleScheduleRoutes,
  ...organizationRoutes,
  ...auditLogRoutes,
];
