import { z } from 'zod/v4-mini';
import { parseUntil } from '../../domain/ends/asked-end.ts';
import { defineCommand } from '../command.ts';
import { plainHyphens, problem } from '../reading/slots.ts';

/** A day, from whose beginning on (UTC) it counts. */
const sinceSlot = z.optional(
  z.pipe(
    z.string(),
    z.transform((text, context) => {
      const day = parseUntil(plainHyphens(text));
      if (day?.kind === 'day') return day.day;
      context.issues.push({ code: 'custom', input: text, message: problem('noDay') });
      return z.NEVER;
    }),
  ),
);

export const exportPartners = defineCommand({
  topic: 'records',
  name: 'export partners',
  usage: 'export partners [since <since>]',
  example: 'export partners since 2026-11-01',
  access: 'read',
  operations: ['listPartners'],
  slots: z.object({ since: sinceSlot }),
  request: ({ since }) => ({ kind: 'exportPartners', since: since ?? null }),
});
