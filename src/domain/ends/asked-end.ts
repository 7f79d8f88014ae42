import type { Instant } from '../instant.ts';

/** An end as somebody wrote it: so many days from now, a day that is still part of it (UTC), or a moment. */
export type AskedEnd =
  | { readonly kind: 'days'; readonly days: number }
  /** `day`: its beginning. */
  | { readonly kind: 'day'; readonly day: Instant }
  | { readonly kind: 'moment'; readonly at: Instant };

/** Why it is no end of what is opened, or accepted. `inReason`: it may be one, and may not. */
export type EndProblem = 'tooSoon' | 'tooLate' | 'inReason';

export const DAY_MS = 24 * 60 * 60_000;
export const LONGEST_YEARS = 2;

const DAYS = /^\d{1,4}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** undefined: it is no number of days. */
export const parseDays = (text: string): AskedEnd | undefined =>
  DAYS.test(text) ? { kind: 'days', days: Number(text) } : undefined;

/**
 * A day such as `2027-03-31`, or a time with its zone such as `2027-03-31T18:00Z` (ISO 8601). undefined: it is neither, or
 * there is no such day.
 */
export function parseUntil(text: string): AskedEnd | undefined {
  const day = beginningOf(text);
  if (day !== undefined) return { kind: 'day', day };
  const date = MOMENT.exec(text)?.[1];
  const at = date === undefined || beginningOf(date) === undefined ? Number.NaN : Date.parse(text.toUpperCase());
  return Number.isNaN(at) ? undefined : { kind: 'moment', at };
}

/** A date that does not exist reads as a later one. */
function beginningOf(text: string): Instant | undefined {
  const at = DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? at : undefined;
}

/**
 * When it ends that is opened now. A day, and a number of days, is one day to two years off; a moment may be sooner.
 */
export function endOf(asked: AskedEnd, now: Instant): Instant | 'tooSoon' | 'tooLate' {
  switch (asked.kind) {
    case 'days': {
      const at = now + asked.days * DAY_MS;
      if (asked.days < 1) return 'tooSoon';
      return at > yearsOn(now) ? 'tooLate' : at;
    }
    case 'day': {
      const today = now - (now % DAY_MS);
      if (asked.day <= today) return 'tooSoon';
      return asked.day > yearsOn(today) ? 'tooLate' : asked.day + DAY_MS;
    }
    case 'moment':
      if (asked.at <= now) return 'tooSoon';
      return asked.at > yearsOn(now) ? 'tooLate' : asked.at;
  }
}

/**
 * As many whole days from now as are nearest to so long, in milliseconds: one at least, and no more than may be. A day is
 * part of its end, and two years are not always as long: what was decided may be longer than what may be decided now.
 */
export function daysFor(length: number, now: Instant): AskedEnd {
  const most = Math.floor((yearsOn(now) - now) / DAY_MS);
  return { kind: 'days', days: Math.min(most, Math.max(1, Math.round(length / DAY_MS))) };
}

/** The same day and time of the last year that there may be; of 29 February the day before, where that year has none. */
function yearsOn(from: Instant): Instant {
  const date = new Date(from);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + LONGEST_YEARS);
  return date.getUTCMonth() === month ? date.getTime() : date.setUTCDate(0);
}
