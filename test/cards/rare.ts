import type { Lookalike } from '../../src/domain/partners/lookalike.ts';
import { continued } from '../../src/domain/policy/revert.ts';
import { waypoints } from '../../src/domain/policy/plan.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { aPerson, aProposal, changeIdOf, driftIdOf, MINUTE, NOW } from '../builders.ts';
import { applied, changeIn, enabling, lookalike, STATUSES } from './changes.ts';
import { DRIFTS } from './drifts.ts';
import { PLANS } from './plans.ts';

/** What happens seldom, and has a card all the same. */

const at = NOW + MINUTE;
const by = aPerson();

/** The rest of a change that stopped after its first step. */
const { plan } = aProposal(PLANS['remove partner']);
const halfWay = waypoints(plan)[1] ?? plan.before;
const continuing = {
  ...PLANS['remove partner'],
  plan: { ...plan, before: halfWay, after: continued(plan, halfWay) },
  follows: { what: 'continue', change: changeIdOf(9), purpose: 'removePartner' },
} as const;

const ALL_LOOKALIKES: readonly Lookalike[] = [
  ...(
    ['sameName', 'similarName', 'similarDomain', 'nameLikeDomain', 'domainLikeName', 'nameHoldsId', 'idInName'] as const
  ).map((kind) => ({ kind, other: lookalike })),
  { kind: 'foreignLetters', unicode: 'fаbrikam.com' },
  { kind: 'more', count: 12 },
  { kind: 'uncompared', count: 3 },
];

export const RARE: Readonly<Record<string, Reply>> = {
  'change, superseded': {
    kind: 'change',
    change: changeIn({ state: 'superseded', by, instead: changeIdOf(2), at }),
    alone: false,
  },
  'continue, pending': { kind: 'change', change: changeIn(STATUSES.pending, continuing), alone: false },
  'continue, applied': { kind: 'change', change: applied(continuing), alone: false },
  'change, every lookalike': {
    kind: 'change',
    change: changeIn(STATUSES.pending, { ...enabling, lookalikes: ALL_LOOKALIKES }),
    alone: false,
  },
  ...(DRIFTS['open'] === undefined
    ? {}
    : {
        'drift, reopened': {
          kind: 'drift',
          drift: { ...DRIFTS['open'], status: { state: 'reopened', acceptedBy: by, by: driftIdOf(2), at } },
        } as const,
      }),
};
