import { resourceNotFound } from '../graph/graph-error.ts';
import { account } from './account.ts';
import { page } from '../graph/odata.ts';
import type { Route } from '../graph/route.ts';

/** /groups/{id}/members. Graph: GroupMember.Read.All; what a member is not selected for is not shown. */
export const groupMemberRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/groups/{id}/members',
    permissions: ['GroupMember.Read.All'],
    options: ['$select', '$skiptoken'],
    handle: (call) => {
      const id = call.param('id').toLowerCase();
      const group = call.tenant.groups.get(id);
      if (group === undefined) throw resourceNotFound(id);
      const rows = group.members.map((member) => {
        const user = call.tenant.users.get(member);
        return user === undefined
          ? { '@odata.type': '#microsoft.graph.group', id: member }
          : { '@odata.type': '#microsoft.graph.user', ...account(call.tenant, user) };
      });
      return page(call, 'directoryObjects', rows, 'id');
    },
  },
];
