import type { ChangeId, TenantId } from '../ids.ts';
import type { ChangedSince, Member, OpenedPast } from '../policy/many.ts';
import { planOf, steps } from '../policy/plan.ts';
import { restored, reverted } from '../policy/revert.ts';
import { difference, sameState, type FieldName, type Snapshot } from '../policy/snapshot.ts';
import { isCarriedOut, type Change } from './change.ts';

/**
 * What is to come back, and who is left alone: since somebody has changed them after the parts had, or since what these closed
 * was never accepted.
 */
export type Restoring = {
  readonly members: readonly Member[];
  readonly left: readonly (ChangedSince | OpenedPast)[];
  /** How those who are left alone would come back all the same, as far as there is anything to do. */
  readonly changed: readonly Member[];
};

/**
 * What takes back what parts have done, partner by partner: to just what was before the first of them.
 * @param parts oldest first
 * @param now what is there now of each of their partners
 * @param isBack whether a part took back what those before it had done; left out: none did
 */
export function restoring(
  parts: readonly Change[],
  now: (tenantId: TenantId) => Snapshot,
  isBack?: (part: Change) => boolean,
): Restoring {
  const ways = waysBack(parts, isBack);
  const members: Member[] = [];
  const left: (ChangedSince | OpenedPast)[] = [];
  const changed: Member[] = [];
  for (const [tenantId, { part, partner, before, after, found, isUnbroken, isUnaccepted }] of ways) {
    const current = now(tenantId);
    const isChanged = !isUnbroken || !sameState(current, found);
    if (isUnaccepted) left.push({ partner, why: 'openedPast', part });
    else if (isChanged) left.push({ partner, why: 'changedSince', part });
    const back = (isChanged ? restored : reverted)({ tenantId, before, after }, current);
    const plan = planOf(tenantId, current, back);
    if (steps(plan).length > 0) (isChanged || isUnaccepted ? changed : members).push({ partner, plan });
  }
  return { members, left, changed };
}

/** What parts have changed and was not taken back. As above. */
export const leftToRestore = (parts: readonly Change[], isBack: (part: Change) => boolean): readonly FieldName[] =>
  [...waysBack(parts, isBack).values()].flatMap(({ before, after }) => difference(before, after));

function waysBack(parts: readonly Change[], isBack: (part: Change) => boolean = () => false): Map<TenantId, Way> {
  const ways = new Map<TenantId, Way>();
  for (const part of parts) {
    const done = doneBy(part);
    if (done === undefined) continue;
    const { tenantId } = part.proposal.plan;
    const way = ways.get(tenantId);
    if (!isBack(part)) ways.set(tenantId, withNext(way, done));
    else if (way === undefined || part.status.state === 'applied') ways.delete(tenantId);
    else ways.set(tenantId, { ...withNext(way, done), after: way.after });
  }
  return ways;
}

/**
 * Whether something else of a partner was asked for since a thaw was, and done: what was decided later is not taken back with
 * what was before.
 * @param changes of the partner
 */
export const isDecidedAnew = (changes: readonly Change[], { proposal: { requestedAt } }: Change): boolean =>
  changes.some((change) => change.proposal.requestedAt > requestedAt && isCarriedOut(change));

type Done = {
  readonly part: ChangeId;
  readonly partner: Member['partner'];
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** What it left behind. */
  readonly found: Snapshot;
  /** Whether it closed what had been opened past the bot, and not been accepted. */
  readonly isUnaccepted: boolean;
};

/** From the first to the last of them; `isUnbroken`: nobody changed anything between one and the next. */
type Way = Done & { readonly isUnbroken: boolean };

const withNext = (way: Way | undefined, done: Done): Way =>
  way === undefined
    ? { ...done, isUnbroken: true }
    : {
        ...done,
        part: way.part,
        before: way.before,
        isUnbroken: way.isUnbroken && sameState(way.found, done.before),
        isUnaccepted: way.isUnaccepted || done.isUnaccepted,
      };

/** What a part has done; undefined: nothing. */
function doneBy({ proposal: { id: part, partner, plan, unaccepted }, status }: Change): Done | undefined {
  const { before, after } = plan;
  const done = { part, partner, before, after, isUnaccepted: unaccepted === true };
  if (status.state === 'applied') return { ...done, found: status.found };
  if (status.state !== 'failed' || status.failure.kind === 'notApplied') return undefined;
  return { ...done, found: status.failure.found };
}
