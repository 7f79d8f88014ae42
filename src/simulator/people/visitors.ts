/** /users and /groups as lists: who is here of whom, and which groups can hold a role. */
import { badRequest, GraphError } from '../graph/graph-error.ts';
import { page } from '../graph/odata.ts';
import type { Answer, Call, Route } from '../graph/route.ts';
import type { User } from '../tenant.ts';

/** Graph: so many members of a group are expanded, and nothing says that there are more. */
const EXPANDED = 20;
/** Graph: endsWith is an advanced query; `mail` and `creationType` can be filtered on. */
const FILTER =
  /^(?:userType eq '(?<type>Member|Guest)' and )?creationType eq 'Invitation'(?: and endsWith\(mail,'(?<end>@(?:[^']|'')+)'\))?$/;

export const visitorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users',
    permissions: ['User.Read.All'],
    options: ['$count', '$top', '$select', '$filter', '$skiptoken'],
    handle: listUsers,
  },
  {
    method: 'GET',
    path: '/groups',
    permissions: ['GroupMember.Read.All'],
    options: ['$select', '$filter', '$expand', '$skiptoken'],
    handle: listGroups,
  },
];

function listUsers(call: Call): Answer {
  const isEventual = call.headers['consistencylevel']?.toLowerCase() === 'eventual';
  if (!isEventual || call.query.get('$count') !== 'true') {
    throw new GraphError(
      400,
      'Request_UnsupportedQuery',
      'Operator endsWith is not supported because the $count query option or the ConsistencyLevel:eventual header is missing.',
    );
  }
  const isOfSignIns = call.query.get('$select')?.includes('signInActivity') === true;
  if (isOfSignIns && !call.tenant.appPermissions.has('AuditLog.Read.All')) {
    throw new GraphError(
      403,
      'Authentication_MSGraphPermissionMissing',
      'AuditLog.Read.All is needed for signInActivity.',
    );
  }
  const match = FILTER.exec(call.query.get('$filter') ?? '');
  if (match === null) throw badRequest('Invalid filter clause.');
  const { type, end = '' } = match.groups ?? {};
  const found = [...call.tenant.users.values()].filter(
    (user) =>
      user.creationType === 'Invitation' &&
      (type === undefined || user.userType === type) &&
      (user.mail ?? '').toLowerCase().endsWith(end.toLowerCase()),
  );
  return page(call, 'users', found.map(shown), 'id', { '@odata.count': found.length });
}

const shown = ({ id, mail = null, createdDateTime = null, lastSignIn = null }: User) => ({
  id,
  mail,
  createdDateTime,
  signInActivity: lastSignIn === null ? null : { lastSignInDateTime: lastSignIn },
});

function listGroups(call: Call): Answer {
  if (call.query.get('$filter') !== 'isAssignableToRole eq true') throw badRequest('Invalid filter clause.');
  if (call.query.get('$expand') !== 'members($select=id)') throw badRequest('Parsing OData Select and Expand failed.');
  const rows = [...call.tenant.groups.values()]
    .filter(({ isAssignableToRole }) => isAssignableToRole)
    .map(({ id, members }) => ({ id, members: members.slice(0, EXPANDED).map((member) => ({ id: member })) }));
  const query = new URLSearchParams(call.query);
  query.delete('$select');
  return page({ ...call, query, param: (name) => call.param(name) }, 'groups', rows, 'id');
}
