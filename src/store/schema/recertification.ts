import * as z from 'zod/v4-mini';
import { STAGES, type Recertification, type RecertificationEvent } from '../../domain/recertify/recertification.ts';
import { instant, object, person, tenantId } from './parts.ts';

export const recertification = object({
  tenantId,
  owner: z.nullable(person),
  since: instant,
  asked: z.nullable(object({ at: instant, stage: z.enum(STAGES) })),
  revision: z.int().check(z.gte(1)),
}) satisfies z.ZodMiniType<Recertification>;

const led = { state: recertification, at: instant };

export const recertificationEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('kept'), by: person, reason: z.string(), ...led }),
  object({ kind: z.literal('owned'), by: person, ...led }),
  object({ kind: z.literal('asked'), by: z.nullable(person), ...led }),
  object({ kind: z.literal('escalated'), ...led }),
  object({ kind: z.literal('unanswered'), ...led }),
  object({ kind: z.literal('restated'), ...led }),
]) satisfies z.ZodMiniType<RecertificationEvent>;
