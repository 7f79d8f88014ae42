import { isOfHome } from '../../domain/drift/audit.ts';
import { changedFields, type Drift } from '../../domain/drift/drift.ts';
import { partOf, type DriftActor } from '../../domain/drift/trace.ts';
import type { Instant } from '../../domain/instant.ts';
import { sameActor } from '../../domain/people/actor.ts';
import { offBy, type Period } from '../../domain/period.ts';
import { isOfDefault, type FieldName } from '../../domain/policy/snapshot.ts';
import type { AuditRecord, Store } from '../ports.ts';
import { actorOf, SKEW_MS } from './audit-records.ts';

/** Later than that, there is no hurry. */
const HURRY_MS = 30 * 60_000;
/** Graph may go on showing the old settings for so long, so that a look which still saw them came after the change. */
const LAG_MS = 10_000;
/** Of those who may have done it: more would tell nothing. */
const MOST = 10;

export const isFresh = ({ detectedAt }: Drift, now: Instant): boolean => now - detectedAt < HURRY_MS;

/** The settings that were changed with the last part of a drift: what came before is told of by the drift that it follows. */
export async function lastPart(store: Pick<Store, 'drift'>, drift: Drift): Promise<readonly FieldName[]> {
  const earlier = drift.follows === null ? undefined : await store.drift(drift.follows);
  return changedFields({ before: earlier?.after ?? drift.before, after: drift.after });
}

type Named = Pick<Drift, 'actors' | 'explained'>;

/**
 * Who made a drift, each with what they did, by what is known already and these records; undefined: nothing new. What a
 * record from between the two looks explains, one from beside that time does not count for: somebody may have changed the
 * partner again before the log tells of either, and nobody is named for what they did not do.
 * @param records of other people and apps than the bot's own
 */
export function actorsOf(
  drift: Drift,
  fields: readonly FieldName[],
  records: readonly AuditRecord[],
  now: Instant,
): Named | undefined {
  const mine = records.filter((record) => isAbout(record, drift));
  const seen = new Set(mine.map(({ auditId }) => auditId));
  let found = settled(
    [...drift.actors.filter(({ auditId }) => !seen.has(auditId)), ...within(mine, between(drift), drift, fields)],
    fields,
  );
  for (const wider of widerTimes(drift, now)) {
    const rest = fields.filter((field) => !isTold(found.actors, field));
    if (rest.length === 0) break;
    const [nearest] = within(mine, wider, drift, rest).sort(
      (a, b) => offBy(between(drift), a.at) - offBy(between(drift), b.at) || b.at - a.at,
    );
    if (nearest !== undefined) found = settled([...found.actors, nearest], fields);
  }
  return sameNames(found, drift) ? undefined : found;
}

/** Of what is of the tenant as a whole a record need not name any, and no record of a partner is about it. */
function isAbout({ activity, tenantIds }: AuditRecord, { partner, after }: Drift): boolean {
  if (isOfHome(activity)) return isOfDefault(after);
  return !isOfDefault(after) && tenantIds.includes(partner.tenantId);
}

/** Whether anybody is known to have changed it, or may have. */
const isTold = (actors: readonly DriftActor[], field: FieldName): boolean =>
  actors.some(({ did, may }) => did.includes(field) || may.includes(field));

function within(
  records: readonly AuditRecord[],
  time: Period,
  { after }: Drift,
  fields: readonly FieldName[],
): DriftActor[] {
  return records
    .filter(({ at }) => offBy(time, at) === 0)
    .map((record) => ({ ...actorOf(record), ...partOf(record, fields, after) }))
    .filter(({ did, may }) => did.length > 0 || may.length > 0);
}

/** Who did something for certain first; whoever only may have done what another did, or did the same before, is left out. */
function settled(actors: readonly DriftActor[], fields: readonly FieldName[]): Named {
  const explained = new Set(actors.flatMap(({ did }) => did));
  const named = actors
    .map((one) => ({ ...one, may: one.may.filter((field) => !explained.has(field)) }))
    .filter(({ did, may }) => did.length > 0 || may.length > 0)
    .sort(
      (a, b) =>
        Number(b.did.length > 0) - Number(a.did.length > 0) || b.at - a.at || a.auditId.localeCompare(b.auditId),
    );
  const distinct = named.filter(
    (one, index) => !named.slice(0, index).some((other) => sameActor(one, other) && isWithin(one, other)),
  );
  return {
    actors: distinct.slice(0, MOST),
    explained: fields.length > 0 && fields.every((field) => explained.has(field)),
  };
}

const isWithin = (one: DriftActor, other: DriftActor): boolean =>
  one.did.every((field) => other.did.includes(field)) &&
  one.may.every((field) => other.may.includes(field) || other.did.includes(field));

const key = ({ auditId, did, may }: DriftActor): string => JSON.stringify([auditId, did, may]);
const sameNames = (a: Named, b: Named): boolean =>
  a.explained === b.explained && a.actors.map(key).join() === b.actors.map(key).join();

/** The time between the two looks. */
const between = ({ lastSeenAt, detectedAt }: Drift): Period => ({ from: lastSeenAt, until: detectedAt });

/** When the change can have been made, too. What came before a drift that follows another is told of there. */
function widerTimes(drift: Drift, now: Instant): readonly Period[] {
  const { lastSeenAt, detectedAt, follows } = drift;
  return [
    ...(follows === null ? [{ from: lastSeenAt - LAG_MS, until: detectedAt }] : []),
    // One that is off by the clocks counts when the right one would have come.
    ...(isFresh(drift, now) ? [] : [{ from: lastSeenAt - SKEW_MS, until: detectedAt + SKEW_MS }]),
  ];
}
