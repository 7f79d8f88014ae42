import * as z from 'zod/v4-mini';
import type { Sight } from '../../domain/drift/sight.ts';
import { directoryProblem, instant, object, sightId, tenantId } from './parts.ts';

export const sight = object({
  id: sightId,
  tenantId,
  at: instant,
  turn: z.discriminatedUnion('kind', [
    object({ kind: z.literal('lost'), problem: directoryProblem }),
    object({ kind: z.literal('back'), lostAt: instant }),
  ]),
}) satisfies z.ZodMiniType<Sight>;
