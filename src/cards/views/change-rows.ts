import type { Change } from '../../domain/change/change.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import type { Plan } from '../../domain/policy/plan.ts';
import { difference, FIELD_NAMES, type FieldName, type Snapshot } from '../../domain/policy/snapshot.ts';
import { direction } from '../../words/en/plan.ts';
import { FIELD_LABELS, fieldWords } from '../../words/en/settings.ts';

/** Settings side by side; what differs is stressed, what does not is there for orientation. */
export type Comparison = {
  readonly heading: string;
  readonly leftLabel: string;
  readonly rightLabel: string;
  readonly rows: readonly Row[];
};
export type Row = {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly weight: 'Default' | 'Bolder';
  readonly subtle: boolean;
};

/** What matters most comes first. */
const FIRST: readonly FieldName[] = ['userSync', 'partner', 'policy', 'policyName', 'redemptionInbound'];
const ORDER: readonly FieldName[] = [...FIRST, ...FIELD_NAMES.filter((name) => !FIRST.includes(name))];

export function comparison({ proposal, status }: Change, isOver: boolean): Comparison {
  const { before, after } = proposal.plan;
  if (status.state === 'stale') {
    return compare(proposal, before, status.found, ['What has changed since', 'When asked', 'Found']);
  }
  if (status.state === 'failed' && status.failure.kind === 'diverged') {
    return compare(proposal, after, status.failure.found, ['What I found', 'Expected', 'Found']);
  }
  if (status.state === 'applied') return compare(proposal, before, status.found, ['What changed', 'Before', 'After']);
  if (status.state === 'applying' || (status.state === 'pending' && !isOver)) {
    return compare(proposal, before, after, ['What changes', 'Now', 'After']);
  }
  return compare(proposal, before, after, ['What was asked for', 'Before', 'Asked for']);
}

type Labels = readonly [heading: string, left: string, right: string];

function compare({ plan, defaults }: Proposal, left: Snapshot, right: Snapshot, labels: Labels): Comparison {
  const [heading, leftLabel, rightLabel] = labels;
  const differing = difference(left, right);
  const context = contextOf(plan);
  const names = ORDER.filter((name) => differing.includes(name) || context.includes(name));
  const rows = names.map((name): Row => {
    const differs = differing.includes(name);
    return {
      label: FIELD_LABELS[name],
      left: fieldWords(name, left, defaults),
      right: rightWords(name, left, right, defaults),
      weight: differs ? 'Bolder' : 'Default',
      subtle: !differs,
    };
  });
  return { heading, leftLabel, rightLabel, rows };
}

/** Of settings that are known by name only, a new value reads like the old one. */
function rightWords(name: FieldName, left: Snapshot, right: Snapshot, defaults: Proposal['defaults']): string {
  const words = fieldWords(name, right, defaults);
  const changed = difference(left, right).includes(name);
  return changed && words === fieldWords(name, left, defaults) ? `${words} (changed)` : words;
}

/** Shown even where it does not differ: whether users come in, and what else they need for that. */
function contextOf(plan: Plan): readonly FieldName[] {
  if (plan.before.kind === 'template') return ['templateSync', 'templateAppliesTo'];
  return direction(plan) === 'opens' ? ['userSync', 'redemptionInbound'] : ['userSync'];
}
