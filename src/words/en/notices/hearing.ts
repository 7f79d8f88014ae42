import { offers } from '../../../commands/offers.ts';
import { effectsOf, weightOf } from '../../../domain/change/effect.ts';
import { risk, type Drift } from '../../../domain/drift/drift.ts';
import type { Alone } from '../../../domain/replies/notice.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { HearsNoMore } from '../../../domain/telling/letter.ts';
import type { Line, Message } from '../../line.ts';
import { personName } from '../../names.ts';
import { tenants } from '../tenants.ts';
import { door } from '../door.ts';
import { drifts } from '../drifts.ts';
import { localMoment } from '../moment.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import type { NoticeWords } from './notice-words.ts';

const placeOf = ({ where }: Pick<HearsNoMore, 'where'>): string => (where === 'channel' ? 'A channel' : 'A group chat');

const SEE_ALL = ['To see them all, type ', { say: offers.listPartners }, '.'] as const;

/** @param count of all, of whom some are named */
function whoIsOpen(named: readonly TenantInformation[], count: number): Line {
  if (count === 0) {
    return ['None of them may synchronise users or groups in, and no invitation of one is redeemed automatically.'];
  }
  const more = count - named.length;
  return [
    `${plural(count, { one: 'One may', other: '# may' })} synchronise users or groups in, or have invitations redeemed automatically: `,
    ...named.flatMap((tenant, nth): Line => [nth === 0 ? '' : ', ', ...tenants.partner(tenant)]),
    more > 0 ? `, and ${plural(more, { one: 'one more', other: '# more' })}.` : '.',
  ];
}

/** A group chat is of no team. */
const orTeam = (where: HearsNoMore['where'], words: string): string => (where === 'channel' ? words : '');

const HOW: Readonly<Record<HearsNoMore['how'], (by: Line, where: HearsNoMore['where']) => Line>> = {
  asked: (by) => [...by, ' typed ', { code: offers.stopNotifyingHere.line }, ' there.'],
  appRemoved: (by, where) => [...by, ` removed me from it${orTeam(where, ', or from its team')}.`],
  deleted: (by, where) => [...by, ` deleted it${orTeam(where, ', or its team')}.`],
  refusedByTeams: () => ['Teams does not let me post there any more. I try again once a day.'],
};

const SUBSCRIBE: Line = [
  'In the channel of those who guard this organisation, type ',
  { elsewhere: offers.notifyHere },
  ' with a mention of me.',
];

const NOBODY = 'Nobody hears of changes that are not made through me';
const NOBODY_HEARS: Line = [
  'No channel or group chat is subscribed to drift. What I find goes to each Security Administrator alone, if at all.',
];

const ALONE: Readonly<Record<Alone, Line>> = {
  nobodyHears: ['You read this alone because no channel or group chat hears of drift. ', ...SUBSCRIBE],
  notTaken: [
    'You read this alone because it has reached no channel or group chat that hears of drift. To see which these are, type ',
    { say: offers.listSubscriptions },
    '.',
  ],
};

/** As on its card: what opened the tenant is an alarm, what closed or renamed something is none. */
function toneOf(drift: Drift): Message['tone'] {
  const [how, weight] = [risk(drift), weightOf(effectsOf(drift), drift.partner)];
  if (how === 'green' || (how === 'amber' && weight === 'quiet')) return 'info';
  return how === 'red' || weight === 'red' ? 'error' : 'warning';
}

const toTheDoor = (drift: Drift): string =>
  effectsOf(drift)
    .map((effect) => door.effects[effect])
    .join(' · ');

/** Who hears, and that nobody does. */
export const hearing = {
  hearsNoMore: (ended) => ({
    tone: 'warning',
    title: `${placeOf(ended)} hears no more from me`,
    texts: [`Since ${localMoment(ended.at)}.`],
    lines: [
      HOW[ended.how](ended.by === null ? ['Somebody'] : [personName(ended.by)], ended.where),
      [{ strong: ended.place }, ` was told about ${row(ended.topics)}.`],
      ['To see who still hears, type ', { say: offers.listSubscriptions }, '.'],
    ],
  }),
  nobodyHears: () => ({
    tone: 'error',
    title: NOBODY,
    lines: [NOBODY_HEARS, SUBSCRIBE],
  }),
  driftUnheard: ({ drift, more, way }) => ({
    tone: toneOf(drift),
    door: effectsOf(drift)[0],
    title: drifts.title(drift),
    texts: [`Found on ${localMoment(drift.detectedAt)}.`],
    lines: [
      [...tenants.partner(drift.partner), ': ', { strong: toTheDoor(drift) }, '.'],
      ...drifts.origin.by(drift, 'short', 'line').map(({ label, value }) => [`${label}: `, ...value, '.']),
      ...(more === 0 ? [] : [[`The same check found ${plural(more, { one: 'one more', other: '# more' })}.`]]),
      ['Look at it, accept it or take it back: type ', { say: offers.listDrift }, '.'],
      ALONE[way],
    ],
  }),
  blindUnheard: ({ sight, way }) => {
    const told = drifts.sight(sight);
    return { ...told, lines: [...told.lines, ALONE[way]] };
  },
  watchBegan: ({ partners, open, openCount, nobodyHears }) => ({
    tone: 'warning',
    title: 'I begin with an empty memory',
    lines: [
      [
        `I checked the partners for the first time and found ${plural(partners, { none: 'none', one: 'one partner', other: '# partners' })}. I take what is there as right, and report what differs from it later as drift.`,
      ],
      [
        'If I am new here, check that it is right. If I am not, my store was lost: it includes what was changed meanwhile, and I cannot tell that apart.',
      ],
      ...(partners === 0 ? [] : [whoIsOpen(open, openCount), SEE_ALL]),
      ...(nobodyHears ? [[{ strong: NOBODY }, '. ', ...NOBODY_HEARS], SUBSCRIBE] : []),
    ],
  }),
} satisfies Partial<NoticeWords>;
