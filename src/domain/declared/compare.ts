import { DAY_MS, endOf } from '../ends/asked-end.ts';
import { openOf } from '../ends/door.ts';
import type { Ends } from '../ends/end.ts';
import type { Ending } from '../ends/ending.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { LeftOut, Member } from '../policy/many.ts';
import { planOf, steps } from '../policy/plan.ts';
import type { DefaultConfiguration, PartnerState } from '../policy/policy.ts';
import { fieldsOf, live } from '../policy/snapshot.ts';
import { endsDeclared } from './declared.ts';
import { asWanted } from './as-wanted.ts';
import type { DeclaredEnd, WantedPartner } from './wanted.ts';

/** What there is of a partner, and what can be seen of it. */
export type Present = {
  readonly partner: TenantInformation;
  readonly state: PartnerState;
  /** All that are to come, in the order in which they were decided. */
  readonly endings: readonly Ending[];
  readonly now: Instant;
  /** What applies where it sets nothing of its own; null: that could not be read. */
  readonly defaults: DefaultConfiguration | null;
  /** Whether Graph beta is asked, which alone shows group sync. */
  readonly preview: boolean;
};

/** What a file leads to for one partner; with neither, it is so already. */
export type Compared = { readonly member: Member | null; readonly left: readonly LeftOut[] };

/**
 * What leads from what is to what a file wants of a partner. What it does not name stays; what no app can set is said, and the
 * rest of it is done all the same. A partner whose ends cannot be as they are wanted is left as it is, so that nothing is opened
 * for longer than was meant.
 */
export function compareDeclared(wanted: WantedPartner, present: Present): Compared {
  const { partner, state, endings, now } = present;
  const before = live(state);
  const { after, notByApp, isGroupsUnseen } = asWanted(wanted, before, partner.displayName, present);
  const plan = planOf(wanted.tenantId, before, after);
  const ends = endsWanted(wanted, { after, notSeen: isGroupsUnseen }, endings, state, now);
  if (typeof ends === 'string') return { member: null, left: [{ partner, why: ends }] };
  const left: readonly LeftOut[] = [
    ...(notByApp.length === 0 ? [] : [{ partner, why: 'notByApp', settings: notByApp } as const]),
    ...(isGroupsUnseen ? [{ partner, why: 'groupsUnseen' } as const] : []),
    ...(ends.stays ? [{ partner, why: 'endStays' } as const] : []),
  ];
  const { set } = ends;
  if (set === null) return { member: steps(plan).length === 0 ? null : { partner, plan }, left };
  // What is open already, and is to end at another time, stays open by this.
  const prolongs = openOf(before, set.doors).length > 0;
  const { endBefore } = ends;
  const moved = { ...plan, ...(prolongs && { prolongs: true as const }) };
  return { member: { partner, plan: moved, ends: set, ...(endBefore !== undefined && { endBefore }) }, left };
}

type Wanting = { readonly after: ReturnType<typeof live>; readonly notSeen: boolean };
type WrongEnd = 'endOfNothing' | 'endOver' | 'endTooFar' | 'endsApart';

/** The end that is to be set, if any, and whether one stays that the file does not name. */
function endsWanted(
  { tenantId, ends: wanted }: WantedPartner,
  { after, notSeen }: Wanting,
  endings: readonly Ending[],
  state: PartnerState,
  now: Instant,
): { readonly set: Ends | null; readonly stays: boolean; readonly endBefore?: Instant } | WrongEnd {
  if (wanted === null) return { set: null, stays: false };
  const present = new Map(endsDeclared(tenantId, state, endings));
  const differing = wanted.filter(([door, asked]) => present.get(door) !== momentOf(asked));
  const fields = fieldsOf(after);
  const seen = differing.filter(([door]) => !(notSeen && door === 'groupSync'));
  if (seen.some(([door]) => fields[door] !== true)) return 'endOfNothing';
  const times = new Set<Instant>();
  for (const [, asked] of seen) {
    const at = endOf(asked, now);
    if (at === 'tooSoon') return 'endOver';
    if (typeof at !== 'number') return 'endTooFar';
    times.add(at);
  }
  const [at, other] = times;
  if (other !== undefined) return 'endsApart';
  const named = new Set(wanted.map(([door]) => door));
  const stays = [...present.keys()].some((door) => !named.has(door) && fields[door] === true);
  if (at === undefined) return { set: null, stays };
  const doors = seen.map(([door]) => door);
  const before = doors.flatMap((door) => present.get(door) ?? []);
  return { set: { at, doors }, stays, ...(before.length > 0 && { endBefore: Math.min(...before) }) };
}

/** A day is still a part of it. */
const momentOf = (asked: DeclaredEnd): Instant => (asked.kind === 'day' ? asked.day + DAY_MS : asked.at);
