import { offersOfChange } from '../../../commands/offers.ts';
import { onlyPartner, wasWayIn, type Passage, type Transient } from '../../../domain/drift/transient.ts';
import { UNTOLD } from '../../../domain/drift/trace.ts';
import { sameActor } from '../../../domain/people/actor.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import { isSettingField, rowOf } from '../../../domain/policy/settings.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Fact, Line } from '../../line.ts';
import { shortened } from '../../text.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { localMoment } from '../moment.ts';
import { tenants } from '../tenants.ts';
import { plural } from '../plural.ts';
import { ADDRESS_NOTE, whoAndWhenceLine, whoInLine } from './actors.ts';

const LONGEST_NAME = 60;
/** A letter has room for so many. */
const MOST_IN_LINES = 3;
/** Each is long where a client has yet to write its time. */
const MOST_TIMES = 2;

const VALUES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [true, 'on'],
  [false, 'off'],
  [null, 'not set'],
  ['present', 'there'],
  ['absent', 'not there'],
]);

const UNTOLD_WORDS = 'The record does not tell to what.';

/** What it was meanwhile. */
function was({ meanwhile }: Passage): Line {
  if (meanwhile === UNTOLD) return ['changed'];
  const word = VALUES.get(meanwhile);
  return word === undefined ? ['“', { wrote: shortened(String(meanwhile), LONGEST_NAME) }, '”'] : [word];
}

const NOT_KNOWN = 'not known: the audit log has no record of it that I can read';

/** What was, for how long, and who made it so and as before again. */
const wholePassage = (passage: Passage, home: TenantId): Line => [
  `${labelOf(passage, home)} was `,
  ...was(passage),
  ...howLong(passage),
  '. ',
  ...(passage.meanwhile === UNTOLD ? [`${UNTOLD_WORDS} `] : []),
  ...byWhom(passage),
];

const fromFact = ({ from }: Passage): Fact =>
  from === null
    ? { label: 'From', value: [NOT_KNOWN] }
    : { label: 'From', value: whoAndWhenceLine(from), when: from.at };

function untilFact({ until }: Passage): Fact {
  const label = 'Until';
  if (until === null) return { label, value: [NOT_KNOWN] };
  if (until.kind === 'record') return { label, value: whoAndWhenceLine(until.by), when: until.by.at };
  return { label, value: ['my own ', { say: offersOfChange.show(until.change) }], when: until.at };
}

/** Of a moment of which the audit log has no record. */
const NOT_TOLD = 'a time that is not known';

/** As far as both its moments are known. */
function howLong({ from, until }: Passage): Line {
  const end = until?.kind === 'record' ? until.by.at : until?.at;
  if (from === null || end === undefined) return [' for a while'];
  const minutes = Math.round((end - from.at) / 60_000);
  return [plural(minutes, { none: ' for less than a minute', one: ' for # minute', other: ' for # minutes' })];
}

/** Who made it so, and who made it as before. */
function byWhom(passage: Passage): Line {
  const { from, until } = passage;
  const [on, off] = wasWayIn(passage) ? ['Switched on', 'switched off'] : ['Changed', 'changed back'];
  const began: Line = from === null ? ['by somebody the audit log does not name'] : ['by ', ...whoInLine(from)];
  if (until === null) return [`${on} `, ...began, `; ${off} by somebody the audit log does not name.`];
  if (until.kind !== 'record')
    return [`${on} `, ...began, `; ${off} by me: `, { say: offersOfChange.show(until.change) }, '.'];
  if (from !== null && sameActor(from, until.by)) return [`${on} and ${off.replace(/^switched /, '')} `, ...began, '.'];
  return [`${on} `, ...began, `; ${off} by `, ...whoInLine(until.by), '.'];
}

/** What of the tenant as a whole was changed without a word to what. */
const UNSAID = 'What applies by default, or in a template';

/** @param home the guarded tenant, of which is what applies by default */
function labelOf({ partner, field, meanwhile }: Passage, home: TenantId): string {
  if (partner.tenantId !== home || isSettingOfTenant(field)) return FIELD_LABELS[field];
  return field === 'otherSettings' && meanwhile === UNTOLD ? UNSAID : `${FIELD_LABELS[field]} by default`;
}

const isSettingOfTenant = (field: Passage['field']): boolean =>
  isSettingField(field) && rowOf(field).part !== undefined;

