import { movesOf } from '../policy/moves.ts';
import { KEYS } from '../policy/many.ts';
import type { Plan } from '../policy/plan.ts';
import { fieldsOf, sameState, type Fields } from '../policy/snapshot.ts';
import type { EndId } from '../ends/end.ts';
import type { ChangeId, TenantId } from '../ids.ts';
import { opens, type Approval } from './approval.ts';
import type { Change } from './change.ts';
import { isDecidedAlready } from './proposal.ts';

/** What is wanted of a partner, as far as it counts against what somebody else has asked for. */
export type Wish = {
  readonly plan: Plan;
  readonly approval: Approval;
  /** Whether it takes back what somebody opened past the bot. */
  readonly takesBackOpening: boolean;
  /** Of what it is the end; null: somebody asked for it. */
  readonly endOf: EndId | TenantId | null;
  /** The list that was decided as a whole; left out: none. */
  readonly partOf?: ChangeId | undefined;
};

/**
 * Whether a wish takes the place of an open change of the same partner. A card that waits is only a wish: closing comes
 * first. One that would do the same may stay, but for whoever breaks the glass or freezes, for an end that has come and for a list
 * that was decided: they wait for nobody.
 */
export function supersedes(
  { plan, approval, takesBackOpening, endOf, partOf }: Wish,
  { proposal, status }: Change,
): boolean {
  if (status.state !== 'pending') return false;
  if (!closes(plan) && !takesBackOpening) return false;
  // Whoever freezes in an incident waits for nobody else to confirm a card.
  if (plan.many?.kind === 'freeze') return true;
  return approval === 'breakGlass' || isDecidedAlready({ endOf, partOf }) || !doesTheSame(plan, proposal.plan);
}

/** Whose key is looked at, too, before a freeze or a thaw is asked for; undefined: no other one's. */
export const rivalKey = ({ many }: Plan): TenantId | undefined =>
  many?.kind === 'freeze' ? KEYS.thaw : many?.kind === 'thaw' ? KEYS.freeze : undefined;

/**
 * Whether such another one is in the way. Nothing is thawed while a freeze is asked for or carried out. A freeze makes a thaw
 * end that waits, and halts one that is carried out: it waits for none.
 */
export const isRival = ({ many }: Plan, { status }: Change): boolean =>
  many?.kind === 'thaw' || status.state === 'pending';

/**
 * Whether a plan takes something away by which others come in or are let out, or forbids what was left to the default, and
 * opens nothing.
 */
export function closes(plan: Pick<Plan, 'before' | 'after' | 'many'>): boolean {
  // Also where nothing is open, a freeze keeps it so.
  if (plan.many?.kind === 'freeze') return true;
  if (plan.many !== undefined) return !opens(plan) && plan.many.members.some((member) => closes(member.plan));
  const [was, is] = [fieldsOf(plan.before), fieldsOf(plan.after)];
  // Of what does not open, each move is one that takes something away.
  return !opens(plan) && (TAKEN_AWAY.some((isTaken) => isTaken(was, is)) || movesOf(plan).length > 0);
}

const switchedOff =
  (name: 'userSync' | 'groupSync' | 'redemptionInbound' | 'redemptionOutbound' | 'templateSync') =>
  (was: Fields, is: Fields): boolean =>
    (was[name] === true && is[name] !== true) || (was[name] !== false && is[name] === false);
const removed =
  (name: 'partner' | 'policy') =>
  (was: Fields, is: Fields): boolean =>
    was[name] === 'present' && is[name] === 'absent';

const TAKEN_AWAY = [
  ...(['userSync', 'groupSync', 'redemptionInbound', 'redemptionOutbound', 'templateSync'] as const).map(switchedOff),
  ...(['partner', 'policy'] as const).map(removed),
];

/** Whether it is about who may come in: what a card tells of those who are here already. */
export const movesPeople = (plan: Plan): boolean => opens(plan) || closes(plan);

function doesTheSame(a: Plan, b: Plan): boolean {
  // Of two lists one may be longer, or leave out others.
  if (a.many !== undefined || b.many !== undefined) return JSON.stringify(a.many) === JSON.stringify(b.many);
  return sameState(a.before, b.before) && sameState(a.after, b.after);
}
