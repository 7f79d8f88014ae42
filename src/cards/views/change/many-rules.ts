import type { Change } from '../../../domain/change/change.ts';
import { isCarriedOn, leftAlone } from '../../../domain/change/progress.ts';
import { leavesUnseen, type LeftOut } from '../../../domain/policy/many.ts';
import type { Line } from '../../../words/line.ts';
import { words } from '../../../words/words.ts';
import { restorable } from './told-many.ts';

const says = words.changes.many;

/** What has to be known of a change of many, but for whom it is about. */
export function manyRules(change: Change): readonly Line[] {
  const { proposal, progress } = change;
  const { many } = proposal.plan;
  if (many === undefined) return [];
  const told: ReadonlySet<LeftOut> = new Set(restorable(change));
  const left = leftAlone(many, progress).filter((one) => !told.has(one));
  const asked = says.asked({ ...many, left }, change.status.state === 'pending');
  return [
    ...(leavesUnseen(proposal.plan) ? [says.groupSyncUnseen] : []),
    ...(asked.length === 0 ? [] : [asked]),
    ...(many.kind === 'freeze' ? [says.freezes] : []),
  ];
}

/** Once it was decided, what became of it comes before that; where nothing was begun, nothing has to be known. */
export const manyRulesAfter = (change: Change): readonly Line[] =>
  'by' in change.status && (isCarriedOn(change.status) || ['applied', 'failed'].includes(change.status.state))
    ? manyRules(change)
    : [];
