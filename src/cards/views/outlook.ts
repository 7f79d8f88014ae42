import type { TenantId } from '../../domain/ids.ts';
import { syncState, type DefaultConfiguration, type PartnerState } from '../../domain/policy/policy.ts';
import { readiness } from '../../domain/policy/readiness.ts';
import type { Line } from '../../words/line.ts';
import type { Tense } from '../../words/tense.ts';
import { words } from '../../words/words.ts';

/** Whether users will really be synchronised, and what is missing for it. */
type Outlook = {
  readonly title: string;
  readonly lines: readonly Line[];
  /** What to send to the partner's administrator; empty: nobody is to be asked for anything. */
  readonly forThem: readonly Line[];
};

/** Between which tenants sync would run. */
export type Pair = {
  /** What to type for the partner. */
  readonly typed: string;
  /** The tenant that the bot guards: where users would arrive. */
  readonly home: TenantId;
};

const says = words.changes.outlook;

/** @param tense whether `state` is what is, or what a change that lets users in will leave behind */
export function outlook(state: PartnerState, defaults: DefaultConfiguration | null, tense: Tense, pair: Pair): Outlook {
  if (syncState(state) !== 'on') {
    return { title: closedTitle(state), lines: [says.closedLine], forThem: [] };
  }
  const { verdict } = readiness(state, defaults);
  return {
    title: says.open[tense][verdict],
    lines: [...missingHere(state, defaults, pair, tense), says.neededThere],
    // Nobody is to be asked for anything while the change may still be cancelled.
    forThem: tense === 'now' ? [says.textForThem(pair.home)] : [],
  };
}

function closedTitle(state: PartnerState): string {
  if (state === null) return says.closed.stranger;
  return state.identitySynchronization === null ? says.closed.withoutPolicy : says.closed.off;
}

/** What else sync needs on our side besides being switched on; empty when all is set. */
export function missingHere(
  state: PartnerState,
  defaults: DefaultConfiguration | null,
  { typed }: Pair,
  tense: Tense,
): readonly Line[] {
  const byDefault = (state?.automaticRedemption.inbound ?? null) === null;
  switch (readiness(state, defaults).redemptionInbound) {
    case 'on':
      return [];
    case 'off':
      return [byDefault ? says.missing.offByDefault(typed, tense) : says.missing.off(typed, tense)];
    case 'unread':
      return [says.missing.unread(typed, tense)];
  }
}
