import type { Proposal } from '../../src/domain/change/proposal.ts';
import { DAY_MS } from '../../src/domain/ends/asked-end.ts';
import type { ChangeCard, Reply } from '../../src/domain/replies/reply.ts';
import { aConversation, aPerson, driftIdOf, misuseIdOf, NOW, objectIdOf } from '../builders.ts';
import { changeIn, disabling, enabling, lookalike, STATUSES } from './changes.ts';
import { DRIFTS } from './drifts.ts';
import { PLANS } from './plans.ts';

/** Cards that wait, as they are posted where others read along: with whoever is called, and all that may stand on them. */

const people = ['Adele Vance', 'Ben Walters', 'Christie Cline'].map((displayName, n) =>
  aPerson({ displayName, objectId: objectIdOf(n + 1) }),
);
const [requester] = people;

const posted = (proposal: Partial<Proposal>, more: Partial<ChangeCard> = {}): ChangeCard => ({
  kind: 'change',
  change: changeIn(STATUSES.pending, proposal),
  alone: false,
  called: proposal.approval === 'secondPerson' ? people : people.slice(0, 1),
  ...more,
});

const byOthers = { ...enabling, approval: 'secondPerson' } as const;
const ends = { at: NOW + 30 * DAY_MS, doors: ['userSync'], place: aConversation() } as const;
const reason = 'the cycling team joins on Monday and needs the shared calendar, as agreed with their administrator';
const like = { lookalikes: [{ kind: 'similarName', other: lookalike }] } as const;
const alarm = { alarm: misuseIdOf(1), takesBackOpening: false } as const;

export const POSTED: Readonly<Record<string, Reply>> = {
  'posted, pending': posted({ ...enabling, ...(requester && { requester }) }),
  'posted, waits for approval': posted({ ...byOthers, reason }),
  'posted, waits for approval, of one like another': posted({ ...byOthers, ...like, reason }),
  'posted, waits for approval, until an end': posted({ ...byOthers, ends, reason }),
  'posted, waits for approval, as an onlooker sees it': posted({ ...byOthers, reason }, { isOnlooker: true }),
  'posted, to be typed': posted({ ...PLANS['purge policy'], reason }),
  'posted, to be typed, waits for approval': posted({ ...PLANS['purge policy'], approval: 'secondPerson', reason }),
  'posted, while there is an alarm': posted({ ...disabling, ...alarm, reason }),
  'posted, waits for approval while there is an alarm': posted({
    ...disabling,
    ...alarm,
    approval: 'secondPerson',
    reason,
  }),
  ...(DRIFTS['open, named'] === undefined
    ? {}
    : {
        'posted, drift': { kind: 'drift', drift: DRIFTS['open, named'], called: people } as const,
        'posted, drift, as an onlooker sees it': {
          kind: 'drift',
          drift: { ...DRIFTS['open, named'], id: driftIdOf(2) },
          isOnlooker: true,
        } as const,
      }),
};
