import type { RoleAssignment } from '../../domain/people/role.ts';
import { isHeard } from '../../domain/telling/subscription.ts';
import type { Ports } from '../ports.ts';
import { unwrap } from '../promises.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** Says what the bot sees of the person who asks. Needs no role: it is how somebody finds out which one they lack. */
export const whoami = (ports: Ports): UseCase<'whoami'> =>
  useCaseReading(ports, 'whoami', {
    early: ({ person: { objectId } }) =>
      Promise.allSettled([ports.roles.direct(objectId), ports.roles.eligible(objectId)]),
    answer: async (proof, _, [direct, eligible]) => {
      const { person, basis: facts } = proof;
      if (eligible.status === 'rejected') ports.log.info('role.eligibility.unread', { objectId: person.objectId });
      const others = unwrap(direct).filter((role) => !facts.assignments.some((known) => sameRole(known, role)));
      return proof.give({
        kind: 'whoami',
        person,
        facts: { ...facts, assignments: [...facts.assignments, ...others] },
        nobodyHears: !isHeard(await ports.store.subscriptions(), 'drift'),
        eligible: eligible.status === 'fulfilled' ? eligible.value : 'unread',
      });
    },
  });

const sameRole = (a: RoleAssignment, b: RoleAssignment): boolean =>
  a.roleDefinitionId === b.roleDefinitionId && a.directoryScopeId === b.directoryScopeId;
