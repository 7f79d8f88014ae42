import type { z } from 'zod/v4-mini';
import { parseObjectId, type ObjectId } from '../domain/ids.ts';
import { DirectoryError } from '../domain/problem.ts';
import { originOf } from '../domain/people/origin.ts';
import { isAdmitted, type Account } from '../domain/people/role.ts';
import type { Purpose } from './call.ts';
import type { GraphClient } from './client.ts';
import { unexpectedAnswer } from './errors.ts';
import type { OwnDomain } from './own-domains.ts';
import { parsed, parsedRows, wireMember, wireUser } from './wire.ts';

const ACCOUNT: Purpose = { subject: 'role', permission: 'User.Read.All' };
const MEMBERS: Purpose = { subject: 'role', permission: 'GroupMember.Read.All' };
/** Graph shows none of these to whoever does not ask for them. */
const SELECT =
  '$select=id,displayName,accountEnabled,userType,userPrincipalName,creationType,externalUserState,identities';

/** Somebody, with what is known of their account. */
export type Known = { readonly id: string; readonly displayName: string | null; readonly account: Account };

/** Both throw DirectoryError, also where Graph does not say where an account comes from. */
export interface Accounts {
  /** What Graph proves not to be there is `absent`. */
  of(person: ObjectId): Promise<Known>;
  /** Those of a group's members that are users; for what is no group, notFound. */
  inGroup(group: string): Promise<readonly Known[]>;
}

/** Accounts over Graph v1.0. @param allowGuests whether whoever comes from elsewhere is admitted */
export function graphAccounts(graph: GraphClient, allowGuests: boolean, isOwn: OwnDomain): Accounts {
  const isFromHere = async (user: z.infer<typeof wireUser>): Promise<boolean> => {
    const origin = originOf(user);
    return origin !== 'elsewhere' && (await Promise.all(origin.map(isOwn))).every((own) => own);
  };

  const present = async (user: z.infer<typeof wireUser>): Promise<Account> => ({
    kind: 'present',
    enabled: user.accountEnabled === true,
    admitted: isAdmitted(user.userType, allowGuests) && (allowGuests || (await isFromHere(user))),
  });

  const known = async (user: z.infer<typeof wireUser>): Promise<Known> => ({
    id: user.id.toLowerCase(),
    displayName: user.displayName,
    account: await present(user),
  });

  return {
    of: async (person) => {
      try {
        const answer = await graph.get(`/users/${person}?${SELECT}`, ACCOUNT);
        const user = parsed(wireUser, answer, ACCOUNT);
        if (parseObjectId(user.id) !== person) throw unexpectedAnswer(ACCOUNT, answer.requestIds);
        return await known(user);
      } catch (error) {
        if (!(error instanceof DirectoryError) || error.problem.kind !== 'notFound') throw error;
        return { id: person, displayName: null, account: { kind: 'absent' } };
      }
    },

    inGroup: async (group) => {
      const rows = parsedRows(wireMember, await graph.getAll(`/groups/${group}/members?${SELECT}`, MEMBERS), MEMBERS);
      return Promise.all(rows.flatMap((row) => (row === null ? [] : [known(row)])));
    },
  };
}
