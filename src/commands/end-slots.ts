import { z } from 'zod/v4-mini';
import { parseDays, parseUntil, type AskedEnd } from '../domain/ends/asked-end.ts';
import { OPENING_QUOTES, STOPS } from './letters.ts';
import { plainHyphens, problem } from './slots.ts';

/** The part of a grammar that says until when something may be open. */
export const UNTIL = '[for <days> <unit:days|day>] [until <until>]';

const ENDING = new RegExp(`[,;${STOPS}]+$`, 'u');
const bare = (text: string): string => plainHyphens(text).replace(ENDING, '');

/** Its slots; `untilOf` makes one end of them. */
export const untilSlots = {
  days: z.optional(
    z.pipe(
      z.string(),
      z.transform((text, context) => {
        const asked = parseDays(bare(text));
        if (asked === undefined)
          context.issues.push({ code: 'custom', input: text, message: problem('endUnreadable') });
        return asked ?? z.NEVER;
      }),
    ),
  ),
  unit: z.optional(z.enum(['days', 'day'])),
  until: z.optional(
    z.pipe(
      z.string(),
      z.transform((text, context) => {
        const asked = parseUntil(bare(text));
        if (asked === undefined)
          context.issues.push({ code: 'custom', input: text, message: problem('endUnreadable') });
        return asked ?? z.NEVER;
      }),
    ),
  ),
};

type Said = { readonly days?: AskedEnd | undefined; readonly until?: AskedEnd | undefined };

/** Two ends in one line say nothing that could be kept. */
export const hasOneEnd = z.refine<Said>(({ days, until }) => days === undefined || until === undefined, {
  error: problem('twoEnds'),
});

/** null: none is said. */
export const untilOf = ({ days, until }: Said): AskedEnd | null => days ?? until ?? null;

/** A line with its end, as it was asked for. */
export function withEnd(line: string, asked: AskedEnd | null): string {
  switch (asked?.kind) {
    case undefined:
      return line;
    case 'days':
      return `${line} for ${asked.days} ${asked.days === 1 ? 'day' : 'days'}`;
    case 'day':
      return `${line} until ${new Date(asked.day).toISOString().slice(0, 10)}`;
    case 'moment':
      return `${line} until ${new Date(asked.at).toISOString().replace(/(?::00)?\.000Z$/, 'Z')}`;
  }
}

/**
 * What nobody means as a part of a name, and is no end either: `contoso.com for 3 weeks`. What follows a domain or an id is
 * none of it in any case; of another name only what has a number. In quotes it is a name.
 */
const LEFT_OVER = new RegExp(
  `^(?:\\S+\\.[\\p{L}\\p{N}-]{2,}|[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12})\\s+(?:for|until)(?:\\s|$)` +
    `|^[^${OPENING_QUOTES}].*\\s(?:for|until)\\s+\\S*\\d\\S*(?:\\s+\\S+){0,2}$`,
  'iu',
);

/** The partner's slot where an end may follow it. */
export const hasNoLeftOverEnd = z.refine<string>((text) => !LEFT_OVER.test(text), { error: problem('endUnreadable') });
