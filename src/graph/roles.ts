import type { Holder, Roles } from '../app/ports.ts';
import { unwrap } from '../app/promises.ts';
import { parseObjectId, type ObjectId } from '../domain/ids.ts';
import { DirectoryError } from '../domain/problem.ts';
import { ROLE_KEYS, ROLES, type RoleAssignment, type RoleFacts, type RoleKey } from '../domain/people/role.ts';
import { accountRefusal } from '../domain/people/access.ts';
import type { z } from 'zod/v4-mini';
import { graphAccounts, type Known } from './accounts.ts';
import type { GraphClient } from './client.ts';
import type { Purpose } from './call.ts';
import type { OwnDomain } from './own-domains.ts';
import type { Permission } from './permissions.ts';
import { parsed, parsedRows, wireIds, wireRoleAssignment } from './wire.ts';

const purpose = (permission: Permission): Purpose => ({ subject: 'role', permission });
const ASSIGNMENTS = purpose('RoleManagement.Read.Directory');
const GROUPS = purpose('GroupMember.Read.All');
const ELIGIBLE = purpose('RoleEligibilitySchedule.Read.Directory');

/** Graph: checkMemberGroups takes 20 ids. */
const MOST_GROUPS = 20;
const TENANT_SCOPE = '/';

const SOMEBODY: Known = {
  id: 'somebody',
  displayName: null,
  account: { kind: 'present', enabled: true, admitted: true },
};

type Row = z.infer<typeof wireRoleAssignment>;

type RolesOptions = {
  /** Whether guests are admitted, and whoever else another organisation brought. */
  readonly allowGuests: boolean;
  readonly isOwnDomain: OwnDomain;
};

/**
 * Role assignments over Graph v1.0, which has no transitive list: the active assignments of a role are read with their
 * principals, and where a group holds one, membership is asked for. roleAssignments shows what PIM activated and never
 * what somebody is merely eligible for.
 */
