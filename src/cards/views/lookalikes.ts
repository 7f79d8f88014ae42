import type { Lookalike } from '../../domain/partners/lookalike.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import type { Line } from '../../words/line.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { words } from '../../words/words.ts';

/** One warning: this tenant could be mistaken for another. */
type LookalikeView = { readonly why: string; readonly lines: readonly RunLine[] };
/** The warnings together. */
type Warnings = { readonly lookTwice: string; readonly warnings: readonly LookalikeView[] };
/** A list of none or one, as templates want it. */
export type LookalikesView = readonly Warnings[];

/** More would only be skipped by the eye, and a card has a size. */
const MOST = 3;

const says = words.changes.lookalikes;

/** @param most so many are told in full; the others are counted */
export function lookalikesView(
  lookalikes: readonly Lookalike[],
  tenant: TenantInformation,
  most = MOST,
): LookalikesView {
  if (lookalikes.length === 0) return [];
  const named = lookalikes.filter(({ kind }) => kind !== 'more');
  const counted = lookalikes.reduce((count, one) => count + (one.kind === 'more' ? one.count : 0), 0);
  const left = counted + Math.max(0, named.length - most);
  const warnings = named.slice(0, most).map((one) => ({ why: says.why(one), lines: runLines(whoLines(one, tenant)) }));
  const more = left > 0 ? [{ why: says.why({ kind: 'more', count: left }), lines: [] }] : [];
  return [{ lookTwice: says.lookTwice, warnings: [...warnings, ...more] }];
}

/** What it could be mistaken for first, in a line. */
export function lookalikeLines(lookalikes: readonly Lookalike[]): readonly Line[] {
  const [first] = lookalikes.filter(({ kind }) => kind !== 'more');
  const others = lookalikes.filter(({ kind }) => kind !== 'uncompared' && kind !== 'more').length - 1;
  return first === undefined ? [] : [[...says.brief(first), says.andMore(Math.max(0, others))]];
}

function whoLines(lookalike: Lookalike, tenant: TenantInformation): readonly Line[] {
  switch (lookalike.kind) {
    case 'foreignLetters':
      return [[{ strong: lookalike.unicode }], says.really(tenant)];
    case 'more':
    case 'uncompared':
      return [];
    default:
      return [says.other(lookalike.other), [{ code: lookalike.other.tenantId }]];
  }
}
