import type { Door } from '../../domain/change/effect.ts';
import { door } from './door.ts';

/** What is said in Teams' own places: beside the box where people write, and over a message. */
export const beside = {
  /** Below a partner's name, for the one who looks for it. */
  found: (domain: string, state: Door): string => `${domain}. ${door.states[state]}.`,
  nothingFound: (text: string): string =>
    text === '' ? 'There are no partners yet.' : `No partner’s name or domain has “${text}” in it.`,
  explainTitle: 'What this error means',
};