export function graphRoles(graph: GraphClient, { allowGuests, isOwnDomain }: RolesOptions): Roles {
  const accounts = graphAccounts(graph, allowGuests, isOwnDomain);

  /** Groups that held a role lately: their membership is asked for at once, in parallel, to save a round trip. */
  const knownGroups = new Map<RoleKey, readonly string[]>();

  const assignmentsOf = async (roleDefinitionId: string): Promise<readonly Row[]> => {
    const filter = encodeURIComponent(`roleDefinitionId eq '${roleDefinitionId}'`);
    const path = `/roleManagement/directory/roleAssignments?$filter=${filter}&$expand=principal`;
    return parsedRows(wireRoleAssignment, await graph.getAll(path, ASSIGNMENTS), ASSIGNMENTS);
  };

  const memberOf = async (person: ObjectId, groups: readonly string[]): Promise<ReadonlySet<string>> => {
    const asked = chunks(groups, MOST_GROUPS).map(async (groupIds) => {
      const answer = await graph.ask(`/users/${person}/checkMemberGroups`, { groupIds }, GROUPS);
      return parsed(wireIds, answer, GROUPS).value;
    });
    return new Set((await Promise.all(asked)).flat());
  };

  /** Membership in groups that were known before; a failure here only means that it is asked for again. */
  const guessedMembership = async (
    person: ObjectId,
    groups: readonly string[],
  ): Promise<ReadonlySet<string> | null> => {
    if (groups.length === 0) return null;
    try {
      return await memberOf(person, groups);
    } catch {
      return null;
    }
  };

  const eligibilities = async (query: string): Promise<readonly Row[]> => {
    const path = `/roleManagement/directory/roleEligibilityScheduleInstances?${query}`;
    return parsedRows(wireRoleAssignment, await graph.getAll(path, ELIGIBLE), ELIGIBLE);
  };

  const eligibleThroughGroups = async (person: ObjectId, roleId: string): Promise<readonly Row[]> => {
    const filter = encodeURIComponent(`roleDefinitionId eq '${roleId}'`);
    const rows = await eligibilities(`$filter=${filter}&$expand=principal`);
    const groups = groupsOf(rows);
    const member = groups.length === 0 ? new Set<string>() : await memberOf(person, groups);
    return rows.filter((row) => member.has(row.principalId));
  };

  /** Who can use a role for the whole tenant: accounts that hold it themselves, and groups, or what may be one. */
  const principalsOf = async (role: RoleKey): Promise<Principals> => {
    const rows = (await assignmentsOf(ROLES[role].id)).filter((row) => row.directoryScopeId === TENANT_SCOPE);
    const groups = groupsOf(rows);
    const others = rows.map((row) => row.principalId).filter((id) => !groups.includes(id));
    const typed = rows.filter((row) => row.principal?.['@odata.type'] === GROUP).map((row) => row.principalId);
    return { groups, typed, users: [...new Set(others.flatMap((id) => parseObjectId(id) ?? []))] };
  };

  /** The members of a group; where Graph does not say what it is and it turns out to be none, the account, if it is one. */
  const peopleBehind = async (principal: string, isGroup: boolean): Promise<readonly Known[]> => {
    try {
      return await accounts.inGroup(principal);
    } catch (error) {
      const id = parseObjectId(principal);
      if (isGroup || !isNotFound(error) || id === undefined) throw error;
      return [await accounts.of(id)];
    }
  };

  const activeOf: Roles['activeOf'] = async (people, roles, wanted) => {
    const guessed = roles.flatMap((role) => knownGroups.get(role) ?? []);
    const [all, byRole] = await Promise.all([
      Promise.all(
        people.map(async (person) => {
          const guess = guessedMembership(person, [...new Set(guessed)]);
          return { person, known: (await about(person, accounts.of(person))).account, guess: await guess };
        }),
      ),
      Promise.all(roles.map((role) => assignmentsOf(ROLES[role].id))),
    ]);
    for (const [index, role] of roles.entries()) knownGroups.set(role, groupsOf(byRole[index] ?? []));
    const rows = byRole.flat();
    const groups = groupsOf(rows);
    const facts = all.map(async ({ person, known, guess }): Promise<RoleFacts> => {
      const covered = guess !== null && groups.every((group) => guessed.includes(group));
      const own = rows.filter((row) => row.principalId.toLowerCase() === person);
      const enough = wanted === 'any' && own.some((row) => row.directoryScopeId === TENANT_SCOPE);
      const unneeded = known.kind === 'absent' || groups.length === 0 || enough;
      const member = covered ? guess : unneeded ? new Set<string>() : await about(person, memberOf(person, groups));
      const through = rows.filter((row) => member.has(row.principalId));
      return {
        account: known,
        assignments: [
          ...own.map((row) => assignment(row, null)),
          ...through.map((row) => assignment(row, row.principal?.displayName ?? row.principalId)),
        ],
      };
    });
    return Promise.all(facts);
  };

  return {
    activeOf,

    active: async (person, roles, wanted) => {
      const [facts] = await activeOf([person], roles, wanted);
      if (facts === undefined) throw new Error('one person has the facts of one');
      return facts;
    },

    anybodyElse: async (person, role) => {
      const { groups, users } = await principalsOf(role);
      const members = (group: string): Promise<readonly Known[]> =>
        accounts.inGroup(group).catch((error: unknown) => {
          if (error instanceof DirectoryError) return [SOMEBODY];
          throw error;
        });
      const all = await Promise.all([Promise.all(users.map((id) => accounts.of(id))), ...groups.map(members)]);
      return all.flat().some(({ id, account: known }) => id !== person && accountRefusal(known) === undefined);
    },

    holders: async (role) => {
      const { groups, typed, users } = await principalsOf(role);
      const members = groups.map((group) => peopleBehind(group, typed.includes(group)));
      const all = await Promise.all([Promise.all(users.map((id) => accounts.of(id))), ...members]);
      const able = all.flat().filter(({ account: known }) => accountRefusal(known) === undefined);
      return [...new Map(able.flatMap(holderOf).map((holder) => [holder.objectId, holder])).values()];
    },

    direct: async (person) => {
      const filter = encodeURIComponent(`principalId eq '${person}'`);
      const rows = await graph.getAll(`/roleManagement/directory/roleAssignments?$filter=${filter}`, ASSIGNMENTS);
      return parsedRows(wireRoleAssignment, rows, ASSIGNMENTS).map((row) => assignment(row, null));
    },

    eligible: async (person) => {
      const [own, ...byRole] = await Promise.allSettled([
        eligibilities(`$filter=${encodeURIComponent(`principalId eq '${person}'`)}`),
        ...ROLE_KEYS.map((role) => eligibleThroughGroups(person, ROLES[role].id)),
      ]);
      const rows = [...unwrap(own), ...byRole.flatMap((rows) => (rows.status === 'fulfilled' ? rows.value : []))];
      const found = rows.filter((row) => row.directoryScopeId === TENANT_SCOPE).map((row) => row.roleDefinitionId);
      if (found.length === 0) for (const rows of byRole) unwrap(rows);
      return [...new Set(found)];
    },
  };
}

type Principals = {
  /** Groups, and what may be one. */
  readonly groups: readonly string[];
  /** Those of them that Graph says to be groups. */
  readonly typed: readonly string[];
  readonly users: readonly ObjectId[];
};

/** Says of a failure whom it is about. */
const about = <Value>(person: ObjectId, read: Promise<Value>): Promise<Value> =>
  read.catch((error: unknown) => {
    throw error instanceof DirectoryError ? new DirectoryError(error.problem, { cause: error, about: person }) : error;
  });

const isNotFound = (error: unknown): boolean => error instanceof DirectoryError && error.problem.kind === 'notFound';

function holderOf({ id, displayName }: Known): readonly Holder[] {
  const objectId = parseObjectId(id);
  return objectId === undefined ? [] : [{ objectId, displayName: displayName ?? objectId }];
}

/** A scope that Graph does not name is never taken for the whole tenant. */
function assignment(row: Row, throughGroup: string | null): RoleAssignment {
  return { roleDefinitionId: row.roleDefinitionId, directoryScopeId: row.directoryScopeId ?? 'unknown', throughGroup };
}

const GROUP = '#microsoft.graph.group';
const NO_GROUPS = ['#microsoft.graph.user', '#microsoft.graph.servicePrincipal'];

/** Principals that are groups, or may be: one whose type Graph does not say is asked about like a group. */
function groupsOf(rows: readonly Pick<Row, 'principal' | 'principalId'>[]): readonly string[] {
  const groups = rows.filter((row) => !NO_GROUPS.includes(row.principal?.['@odata.type'] ?? ''));
  return [...new Set(groups.map((row) => row.principalId))];
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
