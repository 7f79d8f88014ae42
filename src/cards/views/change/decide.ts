import type { Change } from '../../../domain/change/change.ts';
import { words } from '../../../words/words.ts';
import { parts, type Part } from './parts.ts';

/**
 * What can be pressed while the change can be decided.
 * @param alone whether whoever asked is alone with the bot: where somebody else approves, it can only be withdrawn there
 */
export function decideParts({ proposal }: Change, alone: boolean): readonly Part[] {
  const { confirm, cancel, approve, reject, looking, challenge, whyNot } = words.changes.buttons;
  const { id: changeId, approval } = proposal;
  const byOther = approval === 'secondPerson';
  if (byOther && alone) return [parts.withdrawal.with({ changeId, cancel })];
  return [
    ...(proposal.challenge === null ? [] : [parts.challenge.with({ label: challenge })]),
    ...(byOther
      ? [parts.rejection.with({ label: whyNot }), parts.approval.with({ changeId, approve, reject, looking })]
      : [parts.decision.with({ changeId, confirm, cancel })]),
  ];
}
