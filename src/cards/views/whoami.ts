import type { Instant } from '../../domain/instant.ts';
import { mayPass } from '../../domain/people/access.ts';
import { atTenantScope, type RoleAccess, type RoleAssignment } from '../../domain/people/role.ts';
import type { WhoAmI } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { isBlank, LONGEST_WORD_OF_NAME, shown } from '../../words/text.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { linksTo } from '../links.ts';
import { offerRows, type ButtonRow } from '../offers.ts';
import template from '../templates/whoami.json' with { type: 'json' };

type WhoAmIView = {
  readonly name: string;
  readonly objectIdLabel: string;
  readonly objectId: string;
  readonly doorsHeading: string;
  readonly doors: readonly DoorView[];
  readonly sections: readonly SectionView[];
  readonly footer: string;
  readonly offerRows: readonly ButtonRow[];
};
type SectionView = { readonly heading: string; readonly lines: readonly RunLine[] };
type DoorView = { readonly label: string; readonly answer: string };

const LONGEST_NAME = 60;
/** Nobody reads more, and a card has a size. */
const MOST_ROLES = 12;

export function whoamiView(reply: WhoAmI, at: Instant, portal: string): WhoAmIView {
  const { person, facts, eligible, nobodyHears } = reply;
  const said = words.people;
  return {
    name: isBlank(person.displayName) ? said.nameless : shown(person.displayName, LONGEST_NAME, LONGEST_WORD_OF_NAME),
    objectIdLabel: `${said.objectId} `,
    objectId: shown(person.objectId, LONGEST_NAME),
    doorsHeading: said.doors,
    doors: [door(reply, 'read'), door(reply, 'change')],
    sections: [
      { heading: said.active, lines: runLines(capped(facts.assignments.map(said.activeRole))) },
      { heading: said.eligible, lines: runLines(eligibleLines(eligible, facts.assignments)) },
      ...(nobodyHears && mayPass(facts, 'change') === undefined
        ? [{ heading: said.nobodyHears, lines: runLines([said.subscribe]) }]
        : []),
    ],
    footer: said.readOn(at),
    offerRows: offerRows([], { last: linksTo(mayActivate(eligible, facts.assignments) ? ['ownRoles'] : [], portal) }),
  };
}

function door({ facts }: WhoAmI, access: RoleAccess): DoorView {
  const open = mayPass(facts, access) === undefined;
  const { door: label, yes, no } = words.people;
  return { label: label(access, open), answer: open ? yes : no };
}

function eligibleLines(eligible: WhoAmI['eligible'], active: readonly RoleAssignment[]): readonly Line[] {
  if (eligible === 'unread') return [[words.people.eligibleUnread]];
  return capped(notHeld(eligible, active).map(words.people.eligibleRole));
}

function notHeld(eligible: readonly string[], active: readonly RoleAssignment[]): readonly string[] {
  const held = active.filter(atTenantScope).map((role) => role.roleDefinitionId);
  return eligible.filter((id) => !held.includes(id));
}

/** Whether there is, or may be, something to activate. */
const mayActivate = (eligible: WhoAmI['eligible'], active: readonly RoleAssignment[]): boolean =>
  eligible === 'unread' || notHeld(eligible, active).length > 0;

function capped(lines: readonly Line[]): readonly Line[] {
  if (lines.length === 0) return [[words.people.noRole]];
  const left = lines.length - MOST_ROLES;
  return left > 0 ? [...lines.slice(0, MOST_ROLES), [words.people.moreRoles(left)]] : lines;
}

const fill = cardTemplate(template);

export function whoamiCard(reply: WhoAmI, at: Instant, portal: string): Card {
  return fill(whoamiView(reply, at, portal));
}
