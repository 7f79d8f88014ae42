import { offers } from '../../commands/offers.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  atTenantScope,
  roleName,
  ROLES,
  ROLES_FOR,
  type RoleAccess,
  type RoleAssignment,
} from '../../domain/people/role.ts';
import type { Line } from '../line.ts';
import { localMoment } from './moment.ts';
import { shortened } from '../text.ts';
import { either } from './series.ts';

const DOORS: Readonly<Record<RoleAccess, string>> = { read: 'Look at partners', change: 'Change partners' };

/** Of a group's name: who wants all of it looks in Entra. */
const LONGEST_GROUP = 60;

/** In the place of a name, within a sentence. */
export const UNNAMED = 'somebody without a name';

/** The roles that open a door. */
export const neededRoles = (door: RoleAccess): string => either(ROLES_FOR[door].map((role) => ROLES[role].name));

/** Who somebody is, which roles they hold, and what they may do. */
export const people = {
  nameless: 'Name not known',
  unnamed: UNNAMED,
  objectId: 'Object id',
  doors: 'What you can do here now',
  door: (door: RoleAccess, open: boolean): string =>
    open ? DOORS[door] : `${DOORS[door]} (needs ${neededRoles(door)})`,
  yes: '✓ Yes',
  no: '✕ No',
  active: 'Active roles',
  eligible: 'Eligible, not active',
  noRole: 'None that I can see.',
  moreRoles: (left: number): string => `and ${left} more`,
  activeRole: (role: RoleAssignment): Line => [
    { strong: roleName(role.roleDefinitionId) },
    ...(role.throughGroup === null
      ? []
      : [', through the group ', { wrote: shortened(role.throughGroup, LONGEST_GROUP) }]),
    atTenantScope(role) ? '' : ', only for a part of the tenant, which is not enough here',
  ],
  eligibleRole: (id: string): Line => [
    { strong: roleName(id) },
    ': activate in PIM (Microsoft Entra admin center, My roles)',
  ],
  eligibleUnread: 'I could not read them. Look in Privileged Identity Management (PIM), My roles.',
  nobodyHears: 'No channel hears of drift',
  subscribe: [
    'Changes that are not made through me I tell only the Security Administrators, each privately. In a channel or group chat, type ',
    { elsewhere: offers.notifyHere },
    '.',
  ] satisfies Line,
  readOn: (at: Instant): string => `Read on ${localMoment(at)}. I look again each time you ask for something.`,
};
