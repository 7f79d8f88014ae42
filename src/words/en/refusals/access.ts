import type { AccessRefusal } from '../../../domain/people/access.ts';
import { atTenantScope, roleName, ROLES, ROLES_FOR, type RoleAssignment } from '../../../domain/people/role.ts';
import type { Line, Page } from '../../line.ts';
import { neededRoles } from '../people.ts';
import { plural } from '../plural.ts';
import { row, rowOf } from '../series.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

export const access = {
  anonymousSender: () =>
    warning('I do not know who you are', [
      ['Teams did not say which account this message is from, so I did nothing.'],
      ['Sign in to Teams with your work account in this organisation and try again.'],
    ]),
  foreignSender: () =>
    warning('Only members of this organisation can use me', [
      ['Your account belongs to another organisation, or Teams did not say which one, so I did nothing.'],
    ]),
  unknownAccount: () =>
    warning('I cannot find your account in this organisation', [
      ['Entra does not know your account here, so I did nothing. Use an account of this organisation.'],
    ]),
  disabledAccount: () =>
    warning('Your account is disabled', [
      ['Entra says that your account is switched off, so I did nothing. Ask an administrator to enable it.'],
    ]),
  guestAccount: () =>
    warning('Guests cannot use me', [
      [
        'Your account comes from elsewhere: it was invited, or another organisation syncs it in. I did nothing. Ask somebody whose account this organisation made.',
      ],
    ]),
  roleMissing: (refusal) => ({
    ...warning(`You need the role ${neededRoles(refusal.access)}`, roleLines(refusal)),
    links: roleLinks(refusal),
  }),
  tooMany: (refusal) =>
    warning(`That is more ${refusal.what} than I take`, [
      [
        `I take ${refusal.atOnce} ${refusal.what} at once ${refusal.from === 'person' ? 'from one person' : 'in one conversation'}, and ${refusal.perMinute} more each minute. I did nothing with this one.`,
      ],
      [
        refusal.what === 'messages'
          ? 'I do not answer what comes on top. Wait a minute, then type it again.'
          : 'Wait a moment, then press it again.',
      ],
    ]),
  tooManyAtOnce: ({ waiting }) =>
    warning('You have asked for a lot at once', [
      [
        'I do a few things at a time for one person, and this one was not among them',
        waiting === 0 ? '' : `: ${plural(waiting, { one: '# more waits', other: '# more wait' })}`,
        '. I did nothing with it. When the others are answered, ask again.',
      ],
    ]),
  previewOff: (refusal) => ({
    tone: 'info',
    title: 'That needs Microsoft Graph beta',
    lines: [
      [
        { strong: refusal.command },
        ' uses a part of Microsoft Graph that only its beta has: it may change or fail without notice.',
      ],
      ['I use it only where whoever runs me has set ', { strong: 'PREVIEW_FEATURES=on' }, '. Nothing has changed.'],
    ],
  }),
} satisfies Partial<RefusalWords>;

type RoleMissing = Extract<AccessRefusal, { kind: 'roleMissing' }>;

function roleLines(refusal: RoleMissing): readonly Line[] {
  const what = refusal.access === 'change' ? 'change a partner' : 'look at partners';
  return [[`To ${what} you must hold it now, for the whole tenant. I did nothing.`], ...roleDetails(refusal)];
}

/** Entra: until an activated role counts everywhere, 5 to 20 minutes have been reported. */
const PIM_TAKES_MINUTES: Line = [
  'After PIM says that it is active, it takes minutes until it counts everywhere: 5 to 20 have been reported. Then try again.',
];

/** Of these roles, those that somebody could activate. */
function eligibleFor({ access, eligible }: RoleMissing): readonly string[] {
  const wanted = ROLES_FOR[access].map((role): string => ROLES[role].id);
  return eligible === 'unread' ? [] : eligible.filter((id) => wanted.includes(id));
}

/** Where to activate it, unless there is nothing to activate. */
export const roleLinks = (refusal: RoleMissing): readonly Page[] =>
  refusal.eligible === 'unread' || eligibleFor(refusal).length > 0 ? ['ownRoles'] : [];

/** What somebody holds instead, and could activate: for their eyes only. */
export function roleDetails(refusal: RoleMissing): readonly Line[] {
  const wanted = ROLES_FOR[refusal.access].map((role): string => ROLES[role].id);
  const lines: Line[] = [];
  const eligible = eligibleFor(refusal);
  const narrow = refusal.held.filter((role) => wanted.includes(role.roleDefinitionId) && !atTenantScope(role));
  if (eligible.length > 0) {
    const names = row(eligible.map(roleName));
    lines.push([
      'You are ',
      { strong: `eligible for ${names}` },
      ' but it is not active. Activate it in Privileged Identity Management (PIM): Microsoft Entra admin center, My roles.',
    ]);
  } else if (narrow.length > 0) {
    lines.push([
      'You hold ',
      { strong: row(narrow.map((role) => roleName(role.roleDefinitionId))) },
      ' only for a part of the tenant (an administrative unit). It must be assigned for the whole tenant.',
    ]);
  } else if (refusal.eligible === 'unread') {
    lines.push(['If you are eligible for it, activate it in Privileged Identity Management (PIM).']);
  } else {
    lines.push([
      'I do not see that you are eligible for it either. Ask whoever manages roles to assign it to you (PIM).',
    ]);
  }
  lines.push(PIM_TAKES_MINUTES);
  lines.push(['Active for you: ', ...heldRoles(refusal.held), '.']);
  return lines;
}

/** Roles in words, such as `Security Reader, Teams Administrator (part of the tenant)`. */
function heldRoles(held: readonly RoleAssignment[]): Line {
  if (held.length === 0) return ['no role that I can see'];
  return rowOf(
    held.map((role) => [
      { wrote: roleName(role.roleDefinitionId) },
      atTenantScope(role) ? '' : ' (part of the tenant only)',
    ]),
  );
}
