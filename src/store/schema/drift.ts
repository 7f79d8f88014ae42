import * as z from 'zod/v4-mini';
import type { Drift, DriftJournalEvent, DriftStatus } from '../../domain/drift/drift.ts';
import type { DriftActor } from '../../domain/drift/trace.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { FIELD_NAMES } from '../../domain/policy/snapshot.ts';
import { decided, end, endEvents } from './end.ts';
import {
  changeId,
  conversationReference,
  driftId,
  instant,
  list,
  object,
  objectId,
  partnerSnapshot,
  person,
  tenant,
  tenantId,
} from './parts.ts';

/** A drift as it is stored, and the lines of its journal. */

const text = z.nullable(z.string());

/** Older ones have a name, an address, a time and a record only. */
const actorParts = {
  kind: z._default(z.enum(['person', 'app', 'unsaid']), 'unsaid'),
  name: text,
  signInName: z._default(text, null),
  objectId: z._default(z.nullable(objectId), null),
  tenantId: z._default(z.nullable(tenantId), null),
  organization: z._default(text, null),
  appId: z._default(text, null),
  ip: text,
  at: instant,
  auditId: z.string(),
};
export const actor = object(actorParts) satisfies z.ZodMiniType<Actor>;

const fields = list(z.enum(FIELD_NAMES));
const driftActor = object({ ...actorParts, did: fields, may: fields }) satisfies z.ZodMiniType<DriftActor>;

/** Until there could be several, there was one, of whom nobody asked what they had changed. */
const alone = z.pipe(
  object(actorParts),
  z.transform((one): DriftActor => ({ ...one, did: [], may: [] })),
);
const actors = {
  actors: z.optional(list(driftActor)),
  explained: z.optional(z.boolean()),
  actor: z.optional(z.nullable(alone)),
};
type Named = Pick<Drift, 'actors' | 'explained'>;
type StoredNames = { readonly [Key in keyof Named]?: Named[Key] | undefined } & {
  readonly actor?: DriftActor | null | undefined;
};

function named<Row extends StoredNames>({ actor: only, actors: several, explained, ...rest }: Row) {
  const before = only === null || only === undefined ? [] : [only];
  return { ...rest, actors: several ?? before, explained: explained ?? before.length > 0 };
}

const driftStatus = z.discriminatedUnion('state', [
  object({ state: z.literal('open') }),
  object({ state: z.literal('accepted'), by: person, reason: z.string(), at: instant }),
  object({ state: z.literal('reopened'), acceptedBy: person, by: driftId, at: instant }),
  object({ state: z.literal('reverted'), change: changeId, at: instant }),
  object({ state: z.literal('superseded'), by: z.nullable(driftId), at: instant }),
]) satisfies z.ZodMiniType<DriftStatus>;

const acceptance = {
  by: person,
  reason: z.string(),
  at: instant,
  until: z.optional(object({ ...decided, place: conversationReference })),
};

export const drift = z.pipe(
  object({
    id: driftId,
    partner: tenant,
    before: partnerSnapshot,
    after: partnerSnapshot,
    detectedAt: instant,
    lastSeenAt: instant,
    whileDown: z.boolean(),
    // Older drifts do not say.
    follows: z._default(z.nullable(driftId), null),
    ...actors,
    // Older drifts were accepted by one, whoever it was.
    half: z._default(z.nullable(object(acceptance)), null),
    guarded: z._default(z.boolean(), false),
    status: driftStatus,
    end: z._default(z.nullable(end), null),
    revision: z.int().check(z.gte(1)),
  }),
  z.transform((row): Drift => named(row)),
) satisfies z.ZodMiniType<Drift>;

const otherEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('halfAccepted'), ...acceptance }),
  ...endEvents,
  object({ kind: z.literal('reopened'), again: driftId, at: instant }),
  object({ kind: z.literal('accepted'), ...acceptance }),
  object({ kind: z.literal('superseded'), by: z.nullable(driftId), at: instant }),
  object({
    kind: z.literal('rebased'),
    change: changeId,
    before: partnerSnapshot,
    after: partnerSnapshot,
    at: instant,
  }),
  object({ kind: z.literal('detected'), drift, at: instant }),
]);
const namedEvent = z.pipe(
  object({ kind: z.literal('named'), ...actors, at: instant }),
  z.transform((event): Extract<DriftJournalEvent, { kind: 'named' }> => named(event)),
);

export const driftJournalEvent = z.union([otherEvent, namedEvent]) satisfies z.ZodMiniType<DriftJournalEvent>;
