import type { Instant } from '../../domain/instant.ts';
import type { Unreached } from '../../domain/telling/unreached.ts';
import type { Line } from '../line.ts';
import { personCalled } from '../names.ts';
import { distance } from './moment.ts';
import { plural } from './plural.ts';
import { rowOf } from './series.ts';

/** Nobody reads more names than that. */
const MOST_NAMED = 5;

/** Names, and how many are left out. @param now said as of then, where it is said since when; left out: it is not */
function named(people: readonly Unreached[], now?: Instant): Line {
  const shown = people.slice(0, MOST_NAMED);
  const left = people.length - shown.length;
  return rowOf([
    ...shown.map((person): Line => [
      { strong: personCalled(person) },
      now !== undefined && person.since !== null ? ` (found ${distance(person.since, now)})` : '',
    ]),
    ...(left > 0 ? [[plural(left, { one: 'one more', other: '# more' })]] : []),
  ]);
}

const parts = (people: readonly Unreached[]) => ({
  refused: people.filter(({ since }) => since !== null),
  untried: people.filter(({ since }) => since === null),
});

const UNREAD = 'I could not read who holds Security Administrator';

/** To which administrators the bot cannot write alone. null: who they are could not be read. */
export const reach = {
  /** Where it is listed who hears. */
  listed: (people: readonly Unreached[] | null, now: Instant): readonly Line[] => {
    if (people === null) return [[`${UNREAD}, so I cannot say whether I can write to each of them.`]];
    const { refused, untried } = parts(people);
    return [
      ...(refused.length === 0
        ? []
        : [
            [
              { strong: 'Teams does not let me write privately' },
              ' to ',
              ...named(refused, now),
              '. Most often the app is not installed for them: a Teams administrator gives it to them with an app setup policy.',
            ],
          ]),
      ...(untried.length === 0
        ? []
        : [['I could not find out whether I can write privately to ', ...named(untried), '.']]),
    ];
  },
  /** Before the glass is broken to open the tenant, which is heard first. */
  beforeOpening: (people: readonly Unreached[] | null): readonly Line[] => {
    if (people === null) return [[`${UNREAD}, so I cannot say who will hear of it first.`]];
    const { refused, untried } = parts(people);
    return [
      ...(refused.length === 0
        ? []
        : [
            [
              'The others hear of it before I write. Teams does not let me write privately to ',
              ...named(refused),
              ': they do not have the app.',
            ],
          ]),
      ...(untried.length === 0
        ? []
        : [['I could not find out whether I can write privately to ', ...named(untried), ' first.']]),
    ];
  },
};
