import { isCarriedOut, type Change } from '../change/change.ts';
import type { Drift } from '../drift/drift.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { Person } from '../people/person.ts';
import { ENDING_DOORS, leftToDefault, openByDefault, openOf, openedBy, type EndingDoor } from './door.ts';
import { DAY_MS } from './asked-end.ts';
import { restOf, restSince, type Rest } from './rest.ts';
import { isEndId, TOLD_BEFORE, type DaysBefore, type End, type EndId, type Ends } from './end.ts';
import type { DefaultConfiguration } from '../policy/policy.ts';
import { fieldsOf, isOfDefault, type Snapshot } from '../policy/snapshot.ts';

/** An end that is still to come, with whom it is about and who decided it. */
export type Ending = {
  readonly id: EndId;
  readonly partner: TenantInformation;
  /** Whether it is about what applies by default; the partner is then this organisation itself. */
  readonly isOfDefault: boolean;
  readonly end: End;
  /** What is asked about at its end, since no end closes it; left out: nothing. */
  readonly rest?: Rest | undefined;
  readonly by: Person;
  readonly decidedAt: Instant;
};

/** undefined: the change carries no end, or opened nothing. */
export function endingOfChange(change: Change): Ending | undefined {
  const { end, status, proposal } = change;
  if (end === null || !isCarriedOut(change) || !('at' in status)) return undefined;
  const { id, partner, requester: by, plan } = proposal;
  return { id, partner, isOfDefault: isOfDefault(plan.after), end, by, decidedAt: status.at };
}

/** undefined: it was not accepted until a day. */
export function endingOfDrift({ id, partner, before, after, end, status }: Drift): Ending | undefined {
  if (end === null || status.state !== 'accepted') return undefined;
  const rest = restOf({ before, after }, end.doors);
  return { id, partner, isOfDefault: isOfDefault(after), end, rest, by: status.by, decidedAt: status.at };
}

/** What of a partner was decided after an end: what the bot wrote, and what somebody else changed. */
export type Later = { readonly changes: readonly Change[]; readonly drifts: readonly Drift[] };

/** The doors that it is still to close: of two ends the last decided counts. @param others all of the same partner, in the order in which they were decided */
export function doorsLeft(ending: Ending, others: readonly Ending[]): readonly EndingDoor[] {
  const place = others.findIndex(({ id }) => id === ending.id);
  const later = others.filter(({ decidedAt }, index) =>
    decidedAt === ending.decidedAt ? index > place : decidedAt > ending.decidedAt,
  );
  return ending.end.doors.filter((door) => !later.some(({ end }) => end.doors.includes(door)));
}

/**
 * What of it is open; what cannot be seen may be.
 * @param others all ends of the same partner, in the order in which they were decided
 * @param now the partner as it is
 */
export function openDoorsOf(ending: Ending, others: readonly Ending[], now: Snapshot): readonly EndingDoor[] {
  const left = doorsLeft(ending, others);
  return [...openOf(now, left), ...left.filter((door) => fieldsOf(now)[door] === 'unknown')];
}

/**
 * What an end that has come leads to: doors to close, and doors that were opened anew since, or left to a default that is
 * open, by whoever it was.
 */
export type Due = { readonly close: readonly EndingDoor[]; readonly ask: readonly EndingDoor[] };

/**
 * @param doors those that are still the end's
 * @param now the partner as it is
 * @param defaults what applies where it sets nothing; null: that is not known, and may be open
 */
export function dueOf(
  doors: readonly EndingDoor[],
  now: Snapshot,
  later: Later,
  defaults: DefaultConfiguration | null,
): Due {
  const byDefault = openByDefault(now, doors, defaults);
  const [anew, left] = [openedAnew(later), leftAnew(later)];
  // To close for whom there is nothing would be to add them.
  const isAbsent = fieldsOf(now).partner === 'absent';
  const isAsked = (door: EndingDoor): boolean =>
    anew.has(door) || (byDefault.includes(door) && (isAbsent || left.has(door)));
  const open = [...openOf(now, doors), ...byDefault];
  return { close: open.filter((door) => !isAsked(door)), ask: open.filter(isAsked) };
}

