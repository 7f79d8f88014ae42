import type { Instant } from '../../domain/instant.ts';

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** A moment for people, such as `21 Nov 2026, 01:30 UTC`: the readers of one card sit in many time zones. */
export function moment(at: Instant): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'an unknown time' : `${FORMAT.format(date)} UTC`;
}
