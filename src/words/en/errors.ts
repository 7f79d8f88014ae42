import { problemLine } from './problems.ts';

/** Why something did not come about. */
export const errors = {
  problemLine,
  /** To Teams, which asked for what the bot has not. */
  notSupported: 'This bot does not know that.',
};
