import type { Instant } from '../../domain/instant.ts';
import type { WhoAmI } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import {
  atTenantScope,
  roleName,
  ROLES,
  ROLES_FOR,
  type RoleAccess,
  type RoleAssignment,
} from '../../domain/people/role.ts';
import { mayPass } from '../../domain/people/access.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { moment } from '../../words/en/moment.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import template from '../templates/whoami.json' with { type: 'json' };
import { isBlank, LONGEST_WORD_OF_NAME, shown } from '../../words/text.ts';

type WhoAmIView = {
  readonly name: string;
  readonly objectId: string;
  readonly doors: readonly DoorView[];
  readonly sections: readonly SectionView[];
  readonly footer: string;
};
type SectionView = { readonly heading: string; readonly lines: readonly RunLine[] };
type DoorView = { readonly label: string; readonly answer: 'Yes' | 'No'; readonly color: 'Good' | 'Attention' };

const LONGEST_NAME = 120;
/** Nobody reads more, and a card has a size. */
const MOST_ROLES = 12;
const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export function whoamiView(reply: WhoAmI, at: Instant): WhoAmIView {
  const { person, facts, eligible } = reply;
  return {
    name: isBlank(person.displayName)
      ? 'Name not known'
      : shown(person.displayName, LONGEST_NAME, LONGEST_WORD_OF_NAME),
    objectId: shown(person.objectId, LONGEST_NAME),
    doors: [door(reply, 'read', 'Look at partners'), door(reply, 'change', 'Change partners')],
    sections: [
      { heading: 'Active roles', lines: runLines(capped(facts.assignments.map(activeLine), 'None that I can see.')) },
      { heading: 'Eligible, not active', lines: runLines(eligibleLines(eligible, facts.assignments)) },
    ],
    footer: `Read on ${moment(at)}. I look again each time you ask for something.`,
  };
}

function door({ facts }: WhoAmI, access: RoleAccess, label: string): DoorView {
  const open = mayPass(facts, access) === undefined;
  return {
    label: `${label}${open ? '' : needs(access)}`,
    answer: open ? 'Yes' : 'No',
    color: open ? 'Good' : 'Attention',
  };
}

function needs(access: RoleAccess): string {
  return ` (needs ${EITHER.format(ROLES_FOR[access].map((role) => ROLES[role].name))})`;
}

function activeLine(role: RoleAssignment): Line {
  const through = role.throughGroup === null ? [] : [', through the group ', role.throughGroup];
  const part = atTenantScope(role) ? '' : ', only for a part of the tenant, which is not enough here';
  return [{ strong: roleName(role.roleDefinitionId) }, ...through, part];
}

function eligibleLines(eligible: WhoAmI['eligible'], active: readonly RoleAssignment[]): readonly Line[] {
  if (eligible === 'unread')
    return [['I could not read them. Look in Privileged Identity Management (PIM), My roles.']];
  const held = active.filter(atTenantScope).map((role) => role.roleDefinitionId);
  const sleeping = eligible.filter((id) => !held.includes(id));
  return capped(
    sleeping.map((id): Line => [
      { strong: roleName(id) },
      ': activate in PIM (Microsoft Entra admin center, My roles)',
    ]),
    'None that I can see.',
  );
}

function capped(lines: readonly Line[], none: string): readonly Line[] {
  if (lines.length === 0) return [[none]];
  const rest = lines.length - MOST_ROLES;
  return rest > 0 ? [...lines.slice(0, MOST_ROLES), [`and ${rest} more`]] : lines;
}

const fill = cardTemplate(template);

export function whoamiCard(reply: WhoAmI, at: Instant): Card {
  return fill(whoamiView(reply, at));
}
