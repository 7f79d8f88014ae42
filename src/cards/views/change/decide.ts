import type { Change } from '../../../domain/change/change.ts';
import { effectsOf, type Effects } from '../../../domain/change/effect.ts';
import { words } from '../../../words/words.ts';
import { parts, type Decision, type Part } from './parts.ts';

/**
 * What can be pressed while the change can be decided.
 * @param alone whether whoever asked is alone with the bot: where somebody else approves, it can only be withdrawn there
 */
export function decisions({ proposal: { id, approval, plan } }: Change, alone: boolean): readonly Decision[] {
  const { confirm, cancel, approve, reject, looking } = words.changes.buttons;
  const button = (title: string, verdict: string, style: Decision['style'] = 'default'): Decision => ({
    title,
    style,
    changeId: id,
    verdict,
  });
  // What destroys looks like it, and what goes round the second person.
  const agree = destroys(effectsOf(plan)) || approval === 'breakGlass' ? 'destructive' : 'positive';
  if (approval !== 'secondPerson') return [button(confirm, 'confirm', agree), button(cancel, 'cancel')];
  if (alone) return [button(cancel, 'cancel')];
  return [button(approve, 'approve', agree), button(reject, 'reject'), button(looking, 'looking')];
}

/** What cannot be brought back looks like that: its header, and what agrees to it. */
export const destroys = (effects: Effects): boolean => effects.some((effect) => DESTROYS.includes(effect));

const DESTROYS: readonly string[] = ['cannotBeUndone', 'notAllUndone'];

/** What is filled in before one of them is pressed: what has to be, and what can be and waits where there is no room. */
export function inputs(
  { proposal }: Change,
  alone: boolean,
): { readonly shown: readonly Part[]; readonly waiting: readonly Part[] } {
  const { challenge, whyNot } = words.changes.buttons;
  const byOther = proposal.approval === 'secondPerson';
  if (byOther && alone) return { shown: [], waiting: [] };
  const rejection = byOther ? [parts.rejection.with({ label: whyNot })] : [];
  return proposal.challenge === null
    ? { shown: rejection, waiting: [] }
    : { shown: [parts.challenge.with({ label: challenge })], waiting: rejection };
}
