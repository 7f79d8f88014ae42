import { DOOR_WEIGHTS, effectsOf, weightOf, type Door, type Effects } from '../domain/change/effect.ts';
import type { TenantInformation } from '../domain/partners/tenant.ts';
import type { Plan } from '../domain/policy/plan.ts';
import type { Standing } from '../words/standing.ts';
import { words } from '../words/words.ts';
import { SIGNS, WEIGHT_STYLES, type Style } from './style.ts';

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
  effects.map((effect) => `${SIGNS[effect]} ${said[effect]}`).join(DOT);

/** Of a change as it stands: what it would do, what it did, or that it did nothing. */
export function standingEffect(plan: Plan, standing: Standing): string {
  const aspect = ASPECTS[standing];
  if (aspect === 'nothing') return words.door.nothing;
  return effectText(effectsOf(plan), aspect === 'ahead' ? words.door.effects : words.door.ended[aspect]);
}

const DOT = ' · ';

const ASPECTS: Readonly<Record<Standing, 'ahead' | 'done' | 'perhaps' | 'nothing'>> = {
  notConfirmed: 'ahead',
  waitsForApproval: 'ahead',
  checking: 'ahead',
  writing: 'ahead',
  unknown: 'perhaps',
  applied: 'done',
  notApplied: 'nothing',
  partlyApplied: 'perhaps',
  diverged: 'perhaps',
  cancelled: 'nothing',
  rejected: 'nothing',
  endedByOther: 'nothing',
  superseded: 'nothing',
  expired: 'nothing',
  stale: 'nothing',
  stopped: 'nothing',
  contradicted: 'perhaps',
};

/** Of a partner, as it is. */
export function doorView(door: Door): DoorView {
  return { text: `${SIGNS[door]} ${words.door.states[door]}`, style: WEIGHT_STYLES[DOOR_WEIGHTS[door]] };
}
