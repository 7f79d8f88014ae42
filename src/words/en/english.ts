import { notices } from './notices.ts';

/** Everything that the bot says in English, by what it is about. */
export const english = { notices };
