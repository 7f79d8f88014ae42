import type { Instant } from '../../domain/instant.ts';
import { plural } from './plural.ts';
import { localMoment } from './moment.ts';

/** Of a bot whose store is gone at its next start. */
export const FORGETS = 'A trial: at each restart I forget all, my journal too.';

/** What stands on many cards. */
export const common = {
  tenantId: 'Tenant id',
  askedBy: 'Asked by',
  showMore: (left: number): string => plural(left, { one: 'Show # more', other: 'Show # more' }),
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
