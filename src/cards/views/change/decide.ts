import type { Change } from '../../../domain/change/change.ts';
import { effectsOf } from '../../../domain/change/effect.ts';
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
  // What destroys looks like it.
  const agree = effectsOf(plan).some((effect) => DESTROYS.includes(effect)) ? 'destructive' : 'positive';
  if (approval !== 'secondPerson') return [button(confirm, 'confirm', agree), button(cancel, 'cancel')];
  if (alone) return [button(cancel, 'cancel')];
  return [button(approve, 'approve', agree), button(reject, 'reject'), button(looking, 'looking')];
}

const DESTROYS: readonly string[] = ['cannotBeUndone', 'notAllUndone'];

/** What is filled in before one of them is pressed. */
export function inputs({ proposal }: Change, alone: boolean): readonly Part[] {
  const { challenge, whyNot } = words.changes.buttons;
  const byOther = proposal.approval === 'secondPerson';
  if (byOther && alone) return [];
  return [
    ...(proposal.challenge === null ? [] : [parts.challenge.with({ label: challenge })]),
    ...(byOther ? [parts.rejection.with({ label: whyNot })] : []),
  ];
}
