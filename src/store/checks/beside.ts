import * as z from 'zod/v4-mini';
import { jsonText } from '../body.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { End } from '../../domain/ends/end.ts';
import type { Transient } from '../../domain/drift/transient.ts';
import type { Misuse } from '../../domain/drift/misuse.ts';
import type { Recertification } from '../../domain/recertify/recertification.ts';
import type { Subscription } from '../../domain/telling/subscription.ts';
import { all, type Query } from '../query.ts';
import { change } from '../schema/change.ts';
import { drift } from '../schema/drift.ts';
import { misuse } from '../schema/misuse.ts';
import { partnerState } from '../schema/parts.ts';
import { recertification } from '../schema/recertification.ts';
import { subscription } from '../schema/subscription.ts';
import { transient } from '../schema/transient.ts';
import type { Beside } from './compare.ts';

const baseline = z.readonly(z.object({ state: z.pipe(jsonText, partnerState), revision: z.int() }));

/** All that the store keeps beside the journal and that the journal tells of. */
export function* besideJournal(): Query<Beside> {
  return {
    changes: yield* rows('SELECT * FROM changes', z.pipe(jsonText, change), columnsOfChange),
    drifts: yield* rows('SELECT * FROM drifts', z.pipe(jsonText, drift), columnsOfDrift),
    baselines: yield* rows('SELECT tenant_id AS id, body AS state, revision FROM baselines', baseline),
    subscriptions: yield* rows(
      'SELECT place AS id, body, state FROM subscriptions',
      z.pipe(jsonText, subscription),
      stateOf,
    ),
    misuses: yield* rows('SELECT * FROM misuses', z.pipe(jsonText, misuse), columnsOfMisuse),
    recertifications: yield* rows(
      'SELECT tenant_id AS id, body, revision FROM recertifications',
      z.pipe(jsonText, recertification),
      revisionOf,
    ),
    transients: yield* rows('SELECT * FROM transients', z.pipe(jsonText, transient), revisionOf),
  };
}

/** @param columns what the columns beside a body must say: JSON that holds a member twice reads otherwise to a database */
function* rows<Value>(
  query: string,
  schema: z.ZodMiniType<Value>,
  columns: (value: Value) => Readonly<Record<string, unknown>> = () => ({}),
): Query<ReadonlyMap<string, Value | undefined>> {
  const found = new Map<string, Value | undefined>();
  for (const row of yield* all(query)) {
    const { id, ...rest } = row;
    const { data } = schema.safeParse('body' in rest ? rest['body'] : rest);
    const isSame = data !== undefined && Object.entries(columns(data)).every(([name, is]) => rest[name] === is);
    found.set(String(id), isSame ? data : undefined);
  }
  return found;
}

const endsAt = (end: End | null): number | null => (end?.came === null ? end.at : null);
const columnsOfChange = ({ proposal, status, revision, review, evidence, end }: Change) => ({
  tenant_id: proposal.plan.tenantId,
  state: status.state,
  revision,
  requested_at: proposal.requestedAt,
  expires_at: proposal.expiresAt,
  approval: proposal.approval,
  review: review?.by.objectId ?? null,
  ended_at: 'at' in status ? status.at : null,
  awaited: evidence?.awaited.length ?? 0,
  ends_at: endsAt(end),
});
const columnsOfDrift = ({ partner, status, revision, detectedAt, end }: Drift) => ({
  tenant_id: partner.tenantId,
  state: status.state,
  revision,
  detected_at: detectedAt,
  ends_at: endsAt(end),
});
const stateOf = ({ state }: Subscription) => ({ state });
const columnsOfMisuse = ({ status: { state }, revision }: Misuse) => ({ state, revision });
const revisionOf = ({ revision }: Transient | Recertification) => ({ revision });
