import type { Change } from '../../../domain/change/change.ts';
import { stepsDone, type Status } from '../../../domain/change/status.ts';
import { steps } from '../../../domain/policy/plan.ts';
import { words } from '../../../words/words.ts';
import { STEP_SIGNS } from '../../style.ts';

/** The steps of a change in a line, and where it stands; empty: it has one, or all is done. */
export function stepsInShort({ proposal, status }: Change): readonly string[] {
  const all = steps(proposal.plan);
  if (all.length < 2 || !tells(status)) return [];
  const signs = signsOf(status);
  const { inSteps, row } = words.changes.meaning.steps;
  const named = all.map((step, index) => `${signs(index)}${words.changes.shortStep(step)}`);
  return [row(inSteps(all.length), named)];
}

/** Nothing of one that ended otherwise was written. */
const tells = (status: Status): boolean =>
  ['pending', 'applying', 'unknown'].includes(status.state) ||
  (status.state === 'failed' && status.failure.kind === 'partlyApplied');

/** What stands before the nth step. */
function signsOf(status: Status): (index: number) => string {
  if (status.state === 'failed' && status.failure.kind === 'partlyApplied') {
    const { done, problem } = status.failure;
    // One was tried where Graph said no; what comes after it was not begun.
    const failed = problem === null ? -1 : done.length;
    return (index) =>
      index < done.length ? STEP_SIGNS.done : index === failed ? STEP_SIGNS.notDone : STEP_SIGNS.ahead;
  }
  if (status.state === 'pending') return () => '';
  const done = stepsDone(status);
  return (index) => (index < done ? STEP_SIGNS.done : index === done ? STEP_SIGNS.now : STEP_SIGNS.ahead);
}
