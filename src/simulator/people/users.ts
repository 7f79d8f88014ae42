/** /users and /directoryObjects: who someone is, and which of the named groups and roles hold them. */
import { resourceNotFound } from '../graph/graph-error.ts';
import { account } from './account.ts';
import { roleAssignmentsOf, transitiveGroupsOf } from './membership.ts';
import { entity, strings } from '../graph/odata.ts';
import { fields, upToTwentyIds } from '../graph/request-body.ts';
import type { Answer, Call, Route } from '../graph/route.ts';
import type { User } from '../tenant.ts';

/** Graph: User.Read.All for /users/{id}/…, Directory.Read.All for /directoryObjects/{id}/…. */
const READ_USERS = ['User.Read.All'];
const READ_DIRECTORY = ['Directory.Read.All'];

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}', permissions: READ_USERS, options: ['$select'], handle: getUser },
  ...checks('/users/{id}', READ_USERS, (call) => userOf(call).id),
  ...checks('/directoryObjects/{id}', READ_DIRECTORY, (call) => {
    const id = call.param('id').toLowerCase();
    if (!call.tenant.users.has(id) && !call.tenant.groups.has(id)) throw resourceNotFound(id);
    return id;
  }),
];

function checks(object: string, permissions: readonly string[], memberOf: (call: Call) => string): Route[] {
  return [
    {
      method: 'POST',
      path: `${object}/checkMemberGroups`,
      permissions,
      handle: (call) => checkMemberGroups(call, memberOf(call)),
    },
    {
      method: 'POST',
      path: `${object}/checkMemberObjects`,
      permissions,
      handle: (call) => checkMemberObjects(call, memberOf(call)),
    },
  ];
}

/** Without $select a user shows few properties: what is in an account is there only for those who ask. */
function getUser(call: Call): Answer {
  const user = userOf(call);
  const shownByDefault = {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    mail: user.userPrincipalName,
    jobTitle: null,
  };
  return entity(
    call,
    'users/$entity',
    call.query.has('$select') ? { ...shownByDefault, ...account(call.tenant, user) } : shownByDefault,
  );
}

/** By object id or by user principal name. */
function userOf(call: Call): User {
  const key = call.param('id').toLowerCase();
  const user =
    call.tenant.users.get(key) ??
    [...call.tenant.users.values()].find((candidate) => candidate.userPrincipalName.toLowerCase() === key);
  if (user === undefined) throw resourceNotFound(key);
  return user;
}

/** Graph: which of up to 20 groups hold the object, transitively. */
function checkMemberGroups(call: Call, memberId: string): Answer {
  const asked = upToTwentyIds(fields(call.body, 'body', ['groupIds'])['groupIds'], 'groupIds');
  const groups = transitiveGroupsOf(call.tenant, memberId);
  return strings(
    call,
    asked.filter((id) => groups.has(id)),
  );
}

/**
 * Graph: as checkMemberGroups, and takes role template ids too. Whether a role that is held only within an
 * administrative unit counts is documented nowhere (assumed: yes, which is the answer that misleads a caller most).
 */
function checkMemberObjects(call: Call, memberId: string): Answer {
  const asked = upToTwentyIds(fields(call.body, 'body', ['ids'])['ids'], 'ids');
  const roles = roleAssignmentsOf(call.tenant, memberId, call.now).map((assignment) => assignment.roleDefinitionId);
  const holders = new Set([...transitiveGroupsOf(call.tenant, memberId), ...roles]);
  return strings(
    call,
    asked.filter((id) => holders.has(id)),
  );
}
