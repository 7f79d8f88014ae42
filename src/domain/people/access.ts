import { holds, ROLES_FOR, type Account, type RoleAccess, type RoleAssignment, type RoleFacts } from './role.ts';

/** Why somebody may not, whatever it is that they ask for. */
export type AccessRefusal =
  | { readonly kind: 'anonymousSender' }
  | { readonly kind: 'foreignSender' }
  | { readonly kind: 'unknownAccount' }
  | { readonly kind: 'disabledAccount' }
  | { readonly kind: 'guestAccount' }
  | {
      readonly kind: 'roleMissing';
      readonly access: RoleAccess;
      readonly held: readonly RoleAssignment[];
      /** Role ids the person could activate in PIM; `unread`: not asked or not allowed to ask. */
      readonly eligible: readonly string[] | 'unread';
    };

/** Why this account may do nothing at all; undefined for one that is enabled and admitted. */
export function accountRefusal(account: Account): AccessRefusal | undefined {
  if (account.kind === 'absent') return { kind: 'unknownAccount' };
  if (!account.enabled) return { kind: 'disabledAccount' };
  if (!account.admitted) return { kind: 'guestAccount' };
  return undefined;
}

/** Whether these facts open the door; a refusal says what is missing, its `eligible` is filled in by whoever can ask. */
export function mayPass(facts: RoleFacts, access: RoleAccess): AccessRefusal | undefined {
  const closed = accountRefusal(facts.account);
  if (closed !== undefined) return closed;
  if (ROLES_FOR[access].some((role) => holds(facts, role))) return undefined;
  return { kind: 'roleMissing', access, held: facts.assignments, eligible: 'unread' };
}
