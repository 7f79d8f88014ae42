import type { Change } from '../../../domain/change/change.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Plan } from '../../../domain/policy/plan.ts';
import { direction } from '../../../domain/policy/purpose.ts';
import {
  difference,
  FIELD_NAMES,
  isOfDefault,
  type FieldName,
  type Snapshot,
} from '../../../domain/policy/snapshot.ts';
import type { Line } from '../../../words/line.ts';
import { unbroken } from '../../../words/text.ts';
import { words } from '../../../words/words.ts';

/** Settings side by side; what differs is stressed, what does not is there for orientation. */
export type Comparison = Sides & { readonly rows: readonly Row[] };
type Sides = { readonly heading: string; readonly leftLabel: string; readonly rightLabel: string };
export type Row = {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly weight: 'Default' | 'Bolder';
  readonly subtle: boolean;
};

const says = words.changes;

/** What matters most comes first. */
const FIRST: readonly FieldName[] = ['userSync', 'partner', 'policy', 'policyName', 'redemptionInbound'];
const ORDER: readonly FieldName[] = [...FIRST, ...FIELD_NAMES.filter((name) => !FIRST.includes(name))];

export function comparison({ proposal, status }: Change, isOver: boolean): Comparison {
  const { before, after } = proposal.plan;
  const { sides } = says.compared;
  if (status.state === 'stale') return compare(proposal, before, status.found, sides.stale);
  if (status.state === 'failed' && status.failure.kind === 'diverged') {
    return compare(proposal, after, status.failure.found, sides.diverged);
  }
  if (status.state === 'applied') return compare(proposal, before, status.found, sides.applied);
  const isAhead = status.state === 'applying' || (status.state === 'pending' && !isOver);
  return compare(proposal, before, after, isAhead ? sides.ahead : sides.past);
}

/** What differs, in a line: what matters most, and how much more there is. */
export function comparedInShort({ rows }: Comparison): Line {
  const [first, ...more] = rows.filter(({ subtle }) => !subtle);
  if (first === undefined) return [];
  const sides: Line = [{ wrote: unbroken(first.left) }, ' → ', { strong: unbroken(first.right) }];
  return [`${first.label}: `, ...sides, ...(more.length === 0 ? [] : [says.compared.more(more.length)])];
}

function compare({ plan, defaults }: Proposal, left: Snapshot, right: Snapshot, sides: Sides): Comparison {
  const differing = difference(left, right);
  const context = contextOf(plan);
  const names = ORDER.filter((name) => differing.includes(name) || context.includes(name));
  const rows = names.map((name): Row => {
    const differs = differing.includes(name);
    return {
      label: says.fieldLabels[name],
      left: says.fieldWords(name, left, defaults),
      right: rightWords(name, left, right, defaults),
      weight: differs ? 'Bolder' : 'Default',
      subtle: !differs,
    };
  });
  return { ...sides, rows };
}

/** Of settings that are known by name only, a new value reads like the old one. */
function rightWords(name: FieldName, left: Snapshot, right: Snapshot, defaults: Proposal['defaults']): string {
  const value = says.fieldWords(name, right, defaults);
  const isChanged = difference(left, right).includes(name);
  return isChanged && value === says.fieldWords(name, left, defaults) ? says.compared.changed(value) : value;
}

/** Shown even where it does not differ: whether users come in, and what else they need for that. */
function contextOf(plan: Plan): readonly FieldName[] {
  if (plan.before.kind === 'template') return ['templateSync', 'templateAppliesTo'];
  if (isOfDefault(plan.before)) return [];
  return direction(plan) === 'opens' ? ['userSync', 'redemptionInbound'] : ['userSync'];
}
