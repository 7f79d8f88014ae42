import type { Instant } from '../../domain/instant.ts';

const PARTS = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
} as const;
const FORMAT = new Intl.DateTimeFormat('en-GB', PARTS);
const EXACT = new Intl.DateTimeFormat('en-GB', { ...PARTS, second: '2-digit' });
const RELATIVE = new Intl.RelativeTimeFormat('en-GB');

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer ago than so many hours, days are easier to grasp. */
const MOST_HOURS = 48;

const UNKNOWN = 'an unknown time';

const inFormat =
  (format: Intl.DateTimeFormat) =>
  (at: Instant): string => {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? UNKNOWN : `${format.format(date)} UTC`;
  };

/** A moment for people, such as `21 Nov 2026, 01:30 UTC`, where no client can put it into the reader's own time. */
export const moment = inFormat(FORMAT);

/** The same to the second, for whoever compares it with a log. */
export const exactMoment = inFormat(EXACT);

/** How far off it is, such as `in 14 minutes` or `2 hours ago`. */
export function distance(at: Instant, now: Instant): string {
  const off = at - now;
  const far = Math.abs(off);
  if (far < MINUTE_MS) return off <= 0 ? 'just now' : 'in a moment';
  if (far < HOUR_MS) return RELATIVE.format(Math.trunc(off / MINUTE_MS), 'minute');
  if (far < MOST_HOURS * HOUR_MS) return RELATIVE.format(Math.trunc(off / HOUR_MS), 'hour');
  // What is a little less than 30 days is 30 days to people; the moment itself stands beside it.
  return RELATIVE.format(Math.round(off / DAY_MS), 'day');
}

/**
 * A moment in the reader's own zone, which the client knows: for a text block alone, no client reads it in a text run.
 * Teams: date and time functions of Adaptive Cards, without fractions of a second.
 */
export function localMoment(at: Instant): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  return `${localDay(at)} {{TIME(${inIso(date)})}}`;
}

/** The day of it, likewise, where there is no room for more. */
export function localDay(at: Instant): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? UNKNOWN : `{{DATE(${inIso(date)}, SHORT)}}`;
}

const inIso = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** The same, and how far off it is as of the drawing. */
export const when = (at: Instant, now: Instant): string => `${localMoment(at)} (${distance(at, now)})`;
