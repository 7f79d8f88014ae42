import type { Overview } from '../../src/domain/replies/overview.ts';
import { aDrift, aTenant, MINUTE, NOW, tenantIdOf } from '../builders.ts';
import { applied, changeIn, disabling, enabling, fabrikam, lookalike, STATUSES } from './changes.ts';

/** How an organisation can stand. */

const DAY = 24 * 60 * MINUTE;

const usual: Overview = {
  kind: 'overview',
  doors: { openToUnknown: 0, open: 3, closed: 7, none: 2 },
  longestOpen: [
    { tenant: fabrikam, isAlike: false, since: null },
    { tenant: lookalike, isAlike: true, since: NOW - 43 * DAY },
    { tenant: aTenant({ tenantId: tenantIdOf(8) }), isAlike: false, since: NOW - 2 * DAY },
  ],
  lookedInto: 3,
  drift: { total: 2, opening: 0 },
  waiting: 1,
  reviews: 1,
  changes: [changeIn(STATUSES.pending, enabling), applied(disabling), changeIn(STATUSES.rejected, enabling)],
  hears: { changes: 1, drift: 2, approvals: 1, evidence: 0 },
};

export const OVERVIEWS: Readonly<Record<string, Overview>> = {
  overview: usual,
  'overview, open to an unknown tenant': { ...usual, doors: { ...usual.doors, openToUnknown: 1 } },
  'overview, opened past the bot': { ...usual, drift: { total: 1, opening: 1 } },
  'overview, thousands': {
    ...usual,
    doors: { openToUnknown: 12, open: 1200, closed: 3000, none: 40 },
    lookedInto: 300,
  },
  'overview, all closed': {
    ...usual,
    doors: { openToUnknown: 0, open: 0, closed: 1, none: 0 },
    longestOpen: [],
    lookedInto: 0,
    drift: { total: 0, opening: 0 },
    waiting: 0,
    reviews: 0,
    changes: [],
    hears: { changes: 0, drift: 0, approvals: 0, evidence: 0 },
  },
  digest: {
    ...usual,
    drift: { total: 2, opening: 2 },
    since: {
      at: NOW - 7 * DAY,
      made: { total: 4, opening: 1, perhapsOpening: 1 },
      found: { total: 2, opening: 2 },
      changes: [applied(enabling), applied(disabling)],
      drifts: [aDrift({ partner: lookalike })],
    },
  },
  'digest, nothing new': {
    ...usual,
    since: {
      at: NOW - DAY,
      made: { total: 0, opening: 0, perhapsOpening: 0 },
      found: { total: 0, opening: 0 },
      changes: [],
      drifts: [],
    },
  },
  'overview, no partners': {
    ...usual,
    doors: { openToUnknown: 0, open: 0, closed: 0, none: 0 },
    longestOpen: [],
    lookedInto: 0,
  },
};
