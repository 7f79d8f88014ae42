import type { Change } from '../domain/change/change.ts';
import { counts } from '../domain/change/progress.ts';
import { DOOR_WEIGHTS, effectsOf, weightOf, type Door, type Effects } from '../domain/change/effect.ts';
import type { TenantInformation } from '../domain/partners/tenant.ts';
import { leavesUnseen } from '../domain/policy/many.ts';
import type { Plan } from '../domain/policy/plan.ts';
import type { Standing } from '../words/standing.ts';
import { words } from '../words/words.ts';
import { beside, signed, SIGNS, WEIGHT_STYLES, type Style } from './style.ts';

/** What something does to the door, or how it stands: sign, word and colour together. Nobody's words but ours. */
export type DoorView = { readonly text: string; readonly style: Style };

/** Of a change or a drift. @param isOver whether it is so no more */
export function effectView(
  difference: Pick<Plan, 'before' | 'after'>,
  partner: TenantInformation,
  isOver = false,
): DoorView {
  const effects = effectsOf(difference);
  const said = isOver ? words.door.ended.done : words.door.effects;
  return { text: effectText(effects, said), style: WEIGHT_STYLES[weightOf(effects, partner)] };
}

export const effectText = (effects: Effects, said = words.door.effects): string =>
  beside(effects.map((effect) => signed(SIGNS[effect], said[effect])));

/** Of a change as it stands: what it would do, what it did, or that it did nothing. */
export function standingEffect(change: Change, standing: Standing): string {
  const left = stillOpen(change);
  if (left !== undefined) return left;
  const done = donePart(change);
  if (done !== undefined) return effectText(effectsOf(done), words.door.ended.done);
  const { plan } = change.proposal;
  const aspect = ASPECTS[standing];
  if (aspect === 'nothing' || aspect === 'elsewhere') return words.door[aspect];
  if (aspect === 'shut') return signed(SIGNS.closes, words.door.shutAgain);
  return effectText(effectsOf(plan), aspect === 'ahead' ? words.door.effects : words.door.ended[aspect]);
}

/** What a freeze that has ended left open, or may have; undefined: all are closed, or it is something else. */
function stillOpen({ proposal: { plan }, status, progress }: Change): string | undefined {
  if (plan.many?.kind !== 'freeze') return undefined;
  if (status.state === 'applied') return leavesUnseen(plan) ? words.changes.many.unseenOpen : undefined;
  if (status.state !== 'failed') return undefined;
  const { all, failed, untouched } = counts(plan.many, progress);
  return words.changes.many.stillOpen(failed.length + untouched, all);
}

/** The part that was done, where that is known for sure; undefined: all of it was, nothing, or nobody knows. */
function donePart({ proposal: { plan }, status }: Change): Pick<Plan, 'before' | 'after'> | undefined {
  if (plan.many !== undefined || status.state !== 'failed' || status.failure.kind !== 'partlyApplied') return undefined;
  const { found, problem } = status.failure;
  // What Graph never answered may still take effect.
  return problem === null || problem.reached === 'no' ? { before: plan.before, after: found } : undefined;
}

const ASPECTS: Readonly<Record<Standing, 'ahead' | 'done' | 'perhaps' | 'nothing' | 'elsewhere' | 'shut'>> = {
  notConfirmed: 'ahead',
  waitsForApproval: 'ahead',
  checking: 'ahead',
  writing: 'ahead',
  unknown: 'perhaps',
  applied: 'done',
  cameToEnd: 'shut',
  notApplied: 'nothing',
  partlyApplied: 'perhaps',
  diverged: 'perhaps',
  cancelled: 'nothing',
  rejected: 'nothing',
  endedByOther: 'nothing',
  superseded: 'nothing',
  expired: 'nothing',
  stale: 'elsewhere',
  stopped: 'nothing',
  contradicted: 'perhaps',
};

/** Of a partner, as it is. */
export function doorView(door: Door): DoorView {
  return { text: signed(SIGNS[door], words.door.states[door]), style: WEIGHT_STYLES[DOOR_WEIGHTS[door]] };
}