type Difference = { readonly before: Snapshot; readonly after: Snapshot };

/** What was made of the partner after it, by whom ever. */
const madeBy = ({ changes, drifts }: Later): readonly Difference[] => [
  ...changes.filter(isCarriedOut).map(({ proposal }) => proposal.plan),
  ...drifts.filter(isStanding),
];

/** What was opened after it: to close that would undo a later decision. */
const openedAnew = (later: Later): ReadonlySet<EndingDoor> => new Set(madeBy(later).flatMap(openedBy));

/** What was left to the default after it. */
const leftAnew = (later: Later): ReadonlySet<EndingDoor> => new Set(madeBy(later).flatMap(newlyLeft));

function newlyLeft({ before, after }: Difference): readonly EndingDoor[] {
  const was = leftToDefault(before, ENDING_DOORS);
  return leftToDefault(after, ENDING_DOORS).filter((door) => !was.includes(door));
}

/**
 * The end with the doors that it is to close by itself, and what of the rest was not decided anew; undefined: there is neither,
 * and at most people are asked because of that.
 */
export function withoutAnew(ending: Ending, later: Later): Ending | undefined {
  const anew = openedAnew(later);
  const doors = ending.end.doors.filter((door) => !anew.has(door));
  const { rest, ...left } = withRestLeft({ ...ending, end: { ...ending.end, doors } }, later);
  return doors.length === 0 && rest === undefined ? undefined : { ...left, rest };
}

/** The end with what of the rest nobody has decided anew: of two that decided it the last counts. */
export const withRestLeft = (ending: Ending, later: Later): Ending => ({
  ...ending,
  rest: restSince(ending.rest, madeBy(later)),
});

/** A drift that was taken back, or is gone, has left nothing of itself. */
const isStanding = ({ status }: Drift): boolean => status.state === 'open' || status.state === 'accepted';

/** Which word it is time for; undefined: none. What is missed is left out, and what was decided later than its time is not said. */
export function wordDue({ end, decidedAt }: Pick<Ending, 'end' | 'decidedAt'>, now: Instant): DaysBefore | undefined {
  if (now >= end.at) return undefined;
  const [nearest] = TOLD_BEFORE.filter((days) => now >= end.at - days * DAY_MS).reverse();
  if (nearest === undefined || end.told.includes(nearest)) return undefined;
  return end.at - nearest * DAY_MS > decidedAt ? nearest : undefined;
}

/** That doors were opened, or were given an end: by a change, or by whoever accepted what somebody else had opened. */
type Decision = { readonly at: Instant; readonly doors: readonly EndingDoor[]; readonly ends: Ends | null };

/**
 * The doors whose end is past, whatever closed them: of all that was decided of a door the last counts. What brings back how
 * a partner was does not open them.
 * @param decided all that was ever decided of the partner, the newest changes first; not what only came back
 */
export function doorsPast({ changes, drifts }: Later, now: Instant): readonly EndingDoor[] {
  const decisions = [...changes.flatMap(decisionOfChange), ...drifts.flatMap(decisionOfDrift)];
  const lastFirst = decisions.toSorted((a, b) => b.at - a.at);
  return ENDING_DOORS.filter((door) => {
    const ends = lastFirst.find(({ doors }) => doors.includes(door))?.ends ?? null;
    return ends !== null && ends.doors.includes(door) && now >= ends.at;
  });
}

function decisionOfChange(change: Change): readonly Decision[] {
  const { status, proposal } = change;
  if (!isCarriedOut(change) || !('at' in status)) return [];
  const { plan, ends, endOf } = proposal;
  const { at } = status;
  // That it was closed at its end tells of the end, also where what decided that was archived.
  const closed = endOf !== null && isEndId(endOf) ? openedBy({ before: plan.after, after: plan.before }) : [];
  return [
    ...(closed.length === 0 ? [] : [{ at, doors: closed, ends: { at, doors: closed } }]),
    { at, doors: [...openedBy(plan), ...(ends?.doors ?? [])], ends },
  ];
}

function decisionOfDrift(drift: Drift): readonly Decision[] {
  const { status, end } = drift;
  return status.state === 'accepted' ? [{ at: status.at, doors: openedBy(drift), ends: end }] : [];
}
