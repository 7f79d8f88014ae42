import type { Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { ROLE_KEYS, type RoleAssignment } from '../../domain/people/role.ts';
import { accountRefusal } from '../../domain/people/access.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { Ports } from '../ports.ts';
import { unwrap } from '../promises.ts';

/** Says what the bot sees of the person who asks. Needs no role: it is how somebody finds out which one they lack. */
export async function whoami({ roles, log }: Ports, person: Person): Promise<Reply> {
  const [active, direct, eligible] = await Promise.allSettled([
    roles.active(person.objectId, ROLE_KEYS, 'all'),
    roles.direct(person.objectId),
    roles.eligible(person.objectId),
  ]);
  const facts = unwrap(active);
  const closed = accountRefusal(facts.account);
  if (closed !== undefined) return refused(closed);
  if (eligible.status === 'rejected') log.info('role.eligibility.unread', { objectId: person.objectId });
  const others = unwrap(direct).filter((role) => !facts.assignments.some((known) => sameRole(known, role)));
  return {
    kind: 'whoami',
    person,
    facts: { ...facts, assignments: [...facts.assignments, ...others] },
    eligible: eligible.status === 'fulfilled' ? eligible.value : 'unread',
  };
}

const sameRole = (a: RoleAssignment, b: RoleAssignment): boolean =>
  a.roleDefinitionId === b.roleDefinitionId && a.directoryScopeId === b.directoryScopeId;
