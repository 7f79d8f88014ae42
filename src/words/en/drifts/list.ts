import type { DriftList } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { plural } from '../plural.ts';

/** What waits for a decision. */
export const driftList = {
  title: ({ total }: DriftList): string =>
    plural(total, {
      none: 'No open drift',
      one: '# change that was not made through me',
      other: '# changes that were not made through me',
    }),
  lines: ({ look, total }: DriftList): readonly Line[] => {
    if (look === null) return total === 0 ? [['Nothing waits for a decision.']] : [];
    const compared = `I compared ${plural(look.partners, { one: '# partner', other: '# partners' })} just now`;
    if (look.began) return [[`${compared} for the first time: what is there now is how it should be from here on.`]];
    return [[`${compared} and found ${look.fresh === 0 ? 'nothing' : look.fresh} new.`]];
  },
};
