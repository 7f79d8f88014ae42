import * as z from 'zod/v4-mini';
import { UNEXPLAINED, type Deed, type Misuse, type MisuseEvent } from '../../domain/drift/misuse.ts';
import { AUDIT_OUTCOMES } from '../../domain/drift/outcome.ts';
import { FIELD_NAMES } from '../../domain/policy/snapshot.ts';
import { instant, list, misuseId, object, person, tenant, tenantId } from './parts.ts';

const deed = object({
  auditId: z.string(),
  activity: z.string(),
  at: instant,
  partners: list(tenant),
  changed: list(object({ field: z.enum(FIELD_NAMES), became: z.nullable(z.union([z.boolean(), z.string()])) })),
  why: z.enum(UNEXPLAINED),
  // Until what was refused was told, too, all had succeeded.
  outcome: z._default(z.enum(AUDIT_OUTCOMES), 'success'),
}) satisfies z.ZodMiniType<Deed>;

const resumer = { by: person, reason: z.string(), at: instant };

export const misuse = object({
  id: misuseId,
  tenantId,
  foundAt: instant,
  deeds: list(deed),
  total: z.int().check(z.gte(1)),
  status: z.discriminatedUnion('state', [
    object({ state: z.literal('told') }),
    object({ state: z.literal('open'), asked: list(object(resumer)) }),
    object({ state: z.literal('resumed'), by: list(object(resumer)), at: instant }),
  ]),
  revision: z.int().check(z.gte(1)),
}) satisfies z.ZodMiniType<Misuse>;

export const misuseEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('found'), misuse, at: instant }),
  object({ kind: z.literal('more'), deeds: list(deed), at: instant }),
  object({ kind: z.literal('asked'), ...resumer }),
  object({ kind: z.literal('resumed'), ...resumer }),
]) satisfies z.ZodMiniType<MisuseEvent>;
