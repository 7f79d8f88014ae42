import { DOOR_FIELDS, openedDoors } from '../drift/drift.ts';
import { isNameless, type TenantInformation } from '../partners/tenant.ts';
import type { Many, Member, OnePlan } from '../policy/many.ts';
import { isSettable } from '../policy/settings.ts';
import { otherSettings, difference, fieldsOf, type Fields } from '../policy/snapshot.ts';
import { removesPartner, steps, waypoints, type Plan } from '../policy/plan.ts';
import type { OtherSetting, SyncState } from '../policy/policy.ts';
import { opens } from './approval.ts';
import { closes } from './closing.ts';

/**
 * What a difference does to the door, as people are told at first sight: the same of what is asked for, of what was done
 * and of what somebody else changed. What counts most comes first.
 */
export const EFFECTS = [
  /** It lets users or groups in, at some point of its way. */
  'opens',
  /** What it takes away is gone for good. */
  'cannotBeUndone',
  /** Something goes with it that the bot cannot set again. */
  'notAllUndone',
  /** It allows more than before, or prepares for that, and lets nobody in by itself. */
  'mayOpen',
  'closes',
  'renames',
  'opensNothing',
] as const;
export type Effect = (typeof EFFECTS)[number];
export type Effects = readonly [Effect, ...Effect[]];

/** A partner's, and what every tenant gets that joins the organisation. */
const DOORS = [...DOOR_FIELDS, 'templateSync'] as const;

export type Difference = Pick<Plan, 'before' | 'after' | 'many'>;

export function effectsOf(of: Difference): Effects {
  if (of.many !== undefined) return effectsOfMany(of.many);
  const isOpening = opensDoor(of);
  const isMore = opens(of) && !isOpening;
  const differing = difference(of.before, of.after);
  const found: Readonly<Record<Effect, boolean>> = {
    opens: isOpening,
    cannotBeUndone: steps(of).some(({ kind }) => kind === 'purgeSyncPolicy'),
    notAllUndone: losesOthers(of),
    mayOpen: isMore,
    closes: closes(of) || (isMore && shutsDoor(of)),
    renames: differing.length > 0 && differing.every((name) => name === 'policyName'),
    opensNothing: false,
  };
  const [first = 'opensNothing', ...rest] = EFFECTS.filter((effect) => found[effect]);
  return [first, ...rest];
}

/** What any of them does. */
function effectsOfMany({ members }: Many): Effects {
  const all = members.flatMap(({ plan }) => effectsOf(plan));
  const [first = 'opensNothing', ...rest] = EFFECTS.filter(
    (effect) => effect !== 'opensNothing' && all.includes(effect),
  );
  return [first, ...rest];
}

const isOpen = (fields: Fields, door: (typeof DOORS)[number]): boolean => fields[door] === true;

/** Also on the way: what is open for a moment is open. */
function opensDoor(of: Difference): boolean {
  const was = fieldsOf(of.before);
  // What came with a policy past the bot is no step of it.
  return [...waypoints(of), of.after]
    .map(fieldsOf)
    .some((is) => DOORS.some((door) => isOpen(is, door) && !isOpen(was, door)));
}

function shutsDoor({ before, after }: Difference): boolean {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return DOORS.some((door) => isOpen(was, door) && !isOpen(is, door));
}

/** With the partner goes what Graph lets no app set again; what was not read may be any of that. */
function losesOthers(of: Difference): boolean {
  if (!removesPartner(of)) return false;
  return fieldsOf(of.before).otherSettings === 'unknown' || otherSettings(of.before).some(isLost);
}

/** To be in the organisation is nothing that is set for a partner, and what belongs to a policy may be kept with it. */
const isLost = (setting: OtherSetting): boolean =>
  !isSettable(setting) && setting.name !== 'isInMultiTenantOrganization';

/**
 * Those that are opened first, then those that are shut, of each the widest door first, and else each in its place: what is
 * to be looked at most is not to be looked for.
 */
export const weightiestFirst = (members: readonly Member[]): readonly Member[] =>
  members
    .map((member) => ({ member, place: placeOf(member.plan) }))
    .sort((a, b) => a.place - b.place)
    .map(({ member }) => member);

function placeOf(plan: OnePlan): number {
  const isOpened = opens(plan);
  const [widest] = openedDoors(isOpened ? plan : { before: plan.after, after: plan.before });
  const place = widest === undefined ? DOOR_FIELDS.length : DOOR_FIELDS.indexOf(widest);
  return isOpened ? place : place + DOOR_FIELDS.length + 1;
}

/** How a partner's door stands; `openToUnknown`: for a tenant of which nobody knows what it is called. */
export type Door = 'openToUnknown' | 'open' | 'closed' | 'none';

export function doorOf(sync: SyncState, tenant: TenantInformation): Door {
  if (sync === 'on') return isNameless(tenant) ? 'openToUnknown' : 'open';
  return sync === 'off' ? 'closed' : 'none';
}

/** How much something has to be looked at. `red`: an open door for a tenant that has no name. `amber`: an open door, or what is lost. */
export type Weight = 'red' | 'amber' | 'quiet';

const WEIGHS = ['opens', 'cannotBeUndone', 'notAllUndone', 'mayOpen'] satisfies Effect[];

export function weightOf(effects: Effects, tenant: TenantInformation): Weight {
  if (effects.includes('opens') && isNameless(tenant)) return 'red';
  return WEIGHS.some((effect) => effects.includes(effect)) ? 'amber' : 'quiet';
}

export const DOOR_WEIGHTS = {
  openToUnknown: 'red',
  open: 'amber',
  closed: 'quiet',
  none: 'quiet',
} as const satisfies Record<Door, Weight>;
