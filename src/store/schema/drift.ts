import * as z from 'zod/v4';
import type { Drift, DriftEvent, DriftJournalEvent, DriftStatus } from '../../domain/drift/drift.ts';
import { changeId, driftId, instant, object, partnerSnapshot, person, tenant } from './parts.ts';

/** A drift as it is stored, and the lines of its journal. */

export const actor = object({ name: z.string(), ip: z.string().nullable(), at: instant, auditId: z.string() });

const driftStatus = z.discriminatedUnion('state', [
  object({ state: z.literal('open') }),
  object({ state: z.literal('accepted'), by: person, reason: z.string(), at: instant }),
  object({ state: z.literal('reverted'), change: changeId, at: instant }),
  object({ state: z.literal('superseded'), by: driftId.nullable(), at: instant }),
]) satisfies z.ZodType<DriftStatus>;

export const drift = object({
  id: driftId,
  partner: tenant,
  before: partnerSnapshot,
  after: partnerSnapshot,
  detectedAt: instant,
  lastSeenAt: instant,
  whileDown: z.boolean(),
  // Older drifts do not say.
  follows: driftId.nullable().default(null),
  actor: actor.nullable(),
  status: driftStatus,
  revision: z.int().min(1),
}) satisfies z.ZodType<Drift>;

const driftEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('accepted'), by: person, reason: z.string(), at: instant }),
  object({ kind: z.literal('named'), actor, at: instant }),
  object({ kind: z.literal('superseded'), by: driftId.nullable(), at: instant }),
  object({
    kind: z.literal('rebased'),
    change: changeId,
    before: partnerSnapshot,
    after: partnerSnapshot,
    at: instant,
  }),
]) satisfies z.ZodType<DriftEvent>;

export const driftJournalEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('detected'), drift, at: instant }),
  driftEvent,
]) satisfies z.ZodType<DriftJournalEvent>;
