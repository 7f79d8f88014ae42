import { changes } from './changes.ts';
import { moment } from './moment.ts';
import { notices } from './notices.ts';
import { problemLine } from './problems.ts';

/** Everything that the bot says in English, by what it is about. */
export const english = {
  changes,
  errors: { problemLine },
  moment,
  notices,
};
