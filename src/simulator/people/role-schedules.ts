/** /roleManagement/directory/role…ScheduleInstances: Privileged Identity Management's view of who holds which role. */
import { GraphError } from '../graph/graph-error.ts';
import { expands, page } from '../graph/odata.ts';
import { filterRows } from '../graph/odata-filter.ts';
import { isCurrent, type RoleEligibility } from './role-state.ts';
import { principal } from './principal.ts';
import type { Answer, Call, Route } from '../graph/route.ts';

const DIRECTORY = '/roleManagement/directory';
const options = ['$filter', '$select', '$expand', '$skiptoken'];

export const roleScheduleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${DIRECTORY}/roleAssignmentScheduleInstances`,
    permissions: ['RoleAssignmentSchedule.Read.Directory'],
    options,
    // Graph: covers plain assignments and activated ones; assignmentType tells them apart.
    handle: (call) =>
      instances(call, 'roleAssignmentScheduleInstances', call.tenant.roleAssignments, (assignment) => ({
        assignmentType: assignment.assignmentType,
      })),
  },
  {
    method: 'GET',
    path: `${DIRECTORY}/roleEligibilityScheduleInstances`,
    permissions: ['RoleEligibilitySchedule.Read.Directory'],
    options,
    // Graph: a role that is eligible and not activated appears here and nowhere else.
    handle: (call) => instances(call, 'roleEligibilityScheduleInstances', call.tenant.roleEligibilities, () => ({})),
  },
];

/** Graph: needs a PIM licence (P2 or Governance); how it says no is documented nowhere (assumed: this code with 400). */
function instances<Grant extends RoleEligibility>(
  call: Call,
  name: string,
  grants: readonly Grant[],
  more: (grant: Grant) => Record<string, unknown>,
): Answer {
  if (!call.tenant.hasPim) {
    throw new GraphError(400, 'AadPremiumLicenseRequired', 'The tenant needs an AAD Premium 2 license.');
  }
  const withPrincipal = expands(call, 'principal');
  const current = grants.filter((grant) => isCurrent(grant, call.now));
  const rows = filterRows(current, call.query.get('$filter'), {
    properties: ['principalId', 'roleDefinitionId'],
    operators: ['eq'],
    conditions: 1,
  }).map((grant) => ({
    id: grant.id,
    principalId: grant.principalId,
    roleDefinitionId: grant.roleDefinitionId,
    directoryScopeId: grant.directoryScopeId,
    // Group principals come as rows of their own, which hold the role directly; their members have none.
    memberType: 'Direct',
    startDateTime: null,
    endDateTime: grant.endDateTime ?? null,
    ...(withPrincipal ? { principal: principal(call.tenant, grant.principalId) } : {}),
    ...more(grant),
  }));
  return page(call, `roleManagement/directory/${name}`, rows, 'id');
}
