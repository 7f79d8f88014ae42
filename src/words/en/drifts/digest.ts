import type { Digest } from '../../../domain/drift/digest.ts';
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
  lines: ({ counts: { open, openings, openOpenings } }: Digest): readonly Line[] => [
    ...(openOpenings === 0 ? [] : [[{ strong: 'High risk:' }, ' not done through me.']]),
    // How many wait stands beside the sign already.
    ...(open === 0 ? [['All of them were decided, or are gone again.']] : []),
    // Where all that did still wait, the title says how many.
    ...(openings > 0 && openings === openOpenings
      ? []
      : [
          [
            plural(openings, {
              none: 'None of them opened the tenant, or may have opened more',
              one: '# of them opened the tenant, or may have opened more',
              other: '# of them opened the tenant, or may have opened more',
            }),
            ...(openings === 0 || open === 0
              ? ['.']
              : [
                  `; ${plural(openOpenings, { none: 'none of those waits any more.', one: '# of those still waits.', other: '# of those still wait.' })}`,
                ]),
          ],
        ]),
  ],
  /** Below those that are named. */
  more: (left: number): readonly Line[] =>
    left === 0
      ? []
      : [
          [
            plural(left, {
              one: '# more of them comes first in the list.',
              other: '# more of them come first in the list.',
            }),
          ],
        ],
  state: ({ counts: { all, open } }: Digest): string => {
    if (open === 0) return 'Decided';
    if (open === all) return all === 1 ? 'It waits for a decision' : 'All wait for a decision';
    return plural(open, { one: '# of them waits for a decision', other: '# of them wait for a decision' });
  },
  footer: ({ id, at: foundAt }: Digest, at: Instant): string =>
    `${id}, found on ${localMoment(foundAt)}; drawn on ${localMoment(at)}`,
};
