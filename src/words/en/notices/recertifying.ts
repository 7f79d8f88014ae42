import { offersOfOpen, offersOfPartner } from '../../../commands/offers.ts';
import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { Person } from '../../../domain/people/person.ts';
import { DAY_MS } from '../../../domain/ends/asked-end.ts';
import type { Instant } from '../../../domain/instant.ts';
import { ESCALATED_AFTER_DAYS, UNANSWERED_AFTER_DAYS } from '../../../domain/recertify/recertification.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { localMoment } from '../moment.ts';
import { buttonOf } from '../offers.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { tenants } from '../tenants.ts';
import type { NoticeWords } from './notice-words.ts';

const what = (doors: readonly EndingDoor[]): string => row(doors.map((door) => FIELD_LABELS[door]));

const days = (count: number): string => plural(count, { one: '# day', other: '# days' });

const whose = (owner: Person | null): Line =>
  owner === null
    ? ['Nobody answers for it yet: with ', buttonOf('own'), ' you do.']
    : [personName(owner), ' answers for it.'];

const TITLES = {
  asked: 'May this partner stay open?',
  escalated: 'Nobody has said whether this partner may stay open',
  unanswered: 'A partner stays open, and nobody says why',
} as const;

const NEXT = {
  asked: `Keep says why it may; Close closes it, and you confirm that. Without an answer I ask all administrators after ${days(ESCALATED_AFTER_DAYS)}.`,
  escalated: `It was asked ${days(ESCALATED_AFTER_DAYS)} ago. Any administrator may answer.`,
  unanswered: `It was asked ${days(UNANSWERED_AFTER_DAYS)} ago. Any administrator may answer.`,
} as const;

const CLOSING = 'Nobody says why a partner is open, so I close it';
const CLOSES_NOW = ' I close it by myself now, and post that. Where my changes are posted nowhere, I cannot close it.';
/** Without an answer. */
const closesOn = (asked: Instant): string =>
  `Where nobody has answered by ${localMoment(asked + UNANSWERED_AFTER_DAYS * DAY_MS)}, I close it by myself.`;

/** Whether what is open may stay so. */
export const recertifying = {
  recertify: ({ partner, doors, stage, owner, asked, closes }) => ({
    tone: stage === 'unanswered' ? 'error' : 'warning',
    door: 'open',
    title: closes && stage === 'unanswered' ? CLOSING : TITLES[stage],
    texts: [`Asked on ${localMoment(asked)}.`, ...(closes && stage !== 'unanswered' ? [closesOn(asked)] : [])],
    lines: [
      [...tenants.partner(partner), `: ${what(doors)}.`],
      whose(owner),
      [NEXT[stage], ...(closes && stage === 'unanswered' ? [CLOSES_NOW] : [])],
    ],
    offers: [
      offersOfOpen.keep(partner.tenantId),
      offersOfOpen.close(partner.tenantId),
      ...(owner === null ? [offersOfOpen.own(partner.tenantId)] : []),
      offersOfPartner.show(partner.tenantId),
    ],
  }),
  partnerKept: ({ partner, doors, next }) => ({
    tone: 'info',
    door: 'open',
    title: 'It stays open',
    texts: [`I ask about it again on ${localMoment(next)}.`],
    lines: [[...tenants.partner(partner), `: ${what(doors)}. You have said why.`]],
  }),
  partnerOwned: ({ partner, next }) => ({
    tone: 'info',
    title: 'You answer for it',
    texts: [`I ask you on ${localMoment(next)} whether it may stay open.`],
    lines: [[...tenants.partner(partner), ': from now on you are asked first.']],
  }),
  recertifyAsked: ({ partner, owner }) => ({
    tone: 'info',
    title: 'Asked',
    lines: [
      [
        'I ask ',
        ...(owner === null ? ['every administrator'] : [personName(owner)]),
        ' privately whether ',
        ...tenants.partner(partner),
        ' may stay open.',
      ],
    ],
  }),
} satisfies Partial<NoticeWords>;
