import * as z from 'zod/v4-mini';
import type { SyncBurst } from '../../domain/partners/arrivals.ts';
import { instant, object, tenant } from './parts.ts';

export const syncBurst = object({
  partner: z.nullable(tenant),
  domain: z.string(),
  others: z.optional(z.int().check(z.gte(1))),
  count: z.int().check(z.gte(1)),
  limit: z.int().check(z.gte(1)),
  from: instant,
  until: instant,
}) satisfies z.ZodMiniType<SyncBurst>;
