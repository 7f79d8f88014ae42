import { z } from 'zod/v4-mini';
import { parseDays, parseUntil, type AskedEnd } from '../../domain/ends/asked-end.ts';
import { comparable, write, type Phrase, type Slots } from './phrase.ts';
import { folded, isSigned, OPENING_QUOTES, unended, withoutEnd } from './letters.ts';
import { plainHyphens, problem, readBy } from './slots.ts';

/** The part of a grammar that says until when something may be open. */
export const UNTIL = '[for <days> <unit:days|day>] [until <until>]';

const bare = (text: string): string => unended(plainHyphens(text));

/** Its slots; `untilOf` makes one end of them. */
export const untilSlots = {
  days: z.optional(
    z.pipe(
      z.string(),
      readBy((text) => parseDays(bare(text)), 'endUnreadable'),
    ),
  ),
  unit: z.optional(z.enum(['days', 'day'])),
  until: z.optional(
    z.pipe(
      z.string(),
      readBy((text) => parseUntil(bare(text)), 'endUnreadable'),
    ),
  ),
};

type Said = { readonly days?: AskedEnd | undefined; readonly until?: AskedEnd | undefined };

/** Two ends in one line say nothing that could be kept. */
export const hasOneEnd = z.refine<Said>(({ days, until }) => days === undefined || until === undefined, {
  error: problem('twoEnds'),
});

const ENDS_WITH = 2;
const ENDS_WITH_UNIT = 3;

/**
 * A reason that ends with an end where none is given: `because of Falcon until 2027-03-31`. Whether it was meant as one
 * nobody can know, and it would open for good. null: it does not.
 */
export function endInReason(reason: string): { readonly reason: string; readonly end: Slots } | null {
  const words = reason.split(/\s+/);
  const small = comparable(words).map((word) => bare(word));
  const [verb, last = ''] = small.slice(-ENDS_WITH);
  if (verb === 'until' && parseUntil(last) !== undefined) {
    return { reason: words.slice(0, -ENDS_WITH).join(' '), end: { until: bare(words.at(-1) ?? '') } };
  }
  const [preposition, days = '', unit = ''] = small.slice(-ENDS_WITH_UNIT);
  if (preposition !== 'for' || parseDays(days) === undefined || !['day', 'days'].includes(unit)) return null;
  return { reason: words.slice(0, -ENDS_WITH_UNIT).join(' '), end: { days, unit } };
}

/** The same line until then, and for good, where it is a part of the reason. */
export type EndedOrNot = { readonly untilThen: string; readonly forGood: string };

export function endedOrNot(phrase: Phrase, slots: Slots): EndedOrNot | null {
  const { reason: whole = '', ...others } = slots;
  const found = endInReason(whole);
  if (found === null) return null;
  const { reason, end } = found;
  const said = whole.slice(reason.length).trim();
  return {
    untilThen: write(phrase, { ...others, ...end, ...(reason !== '' && { reason: withoutEnd(reason, ',;:') }) }),
    forGood: write(phrase, { ...others, reason: `${reason} (${bare(said)})`.trim() }),
  };
}

type Explained = Said & { readonly reason: string | null };

/** What opens takes its end before its reason. */
export const saysItsEnd = ({ reason, ...said }: Explained): boolean =>
  untilOf(said) !== null || reason === null || endInReason(reason) === null;
export const hasNoEndInReason = z.refine<Explained>(saysItsEnd, { error: problem('endInReason') });

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

const QUOTED = new RegExp(`^[${OPENING_QUOTES}]`, 'u');
const beginsEnd = (word = ''): boolean => word.length < 6 && ['for', 'until'].includes(folded(word));

/**
 * Whether a partner's slot has what nobody means as a part of a name, and is no end either: `contoso.com for 3 weeks`. Of a
 * name without signs only what has a number is. In quotes it is a name.
 */
function hasLeftOverEnd(text: string): boolean {
  const words = text.split(/\s+/);
  const [first = '', second] = words;
  // What follows a domain or an id is none of it.
  if (beginsEnd(second) && isSigned(first)) return true;
  const last = words.slice(1).slice(-4);
  return !QUOTED.test(first) && last.some((word, n) => beginsEnd(word) && /\d/.test(last[n + 1] ?? ''));
}

/** The partner's slot where an end may follow it. */
export const hasNoLeftOverEnd = z.refine<string>((text) => !hasLeftOverEnd(text), { error: problem('endUnreadable') });
