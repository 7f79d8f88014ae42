import { MOST_SHOWN, type Digest } from '../../../domain/drift/digest.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../line.ts';
import { localMoment } from '../moment.ts';
import { plural } from '../plural.ts';

/** Many changes of others that one look found. */
export const driftDigest = {
  title: ({ counts: { all, open, openOpenings } }: Digest): string => {
    const them = plural(all, { one: '# change', other: '# changes' });
    if (open === 0) return `Decided: ${them} at once, not through me`;
    const waysIn = plural(openOpenings, {
      none: '',
      one: ': # of them opens the tenant, or may open more',
      other: ': # of them open the tenant, or may open more',
    });
    return `${them} at once, not through me${waysIn}`;
  },
  lines: ({ counts: { all, open, openings, openOpenings } }: Digest): readonly Line[] => [
    ...(openOpenings === 0 ? [] : [[{ strong: 'High risk:' }, ' not done through me.']]),
    // Where all of them wait, that stands beside the sign already.
    ...(open === all
      ? []
      : [
          [
            plural(open, {
              none: 'All of them were decided, or are gone again.',
              one: '# of them waits for a decision.',
              other: '# of them wait for a decision.',
            }),
          ],
        ]),
    // Where all that did still wait, the title says how many.
    ...(openings > 0 && openings === openOpenings
      ? []
      : [
          [
            plural(openings, {
              none: 'None of them opened the tenant, or may have opened more.',
              one: '# of them opened the tenant, or may have opened more.',
              other: '# of them opened the tenant, or may have opened more.',
            }),
          ],
        ]),
    ...(openings > MOST_SHOWN ? [['The others come first in the list.']] : []),
  ],
  state: ({ counts: { open } }: Digest): string => (open === 0 ? 'Decided' : 'Wait for decisions'),
  footer: ({ id, at: foundAt }: Digest, at: Instant): string =>
    `${id}, found on ${localMoment(foundAt)}; drawn on ${localMoment(at)}`,
};
