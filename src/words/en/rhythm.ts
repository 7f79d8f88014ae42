import type { Rhythm } from '../../domain/telling/rhythm.ts';

const EVERY: Readonly<Record<Rhythm['every'], string>> = { daily: 'every day', weekly: 'every Monday' };
const HOUR = 60;
const two = (number: number): string => String(number).padStart(2, '0');

/** When, such as `every Monday at 09:00 (Europe/Berlin)`. */
export const rhythmWords = ({ every, minute, zone }: Rhythm): string =>
  `${EVERY[every]} at ${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)} (${zone})`;
