import type { SimulatedTenant } from '../tenant.ts';

/** What `$expand=principal` shows of who holds a role; `null` for a principal that was deleted after the role was assigned. */
export function principal(tenant: SimulatedTenant, id: string): Record<string, unknown> | null {
  const user = tenant.users.get(id);
  if (user !== undefined) return { '@odata.type': '#microsoft.graph.user', ...user };
  const group = tenant.groups.get(id);
  if (group === undefined) return null;
  const { displayName, isAssignableToRole } = group;
  return { '@odata.type': '#microsoft.graph.group', id, displayName, isAssignableToRole, securityEnabled: true };
}
