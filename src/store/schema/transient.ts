import * as z from 'zod/v4-mini';
import type { ForeignRecord } from '../../app/ports.ts';
import { AUDIT_ACTIVITIES, HOME_ACTIVITIES } from '../../domain/drift/audit.ts';
import type { Touch } from '../../domain/drift/trace.ts';
import type { Passage, Transient, TransientEvent } from '../../domain/drift/transient.ts';
import { FIELD_NAMES } from '../../domain/policy/snapshot.ts';
import { actor } from './drift.ts';
import { changeId, instant, list, object, tenant, tenantId, transientId } from './parts.ts';

/** What others changed and changed back between two looks, as it is stored. */

const field = z.enum(FIELD_NAMES);
const value = z.nullable(z.union([z.boolean(), z.string()]));

const passage = object({
  partner: tenant,
  field,
  meanwhile: value,
  opened: z._default(z.boolean(), false),
  from: z.nullable(actor),
  until: z.nullable(
    z.discriminatedUnion('kind', [
      object({ kind: z.literal('record'), by: actor }),
      object({ kind: z.literal('change'), change: changeId, at: instant }),
    ]),
  ),
}) satisfies z.ZodMiniType<Passage>;

const known = { passages: list(passage), total: z.int().check(z.gte(1)), openings: z.int().check(z.gte(0)) };

export const transient = object({
  id: transientId,
  tenantId,
  foundAt: instant,
  ...known,
  revision: z.int().check(z.gte(1)),
}) satisfies z.ZodMiniType<Transient>;

export const transientEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('found'), transient, at: instant }),
  object({ kind: z.literal('learned'), ...known, at: instant }),
]) satisfies z.ZodMiniType<TransientEvent>;

const touch = z.readonly(
  z.strictObject({ field, became: value, was: z.optional(value), sure: z.boolean() }),
) satisfies z.ZodMiniType<Touch>;

export const foreignRecord = object({
  activity: z.enum([...AUDIT_ACTIVITIES, ...HOME_ACTIVITIES]),
  touches: list(touch),
  tells: z.boolean(),
  tenantId,
  by: actor,
}) satisfies z.ZodMiniType<ForeignRecord>;
