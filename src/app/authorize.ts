import type { Person } from '../domain/people/person.ts';
import { ROLES_FOR, type Access } from '../domain/people/role.ts';
import { accountRefusal, mayPass, type AccessRefusal } from '../domain/people/access.ts';
import type { Log, Roles } from './ports.ts';

/** Why the person may not even ask for what needs no role; undefined: they may. Throws DirectoryError. */
export async function recognise(roles: Roles, person: Person): Promise<AccessRefusal | undefined> {
  const { account } = await roles.active(person.objectId, [], 'any');
  return accountRefusal(account);
}

/**
 * Whether the person may do this, right now. Fails closed: what cannot be read is thrown as DirectoryError, and
 * whoever calls does nothing then.
 */
export async function authorize(
  roles: Roles,
  log: Log,
  person: Person,
  access: Exclude<Access, 'everyone'>,
): Promise<AccessRefusal | undefined> {
  const facts = await roles.active(person.objectId, ROLES_FOR[access], 'any');
  const refusal = mayPass(facts, access);
  if (refusal?.kind !== 'roleMissing') return refusal;
  // Only for the words of the refusal: what they hold instead, and whether PIM would give them the role.
  const [held, eligible] = await Promise.allSettled([roles.direct(person.objectId), roles.eligible(person.objectId)]);
  if (eligible.status === 'rejected') log.info('role.eligibility.unread', { objectId: person.objectId });
  return {
    ...refusal,
    held: held.status === 'fulfilled' ? union(refusal.held, held.value) : refusal.held,
    eligible: eligible.status === 'fulfilled' ? eligible.value : 'unread',
  };
}

type Held = Extract<AccessRefusal, { kind: 'roleMissing' }>['held'];

function union(a: Held, b: Held): Held {
  const key = (role: Held[number]): string => `${role.roleDefinitionId} ${role.directoryScopeId}`;
  return [...new Map([...a, ...b].map((role) => [key(role), role])).values()];
}
