import { isShutAgain, type Change } from '../../../domain/change/change.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import { causesOf } from '../../../domain/change/causes.ts';
import type { OnePlan } from '../../../domain/policy/many.ts';
import type { Plan } from '../../../domain/policy/plan.ts';
import { widened } from '../../../domain/policy/moves.ts';
import { direction } from '../../../domain/policy/purpose.ts';
import {
  difference,
  FIELD_NAMES,
  isOfDefault,
  type FieldName,
  type Snapshot,
} from '../../../domain/policy/snapshot.ts';
import type { Line } from '../../../words/line.ts';
import { breakable, LONGEST_WORD_OF_COLUMN, unbroken } from '../../../words/text.ts';
import { words } from '../../../words/words.ts';

/** What a plan changes: what opens, then the rest, what matters most first; what reads alike on both sides last. */
export function compared({ before, after, tenantId }: OnePlan, defaults: Proposal['defaults']): readonly Row[] {
  const { ahead } = says.compared.sides;
  const { rows } = compare({ plan: { tenantId, before, after }, defaults }, before, after, ahead);
  return rows.filter(({ subtle }) => !subtle);
}

/** Settings side by side; what differs is stressed, what does not is there for orientation. */
export type Comparison = Sides & { readonly rows: readonly Row[] };
type Sides = {
  readonly heading: string;
  readonly leftLabel: string;
  readonly rightLabel: string;
  readonly lead: string;
  readonly before: string;
  readonly between: string;
};
export type Row = {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly weight: 'Default' | 'Bolder';
  readonly subtle: boolean;
  /** Whether it lets in, or trusts, more than before, or may. */
  readonly opens: boolean;
  /** How it was found, where only a part was done. */
  readonly now?: string;
};

const says = words.changes;

/** What matters most comes first. */
const FIRST: readonly FieldName[] = ['userSync', 'partner', 'policy', 'policyName', 'redemptionInbound'];
const ORDER: readonly FieldName[] = [...FIRST, ...FIELD_NAMES.filter((name) => !FIRST.includes(name))];

export function comparison({ proposal, status, end }: Change, isOver: boolean): Comparison {
  const { before, after } = proposal.plan;
  const { sides } = says.compared;
  if (status.state === 'stale') return compare(proposal, before, status.found, sides.stale);
  if (status.state === 'failed' && status.failure.kind === 'diverged') {
    return compare(proposal, after, status.failure.found, sides.diverged);
  }
  if (status.state === 'applied') {
    return compare(proposal, before, status.found, isShutAgain({ end }) ? sides.over : sides.applied);
  }
  const isAhead = status.state === 'applying' || (status.state === 'pending' && !isOver);
  const found = status.state === 'failed' && status.failure.kind === 'partlyApplied' ? status.failure.found : undefined;
  return compare(proposal, before, after, isAhead ? sides.ahead : sides.past, found);
}

/** One setting, in a line. */
export const rowLine = ({ label, left, right }: Row): Line => [
  `${label}: `,
  { wrote: unbroken(left) },
  ' → ',
  { strong: unbroken(right) },
];

/** What differs, in a line: what matters most, and how much more there is. */
export function comparedInShort({ rows, lead, before, between }: Comparison): Line {
  const [first, ...more] = rows.filter(({ subtle }) => !subtle);
  if (first === undefined) return [];
  const sides: Line = [{ wrote: unbroken(first.left) }, between, { strong: unbroken(first.right) }];
  const now: Line = first.now === undefined ? [] : [says.compared.now, { strong: unbroken(first.now) }];
  return [
    `${lead}${first.label}: ${before}`,
    ...sides,
    ...now,
    ...(more.length === 0 ? [] : [says.compared.more(more.length)]),
  ];
}

/** As above, of what has no card yet: what the default would say is not known. */
export const movesInShort = (plan: OnePlan): Line =>
  comparedInShort(compare({ plan, defaults: null }, plan.before, plan.after, says.compared.sides.ahead));

const inColumn = (text: string): string => breakable(text, LONGEST_WORD_OF_COLUMN);

function compare(
  { plan, defaults }: Pick<Proposal, 'plan' | 'defaults'>,
  left: Snapshot,
  right: Snapshot,
  sides: Sides,
  found?: Snapshot,
): Comparison {
  const differing = difference(left, right);
  const context = contextOf(plan);
  const wider = widened(left, right);
  const names = ORDER.filter((name) => differing.includes(name) || context.includes(name));
  const causes = causesOf({ before: left, after: right });
  // Where only a part was done, what was not stands first.
  const missing = found === undefined ? names : difference(found, right);
  const ranked = names.map((name): { readonly row: Row; readonly rank: number } => {
    const differs = differing.includes(name);
    const row = {
      label: says.fieldLabels[name],
      left: inColumn(says.fieldWords(name, left, defaults)),
      right: inColumn(rightWords(name, left, right, defaults)),
      weight: differs ? 'Bolder' : 'Default',
      subtle: !differs,
      opens: wider.includes(name),
      ...(found && { now: says.fieldWords(name, found, defaults) }),
    } as const;
    return { row, rank: rankOf(causes.includes(name), row) + (missing.includes(name) ? 0 : AS_ASKED) };
  });
  return { ...sides, rows: ranked.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row) };
}

/** Behind whatever is ranked. */
const AS_ASKED = 10;

/** What causes the word for the risk stands first, then what else opens; what differs in brackets only leads nothing. */
export function rankOf(isCause: boolean, { left, right, opens }: Pick<Row, 'left' | 'right' | 'opens'>): number {
  if (left !== right && readsAlike(left, right)) return 3;
  if (isCause) return 0;
  return opens ? 1 : 2;
}

const readsAlike = (left: string, right: string): boolean => left.split(' (')[0] === right.split(' (')[0];

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
