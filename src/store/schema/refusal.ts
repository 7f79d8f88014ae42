import * as z from 'zod/v4-mini';
import type { WriteRefusal } from '../../domain/change/status.ts';
import type { AccessRefusal } from '../../domain/people/access.ts';
import { changeId, list, misuseId, object, person } from './parts.ts';

/** Why somebody might not, as it is stored. */
export const accessRefusal = z.discriminatedUnion('kind', [
  object({ kind: z.literal('anonymousSender') }),
  object({ kind: z.literal('foreignSender') }),
  object({ kind: z.literal('unknownAccount') }),
  object({ kind: z.literal('disabledAccount') }),
  object({ kind: z.literal('guestAccount') }),
  object({
    kind: z.literal('roleMissing'),
    access: z.enum(['read', 'change']),
    held: list(
      object({
        roleDefinitionId: z.string(),
        directoryScopeId: z.string(),
        throughGroup: z.nullable(z.string()),
      }),
    ),
    eligible: z.union([list(z.string()), z.literal('unread')]),
  }),
]) satisfies z.ZodMiniType<AccessRefusal>;

/** Why whoever confirmed a change might not, as it is stored. */
export const refusal = z.discriminatedUnion('kind', [
  ...accessRefusal.def.options,
  object({ kind: z.literal('previewOff'), command: z.string() }),
  object({ kind: z.literal('writingStopped'), misuse: misuseId }),
  object({
    kind: z.literal('frozen'),
    freeze: changeId,
    by: person,
    reason: z.nullable(z.string()),
    removes: z.optional(z.literal(true)),
  }),
]) satisfies z.ZodMiniType<WriteRefusal>;
