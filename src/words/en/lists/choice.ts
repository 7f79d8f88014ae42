import type { Choice } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { plural } from '../plural.ts';

/** Which partner somebody means. */
export const choice = {
  title: ({ options }: Pick<Choice, 'options'>): string =>
    plural(options.length, { one: 'Is this the partner you mean?', other: 'Which partner do you mean?' }),
  found: ({ text, options, isNear }: Choice): Line => {
    const found = isNear
      ? plural(options.length, {
          one: 'No partner is called so; this one nearly is.',
          other: 'No partner is called so; these nearly are.',
        })
      : plural(options.length, { one: 'One partner has that in its name.', other: 'More than one partner matches.' });
    return ['You wrote ', { strong: text }, `. ${found} Nothing has been done yet.`];
  },
  noPartner: 'No partner, as far as I read',
  yes: 'Choose it',
  choose: (nth: number): string => `Choose ${nth}`,
  more: (left: number): string =>
    `${plural(left, { one: 'One more matches.', other: '# more match.' })} Type a longer part of the name, or the domain.`,
};
