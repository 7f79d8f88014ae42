/** Who is in which group, and who thereby holds which role. */
import { isCurrent, type RoleAssignment } from './role-state.ts';
import type { SimulatedTenant } from '../tenant.ts';

/** Ids of all groups that hold `memberId`, directly or through other groups. */
export function transitiveGroupsOf(tenant: SimulatedTenant, memberId: string): Set<string> {
  const found = new Set<string>();
  const reach = (id: string): void => {
    for (const group of tenant.groups.values()) {
      if (!group.members.includes(id) || found.has(group.id)) continue;
      found.add(group.id);
      reach(group.id);
    }
  };
  reach(memberId);
  return found;
}

/**
 * Role assignments in force for a principal, its own and those of its role-assignable groups.
 * Graph: role-assignable groups do not nest, so only direct membership carries a role.
 */
export function roleAssignmentsOf(tenant: SimulatedTenant, principalId: string, now: Date): RoleAssignment[] {
  return tenant.roleAssignments.filter((assignment) => {
    if (!isCurrent(assignment, now)) return false;
    if (assignment.principalId === principalId) return true;
    const group = tenant.groups.get(assignment.principalId);
    return group?.isAssignableToRole === true && group.members.includes(principalId);
  });
}
