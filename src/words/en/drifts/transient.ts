import { offersOfChange } from '../../../commands/offers.ts';
import { wasWayIn, type Passage, type Transient } from '../../../domain/drift/transient.ts';
import { UNTOLD } from '../../../domain/drift/trace.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Fact, Line } from '../../line.ts';
import { shortened } from '../../text.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { localMoment, moment } from '../moment.ts';
import { tenants } from '../tenants.ts';
import { plural } from '../plural.ts';
import { ADDRESS_NOTE, whoAndWhenLine } from './actors.ts';

const LONGEST_NAME = 60;

const VALUES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [true, 'on'],
  [false, 'off'],
  [null, 'not set'],
  ['present', 'there'],
  ['absent', 'not there'],
]);

/** What it was meanwhile. */
const was = ({ meanwhile }: Passage): Line =>
  meanwhile === UNTOLD
    ? ['something else, which the record does not tell']
    : [VALUES.get(meanwhile) ?? { wrote: shortened(String(meanwhile), LONGEST_NAME) }];

const NOT_KNOWN = 'not known: the audit log has no record of it that I can read';

const fromFact = ({ from }: Passage): Fact => ({
  label: 'From',
  value: from === null ? [NOT_KNOWN] : whoAndWhenLine(from),
});

function untilFact({ until }: Passage): Fact {
  const label = 'Until';
  if (until === null) return { label, value: [NOT_KNOWN] };
  if (until.kind === 'record') return { label, value: whoAndWhenLine(until.by) };
  return { label, value: ['my own ', { say: offersOfChange.show(until.change) }, `, ${moment(until.at)}`] };
}

/** Whether somebody could come in, or was only to be let in one day; what was worst comes first. */
const hadWayIn = ({ passages: [first] }: Transient): boolean => first !== undefined && wasWayIn(first);

function title(found: Transient): string {
  const { openings, passages, total } = found;
  const [first] = passages;
  if (openings > 0 && first !== undefined) {
    const what = plural(openings, { one: FIELD_LABELS[first.field], other: '# settings that open the tenant' });
    return hadWayIn(found)
      ? `Switched on and off again between two looks: ${what}`
      : `More was allowed for a while between two looks: ${what}`;
  }
  return plural(total, {
    one: 'Something was changed and is back as it was',
    other: 'Several settings were changed and are back as they were',
  });
}

function lines(found: Transient): readonly Line[] {
  if (found.openings === 0) {
    return [['It was not done through me, and no look of mine could see it. There is nothing to take back.']];
  }
  const opened = hadWayIn(found)
    ? ' for that time a way into this organisation was open,'
    : ' for that time more was allowed than before, or a way in was prepared,';
  return [
    [{ strong: 'High risk:' }, opened, ' and it was not done through me.'],
    ['Look at whom the partner brought in meanwhile, and ask whoever did it.'],
  ];
}

/** What others changed and changed back between two looks. */
export const transient = {
  title,
  lines,
  heading: ({ partner, field }: Passage): Line => [
    { strong: FIELD_LABELS[field] },
    ' of ',
    ...tenants.partner(partner, false),
  ],
  inShort: (passage: Passage): Line => [
    ...tenants.partner(passage.partner, false),
    `: ${FIELD_LABELS[passage.field]} `,
    ...was(passage),
    ' for a while',
  ],
  /** Where it stands. */
  over: 'Over: as it was before',
  rows: (passage: Passage): readonly Fact[] => [
    { label: wasWayIn(passage) ? 'Was switched' : 'Was', value: was(passage) },
    fromFact(passage),
    untilFact(passage),
  ],
  addressNote: ADDRESS_NOTE,
  more: (left: number): readonly Line[] =>
    left === 0 ? [] : [[`${plural(left, { one: '# more setting', other: '# more settings' })} like that.`]],
  /** The same in lines, where there is no room for more. */
  passageLines: ({ passages, total }: Transient): readonly Line[] => [
    ...passages
      .slice(0, 3)
      .map((passage): Line => [
        ...transient.heading(passage),
        ': ',
        ...was(passage),
        '; from ',
        ...fromFact(passage).value,
        '; until ',
        ...untilFact(passage).value,
      ]),
    ...transient.more(Math.max(0, total - 3)),
  ],
  footer: ({ id, foundAt }: Transient, at: Instant): string =>
    `${id}, found on ${localMoment(foundAt)}; drawn on ${localMoment(at)}`,
};