/** Whether somebody could come in, or was only to be let in one day; what was worst comes first. */
const hadWayIn = ({ passages: [first] }: Transient): boolean => first !== undefined && wasWayIn(first);

/** What applies by default is nobody’s alone. @param alone whose all of it is */
const whom = ({ passages, tenantId }: Transient, alone: TenantInformation): Line =>
  alone.tenantId === tenantId && passages.some(({ field }) => !isSettingOfTenant(field))
    ? ['The default for all partners of ', ...tenants.partner(alone)]
    : tenants.partner(alone);

function title(found: Transient): string {
  const { openings, passages, total, tenantId } = found;
  const [first] = passages;
  if (openings > 0 && first !== undefined) {
    const what = plural(openings, { one: labelOf(first, tenantId), other: '# settings that open the tenant' });
    return hadWayIn(found)
      ? `Switched on and off again between two checks: ${what}`
      : `More was allowed for a while between two checks: ${what}`;
  }
  return plural(total, {
    one: 'Something was changed and is back as it was',
    other: 'Several settings were changed and are back as they were',
  });
}

function lines(found: Transient): readonly Line[] {
  if (found.openings === 0) {
    return [['It was not done through me, and no check of mine could see it. There is nothing to take back.']];
  }
  const opened = hadWayIn(found)
    ? ' for that time the tenant was open,'
    : ' for that time more was open, or may have been,';
  return [
    [{ strong: 'High risk:' }, opened, ' and it was not done through me.'],
    [
      found.passages[0]?.partner.tenantId === found.tenantId
        ? 'Look at who came in meanwhile, from any partner, and ask whoever did it.'
        : 'Look at whom the partner brought in meanwhile, and ask whoever did it.',
    ],
  ];
}

/** What others changed and changed back between two looks. */
export const transient = {
  title,
  whom,
  /** Where nothing beside it says whose it was. */
  titleAlone: (found: Transient): string => {
    const partner = onlyPartner(found);
    return partner === undefined ? title(found) : `${title(found)}, ${tenants.short(partner)}`;
  },
  lines,
  heading: (passage: Passage, home: TenantId): Line => [
    { strong: labelOf(passage, home) },
    ' of ',
    ...tenants.partner(passage.partner),
  ],
  /** @param isAlone whether it stands above whose it is */
  inShort: (passage: Passage, home: TenantId, isAlone: boolean): Line => [
    ...(isAlone ? [] : [...tenants.partner(passage.partner), ': ']),
    ...wholePassage(passage, home),
  ],
  /** Where it stands. */
  over: 'Over: as it was before',
  rows: (passage: Passage): readonly Fact[] => [
    {
      label: wasWayIn(passage) ? 'Was switched' : 'Was',
      value: passage.meanwhile === UNTOLD ? ['changed. ', UNTOLD_WORDS] : was(passage),
    },
    fromFact(passage),
    untilFact(passage),
  ],
  addressNote: ADDRESS_NOTE,
  more: (left: number): readonly Line[] =>
    left === 0 ? [] : [[`${plural(left, { one: '# more setting', other: '# more settings' })} like that.`]],
  /** The same in lines, where there is no room for more. */
  passageLines: ({ passages, total, tenantId }: Transient): readonly Line[] => [
    ...passages
      .slice(0, MOST_IN_LINES)
      .map((passage): Line => [...tenants.partner(passage.partner), ': ', ...wholePassage(passage, tenantId)]),
    ...transient.more(Math.max(0, total - MOST_IN_LINES)),
  ],
  /** From when to when, of the same, as far as is known; of the first alone where it would not be seen whose it was. */
  passageTexts: (found: Transient): readonly string[] =>
    found.passages.slice(0, onlyPartner(found) === undefined ? 1 : MOST_TIMES).flatMap((passage) => {
      const [from, until] = [fromFact(passage).when, untilFact(passage).when];
      if (from === undefined && until === undefined) return [];
      const [began, ended] = [from, until].map((at) => (at === undefined ? NOT_TOLD : localMoment(at)));
      return [`${labelOf(passage, found.tenantId)}: from ${began} until ${ended}.`];
    }),
  /** The same of the first of them, in a sentence for a text block; empty: nothing of it is known. */
  times: (found: Transient, most: number): string => transient.passageTexts(found).slice(0, most).join(' '),
  footer: ({ id, foundAt }: Transient, at: Instant): string =>
    `${id}, found on ${localMoment(foundAt)}; drawn on ${localMoment(at)}`,
};
