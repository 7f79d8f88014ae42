import type { Instant } from '../../domain/instant.ts';
import { plural } from './plural.ts';
import { localMoment } from './moment.ts';

/** Of a bot whose store is gone at its next start. */
export const FORGETS = 'A trial: at each restart I forget all, my journal too.';

/** What waits to be unfolded. */
type Unfolded = 'lines' | 'sections' | 'changes' | 'partners' | 'tenants' | 'ends' | 'conversations' | 'commands';
const MORE: Readonly<Record<Unfolded, { readonly one: string; readonly other: string }>> = {
  lines: { one: 'Show # more line', other: 'Show # more lines' },
  sections: { one: 'Show # more section', other: 'Show # more sections' },
  changes: { one: 'Show # more change', other: 'Show # more changes' },
  partners: { one: 'Show # more partner', other: 'Show # more partners' },
  tenants: { one: 'Show # more tenant', other: 'Show # more tenants' },
  ends: { one: 'Show # more end', other: 'Show # more ends' },
  conversations: { one: 'Show # more conversation', other: 'Show # more conversations' },
  commands: { one: 'Show # more command', other: 'Show # more commands' },
};

/** What stands on many cards. */
export const common = {
  tenantId: 'Tenant id',
  askedBy: 'Asked by',
  showMore: (left: number, of: Unfolded): string => plural(left, MORE[of]),
  /** What waits on a partner's card: what is missing, what can be done, and the buttons for that. */
  nextSteps: 'Show next steps',
  unfold: 'Show details',
  more: 'More about it',
  readOn: (at: Instant): string => `Read on ${localMoment(at)}`,
  pageReadOn: (page: number, pages: number, at: Instant): string =>
    `Page ${page} of ${pages}, read on ${localMoment(at)}`,
  /** How a list ends for whose last rows there was no room. @param footer how it ends else */
  notShown: (footer: string, left: number): string =>
    `${footer}; ${plural(left, { one: 'one more is not shown', other: '# more are not shown' })}`,
  /** Whose turn it is. A name alone might be read as who did it. */
  called: (names: string): string => `For ${names}`,
  /** The title of a message that has nothing to see in its own. */
  untitled: 'Notice',
  /** What finds the log line: beside it on a card, and in a line of text. */
  reference: 'Reference for whoever runs me: ',
  referenceText: (reference: string): string => `Reference: ${reference}`,
};
