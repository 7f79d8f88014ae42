/** /roleManagement/directory: definitions, and the assignments in force. Schedules (PIM) are in role-schedules.ts. */
import { badRequest, GraphError } from '../graph/graph-error.ts';
import { roleAssignmentsOf } from './membership.ts';
import { expands, page } from '../graph/odata.ts';
import { filterRows } from '../graph/odata-filter.ts';
import { principal } from './principal.ts';
import { isCurrent, ROLE_DEFINITIONS, type RoleAssignment } from './role-state.ts';
import type { Answer, Call, Route } from '../graph/route.ts';

const DIRECTORY = '/roleManagement/directory';
const permissions = ['RoleManagement.Read.Directory'];

export const roleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${DIRECTORY}/roleDefinitions`,
    permissions,
    options: ['$filter', '$select', '$skiptoken'],
    handle: listRoleDefinitions,
  },
  {
    method: 'GET',
    path: `${DIRECTORY}/roleAssignments`,
    permissions,
    options: ['$filter', '$expand', '$select', '$skiptoken'],
    handle: listRoleAssignments,
  },
  {
    method: 'GET',
    path: `${DIRECTORY}/transitiveRoleAssignments`,
    versions: ['beta'],
    permissions,
    options: ['$count', '$filter', '$select', '$skiptoken'],
    handle: listTransitiveRoleAssignments,
  },
];

function listRoleDefinitions(call: Call): Answer {
  const rows = ROLE_DEFINITIONS.map((role) => ({ ...role, templateId: role.id, isBuiltIn: true, isEnabled: true }));
  const rules = { properties: ['id', 'displayName', 'templateId'], operators: ['eq', 'in'] as const, conditions: 1 };
  return page(
    call,
    'roleManagement/directory/roleDefinitions',
    filterRows(rows, call.query.get('$filter'), rules),
    'id',
  );
}

/**
 * Graph: rows show the principal that holds the role, so members of a group that holds it are not named; activated
 * roles are here too, eligible ones are not. `eq` and `in` are documented for three properties; joining conditions
 * with `and` is shown nowhere (assumed: 400).
 */
function listRoleAssignments(call: Call): Answer {
  const withPrincipal = expands(call, 'principal');
  const current = call.tenant.roleAssignments.filter((assignment) => isCurrent(assignment, call.now));
  const rows = filterRows(current, call.query.get('$filter'), {
    properties: ['principalId', 'roleDefinitionId', 'directoryScopeId'],
    operators: ['eq', 'in'],
    conditions: 1,
  }).map((assignment) => {
    const row = asSeen(assignment);
    return withPrincipal ? { ...row, principal: principal(call.tenant, row.principalId) } : row;
  });
  return page(call, 'roleManagement/directory/roleAssignments', rows, 'id');
}

/**
 * Graph: beta only; a missing ConsistencyLevel header is answered with 404. A role that is held through a group comes
 * as the group's own row. Needs $count=true and a $filter on the principal; what else is answered to their absence is
 * documented nowhere (assumed: 400).
 */
function listTransitiveRoleAssignments(call: Call): Answer {
  if (call.headers['consistencylevel']?.toLowerCase() !== 'eventual') {
    throw new GraphError(
      404,
      'Request_ResourceNotFound',
      "Resource not found for the segment 'transitiveRoleAssignments'.",
    );
  }
  const filter = call.query.get('$filter');
  const principalId = /principalId\s+eq\s+'([^']+)'/.exec(filter ?? '')?.[1];
  if (call.query.get('$count') !== 'true' || filter === null || principalId === undefined) {
    throw badRequest("$count=true and a $filter by 'principalId' are required.");
  }
  const rules = { properties: ['principalId', 'roleDefinitionId'], operators: ['eq'] as const, conditions: 2 };
  const held = roleAssignmentsOf(call.tenant, principalId.toLowerCase(), call.now);
  const asked = new Set(
    filterRows(
      held.map((row) => ({ ...row, principalId })),
      filter,
      rules,
    ).map((row) => row.id),
  );
  const rows = held.filter((row) => asked.has(row.id)).map(asSeen);
  return page(call, 'roleManagement/directory/transitiveRoleAssignments', rows, 'id', { '@odata.count': rows.length });
}

function asSeen({ id, principalId, roleDefinitionId, directoryScopeId }: RoleAssignment) {
  return { id, principalId, roleDefinitionId, directoryScopeId };
}
