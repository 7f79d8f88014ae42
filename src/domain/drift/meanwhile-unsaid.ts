import type { Instant } from '../instant.ts';
import type { Actor } from '../people/actor.ts';
import type { PartnerState } from '../policy/policy.ts';
import { isPartRead } from '../policy/tenant-wide.ts';
import { offBy } from '../period.ts';
import { activitiesOf, isOfHome } from './audit.ts';
import type { Drift } from './drift.ts';
import { partOfTenant, UNTOLD, type Trace } from './trace.ts';
import type { Passage } from './transient.ts';

/** The other half of what was changed there and back comes within so long. */
const HALF_MS = 30 * 60_000;
/** The clocks of Entra and of the bot need not agree. */
const SKEW_MS = 2 * 60_000;

type Said = Trace & { readonly by: Actor };
type Known = { readonly records: readonly Said[]; readonly drifts: readonly Drift[]; readonly now: PartnerState };
type Unsaid = Omit<Passage, 'partner' | 'opened'> & { readonly waits: null };

/**
 * What records of the tenant as a whole tell of that name no setting: where there are two or more of one place, and a look
 * found nothing of them, it was changed and changed back. One alone may have changed nothing.
 * @param ready records from after that may be of something that a look has yet to find
 */
export function unsaidMeanwhile({ records, drifts, now }: Known, ready: Instant): readonly Unsaid[] {
  const isFound = ({ activity, by: { auditId, at } }: Said): boolean =>
    drifts.some((drift) => {
      const { actors, lastSeenAt, detectedAt, status } = drift;
      if (actors.some((actor) => actor.auditId === auditId)) return true;
      // How it was gone again is told with it.
      const until = status.state === 'superseded' && status.by === null ? status.at : detectedAt;
      return activitiesOf(drift).includes(activity) && offBy({ from: lastSeenAt, until }, at) <= SKEW_MS;
    });
  const unsaid = records
    .filter((one) => isUnsaid(one) && one.by.at <= ready && !isFound(one))
    .sort((a, b) => a.by.at - b.by.at);
  const together: Said[][] = [];
  for (const record of unsaid) {
    const part = partOfTenant(record.activity);
    if (part !== undefined && !isPartRead(now?.others, part)) continue;
    const begun = together.find(
      ([first]) =>
        first !== undefined && partOfTenant(first.activity) === part && record.by.at - first.by.at <= HALF_MS,
    );
    if (begun === undefined) together.push([record]);
    else begun.push(record);
  }
  return together.flatMap(([first, ...more]) => {
    const last = more.at(-1);
    if (first === undefined || last === undefined) return [];
    const until = { kind: 'record', by: last.by } as const;
    return [{ field: 'otherSettings', meanwhile: UNTOLD, from: first.by, until, waits: null } as const];
  });
}

const isUnsaid = ({ activity, touches, tells }: Said): boolean => isOfHome(activity) && touches.length === 0 && !tells;
