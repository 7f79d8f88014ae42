import { DOOR_WEIGHTS, effectsOf, weightOf, type Door, type Effects } from '../domain/change/effect.ts';
import type { TenantInformation } from '../domain/partners/tenant.ts';
import type { Plan } from '../domain/policy/plan.ts';
import { words } from '../words/words.ts';
import { SIGNS, WEIGHT_STYLES, type Style } from './style.ts';

/** What something does to the door, or how it stands: sign, word and colour together. Nobody's words but ours. */
export type DoorView = { readonly text: string; readonly style: Style };

/** Of a change or a drift. */
export function effectView(difference: Pick<Plan, 'before' | 'after'>, partner: TenantInformation): DoorView {
  const effects = effectsOf(difference);
  return { text: effectText(effects), style: WEIGHT_STYLES[weightOf(effects, partner)] };
}

export const effectText = (effects: Effects): string =>
  effects.map((effect) => `${SIGNS[effect]} ${words.door.effects[effect]}`).join(' · ');

/** Of a partner, as it is. */
export function doorView(door: Door): DoorView {
  return { text: `${SIGNS[door]} ${words.door.states[door]}`, style: WEIGHT_STYLES[DOOR_WEIGHTS[door]] };
}
