import { fieldsOf, type Fields, type Snapshot } from '../policy/snapshot.ts';
import type { TenantField } from '../policy/tenant-wide.ts';
import { sameValue, type Touch, type Trace } from './trace.ts';

/** What opens a way in where it is turned on. */
const DOORS = ['userSync', 'groupSync', 'redemptionInbound', 'redemptionOutbound'] as const;
type Door = (typeof DOORS)[number];

/** What the templates say of it, which Graph calls the same. */
const IN_TEMPLATE: Readonly<Record<Door, TenantField | undefined>> = {
  userSync: 'mtoUserSync',
  groupSync: undefined,
  redemptionInbound: 'mtoRedemptionInbound',
  redemptionOutbound: 'mtoRedemptionOutbound',
};

/**
 * Whether a record can be that of a step, by what it says was changed: one that proves changes of which the step made
 * none, or that something was turned on which the step leaves off, is of somebody else. @param before,after around the step
 */
export function mayBeOf({ touches }: Pick<Trace, 'touches'>, before: Snapshot, after: Snapshot): boolean {
  const proven = touches.filter(({ sure }) => sure);
  // The template belongs to the tenant as a whole; what its records name is not documented.
  if (after.kind === 'template') return after.userSync === true || !proven.some((touch) => turnsOn(touch, 'userSync'));
  if (proven.length === 0) return true;
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  // The name of a deletion says all that it can do, and how Entra writes what is gone is not documented.
  if (isGone('partner', was, is) || isGone('policy', was, is)) return true;
  if (DOORS.some((door) => isLeftOff(door, was, is) && proven.some((touch) => turnsOn(touch, door)))) return false;
  // What comes is told of with all that it has, also with what no plan of the bot's sets.
  const isWhole = was.partner !== is.partner || was.policy !== is.policy;
  return proven.some(({ field, became }) => {
    if (became === true && DOORS.some((door) => door === field && isOpenedInTemplate(door, was, is))) return true;
    const isMade = was[field] !== is[field];
    // Graph may write a name otherwise than it was sent.
    if (isMade && typeof became === 'string') return true;
    // What stays off, or stays as it is called, may be told of as well; what is on and was on was turned on by another.
    return (isWhole && became !== true) || ((isMade || became !== true) && sameValue(became, is[field]));
  });
}

/** What every kind of record speaks of that the log is known to make of such policies (Entra: audit activity reference). */
const OF_POLICIES = /cross-?\s?tenant|multi-?\s?tenant|partner|(?:add|update|delete|restore) policy/i;
/** The company's default applies wherever a partner sets nothing of its own: no step that is about a partner touches it. */
const OF_NO_PARTNER = /default/i;

/** Whether a record of a kind that the product does not know is about the company's default, and no partner. */
export const isOfDefault = (called: string): boolean => OF_POLICIES.test(called) && OF_NO_PARTNER.test(called);

/**
 * Whether a record of a kind that the product does not know may come beside what the bot writes: a policy of a partner's,
 * or the template. What has no name may be anything.
 * @param called as the log calls the activity
 */
export const mayComeBeside = (called: string): boolean =>
  called === '' || (OF_POLICIES.test(called) && !isOfDefault(called));

/**
 * Whether a record of a kind that has no name, or a step that has none in the log, can belong together: not where it proves
 * that something was turned on which the step leaves off.
 */
export function leavesDoors({ touches }: Pick<Trace, 'touches'>, before: Snapshot, after: Snapshot): boolean {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const kept = after.kind === 'template' || after.deleted === 'unread' ? null : after.deleted;
  return touches.every((touch) => {
    const door = DOORS.find((one) => touch.sure && turnsOn(touch, one));
    // What was deleted may be told of with all that it has.
    const isKept = (door === 'userSync' || door === 'groupSync') && kept?.policy?.[door] === true;
    return door === undefined || isKept || after.kind === 'template' || !isLeftOff(door, was, is);
  });
}

const isGone = (what: 'partner' | 'policy', was: Fields, is: Fields): boolean =>
  was[what] === 'present' && is[what] === 'absent';

const turnsOn = ({ field, became }: Touch, door: Door): boolean => field === door && became === true;

/** What was not read may have been on before: a record that holds all settings then tells of it. */
const isLeftOff = (door: Door, was: Fields, is: Fields): boolean =>
  is[door] !== true && (is[door] !== 'unknown' || was[door] !== 'unknown') && !isOpenedInTemplate(door, was, is);

/** Whether the step turns it on in a template. */
function isOpenedInTemplate(door: Door, was: Fields, is: Fields): boolean {
  const field = IN_TEMPLATE[door];
  return field !== undefined && is[field] === true && was[field] !== true;
}
