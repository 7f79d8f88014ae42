import type { Instant } from '../instant.ts';

/** How often a conversation gets a digest. */
export const RHYTHMS = ['daily', 'weekly'] as const;

/** When a conversation gets a digest of how the organisation stands. */
export type Rhythm = {
  /** `weekly`: on Mondays. */
  readonly every: (typeof RHYTHMS)[number];
  /** The time of day in that zone, in minutes since midnight. */
  readonly minute: number;
  /** IANA's name of it, such as `Europe/Berlin`. */
  readonly zone: string;
  /** Since when: nothing is due before. */
  readonly since: Instant;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The day of 1970 that was its first Monday, counted from 0. */
const FIRST_MONDAY = 4;
const DAYS_OF_A_WEEK = 7;

/** What tells no zone, or one that nobody knows. */
export const UTC = 'UTC';

/** Whether a zone of that name is known here. */
export function isZone(name: string): boolean {
  try {
    clockIn(name);
    return true;
  } catch {
    return false;
  }
}

/** The last moments at which a digest was due: the newest, and the one before. null: none has been due since it was asked for. */
export function lastDue(rhythm: Rhythm, now: Instant): { readonly at: Instant; readonly before: Instant } | null {
  const step = rhythm.every === 'weekly' ? DAYS_OF_A_WEEK : 1;
  const [at, before] = [momentAt(rhythm, now, 0), momentAt(rhythm, now, step)];
  if (at <= rhythm.since) return null;
  return { at, before: Math.max(before, rhythm.since) };
}

/** The last such moment until now, and so many days before it. */
function momentAt({ every, minute, zone }: Rhythm, now: Instant, daysBefore: number): Instant {
  const today = Math.floor(localOf(zone, now) / DAY_MS);
  // What is still to come today was due a day, or a week, before.
  const isDay = (day: number): boolean => every === 'daily' || (day - FIRST_MONDAY) % DAYS_OF_A_WEEK === 0;
  const on = (day: number): Instant => instantOf(zone, day * DAY_MS + minute * MINUTE_MS);
  let day = today;
  while (!isDay(day) || on(day) > now) day -= 1;
  return on(day - daysBefore);
}

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  const clock =
    CLOCKS.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
  CLOCKS.set(zone, clock);
  return clock;
}

/** What a clock there shows at that moment, to the minute, as if it were UTC. */
function localOf(zone: string, at: Instant): Instant {
  const shown = new Map(
    clockIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(shown.get(name));
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/** The moment at which a clock there shows that; where it is put forward over it, as much later as it is put forward. */
function instantOf(zone: string, local: Instant): Instant {
  const guess = local - (localOf(zone, local) - local);
  return local - (localOf(zone, guess) - guess);
}
