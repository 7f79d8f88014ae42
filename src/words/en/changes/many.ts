import type { MemberEnd, MemberOutcome, ProgressHalt } from '../../../domain/change/progress.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { AsItIs, Beside, Busy, LeftOut, Many } from '../../../domain/policy/many.ts';
import { isSettable } from '../../../domain/policy/settings.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import { personCalled, personName } from '../../names.ts';
import { when } from '../moment.ts';
import { plural } from '../plural.ts';
import { settingNames } from './moves.ts';

/** What became of one of many, in a word or two. */
export const OUTCOMES: Readonly<Record<MemberOutcome, string>> = {
  applied: 'done',
  closedAlready: 'closed already',
  notApplied: 'not applied',
  partlyApplied: 'partly applied',
  diverged: 'a person must look',
  stale: 'out of date: somebody else has changed it',
  busy: 'somebody else is changing it',
  endOver: 'its end date had passed by then',
  superseded: 'another change took its place',
  expired: 'could not be checked in time',
  stopped: 'stopped',
};

export const HALTS: Readonly<Record<ProgressHalt['why'], string>> = {
  asked: 'It was stopped; what had not begun stays as it is.',
  frozen: 'Everything was frozen; what had not begun stays as it is.',
  mayNot: 'Whoever decided it, or asked for it, may no longer do so; what had not begun stays as it is.',
};

const LEFT: Readonly<Record<LeftOut['why'], string>> = {
  syncOn: 'user sync is on already',
  syncOff: 'user sync is off already',
  noPolicy: 'it has no sync policy, so nobody is synchronised',
  noPartner: 'it is no partner, so nobody is synchronised',
  noPolicyToDelete: 'it has no sync policy',
  noSuchPartner: 'it is no partner',
  policyExists: 'it has a sync policy already',
  noPolicyToChange: 'it has no sync policy',
  namedSo: 'its policy is called that already',
  groupSyncOn: 'group sync is on already',
  groupSyncOff: 'group sync is off already',
  partnerExists: 'it is a partner already',
  redemptionOn: 'automatic redemption is on already',
  redemptionOff: 'automatic redemption is off already',
  trustOn: 'that is trusted already',
  trustOff: 'that is not trusted anyway',
  nothingOpen: 'nothing is open there',
  nothingDeleted: 'it has no deleted settings',
  templateOn: 'user sync is on in the template already',
  templateOff: 'user sync is off in the template already',
  templateReset: 'the template says nothing already',
  busy: 'somebody is changing it right now',
  unread: 'I could not read it',
  changedSince: 'somebody has changed it since',
  openedPast: 'somebody had opened it, not through me, and nobody accepted that',
  homeTenant: 'that is this organisation itself',
  namedTwice: 'it was named before',
  alike: 'it looks like another one: ask for it alone',
  notFound: 'I know nobody of that name',
  unclear: 'more than one partner fits, or none exactly: name it by its domain or tenant id',
  nameUnread: 'I could not look it up',
  groupsUnseen: 'I can see and set group sync only where PREVIEW_FEATURES is on',
  endOfNothing: 'it has an end date for what is not open',
  endOver: 'it has an end date that has passed',
  endCame: 'its end came meanwhile: what that closes is not opened again',
  endTooFar: 'it has an end date more than two years off',
  endsApart: 'it has more than one end date: plan one, then the other',
  endStays: 'it has an end date that the file does not name; that one stays',
  frozenSo: 'there is nothing to close',
  notByApp: 'Microsoft Graph lets no app set some of it',
  unsettable: 'Microsoft Graph lets no app set its automatic redemption',
};

/** What ends it; when that is stands where the reader's zone is known. */
const untilWords = ({ id }: NonNullable<AsItIs['ending']>): string => `until the end of ${id} alone`;

/** Of one that is told of by itself. */
const leftAlone = (one: LeftOut): string =>
  'ending' in one && one.ending !== undefined ? `${leftWords(one)}, ${untilWords(one.ending)}` : leftWords(one);

/** Of what no app can set: what that is. */
const leftWords = (one: LeftOut): string => (one.why === 'notByApp' ? notSet(one.settings) : LEFT[one.why]);

const isWritable = (name: string): boolean => isSettable({ name, fingerprint: '', value: '' });

function notSet(settings: readonly string[]): string {
  const only = settings.filter(isWritable);
  const never = settings.filter((name) => !isWritable(name));
  return [
    ...(never.length === 0 ? [] : [`${LEFT.notByApp}: ${settingNames(never)}`]),
    ...(only.length === 0 ? [] : [`only Revert and undo set some of it: ${settingNames(only)}`]),
  ].join('; ');
}

/** Nothing where there is none beside. */
const besideWords = ({ same, unnamed }: Beside): string => {
  const parts = [
    plural(same, { none: '', one: '# is as the file says already', other: '# are as the file says already' }),
    plural(unnamed, {
      none: '',
      one: '# is not in the file and stays as it is',
      other: '# are not in the file and stay as they are',
    }),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join('; ')}.`;
};

const partners = (count: number): string => plural(count, { one: '# partner', other: '# partners' });

/** What is said of a change of many partners. */
export const many = {
  headings: {
    members: 'Partners',
    failed: 'Not as asked',
    found: 'Found open after this card was drawn',
    left: 'Left as they are',
  },
  /** Of whom, in a few words: how many, where the title does not say so. */
  whom: ({ kind, members }: Many, home: Line): Line =>
    kind === 'freeze' ? [{ strong: partners(members.length) }, ' of ', ...home] : ['of ', ...home],
  /** @param isAsked whether it is still to be decided: how it is done is worth saying until then; after that, who stays as is */
  asked: ({ members, left, beside }: Many, isAsked: boolean): Line => {
    const changed = new Set(members.map(({ plan }) => plan.tenantId));
    const rest = left.filter((one) => 'text' in one || !changed.has(one.partner.tenantId));
    const [why, ...others] = new Set(rest.map(leftWords));
    if (!isAsked && rest.length === 0 && beside === undefined) return [];
    return [
      'One change per partner',
      plural(rest.length, {
        none: '',
        one: '; # stays as it is',
        other: '; # stay as they are',
      }),
      // Of several reasons each stands with whom it is of, in the details.
      why === undefined || others.length > 0 ? '.' : `: ${why}.`,
      ...(beside === undefined ? [] : [` ${besideWords(beside)}`.trimEnd()]),
    ];
  },
  beside: besideWords,
  /** Before whose it is, after what is set. */
  of: ': ',
  /** What is opened is open for a time; until when, the details say. */
  untilAnEnd: ', with an end date',
  /** Other settings of each as well; `undefined`: not as many of all. */
  andMore: (settings: number | undefined): string =>
    settings === undefined
      ? ', and more settings'
      : plural(settings, { none: '', one: ', and # more setting', other: ', and # more settings' }),
  freezes: ['While frozen, nothing is opened. A thaw brings back just what was.'],
  groupSyncUnseen: [{ strong: 'Group sync is NOT closed' }, ' without PREVIEW_FEATURES.'],
  /** Of a freeze that has ended, and not for all. */
  stillOpen: (open: number, all: number): string => `${open} of ${all} may still be open`,
  /** Of one that has ended for all whom it was to close, and did not see that. */
  unseenOpen: 'Group sync may still be open',
  underWay: (since: Instant, now: Instant): string => `Under way since ${when(since, now)}.`,
  progress: (done: number, all: number): Line => [{ strong: `${done} of ${all}` }, ' partners are finished.'],
  found: (count: number): Line => [
    plural(count, { one: '# of them was', other: '# of them were' }),
    ' found open after this card was drawn.',
  ],
  /** @param part what is to be taken back for that one to be as before */
  restorableOne: (name: string, part: ChangeId, why: 'changedSince' | 'openedPast'): Line => [
    { strong: name },
    ' (',
    { code: part },
    why === 'changedSince'
      ? ') was changed since: it stays as it is.'
      : ') was opened, not through me: it stays closed.',
  ],
  restorable: (count: number): Line => [
    { strong: plural(count, { one: '# partner', other: '# partners' }) },
    plural(count, {
      one: ' that somebody has changed since stays as it is, unless you restore it.',
      other: ' that somebody has changed since stay as they are, unless you restore them.',
    }),
  ],
  openedPast: (count: number): Line => [
    { strong: plural(count, { one: '# partner', other: '# partners' }) },
    plural(count, {
      one: ' that somebody had opened, not through me, stays closed, unless you restore it.',
      other: ' that somebody had opened, not through me, stay closed, unless you restore them.',
    }),
  ],
  counted: (done: number, failed: number, untouched: number): Line => [
    { strong: plural(done, { one: '# done', other: '# done' }) },
    plural(failed, { none: '', one: ', # not as asked', other: ', # not as asked' }),
    plural(untouched, { none: '.', one: ', # untouched.', other: ', # untouched.' }),
  ],
  halted: (why: ProgressHalt['why'], by: Person | undefined): Line => [
    ...(why === 'asked' && by !== undefined
      ? [personName(by), ' stopped it; what had not begun stays as it is.']
      : [HALTS[why]]),
  ],
  /** Of one among all: what became of it, and by which change; or that it is still to come, or never was begun. */
  became: ({ how, ...by }: MemberEnd): Line => [`Now: ${OUTCOMES[how]}`, ...many.byWhich(by)],
  busyName: (name: string, { change, by }: NonNullable<Busy['of']>): string =>
    `${name} (${personCalled(by)}: ${change})`,
  /** By which change, or whose and which was in the way. */
  byWhich: ({ change, by }: Pick<MemberEnd, 'change' | 'by'>): Line =>
    change === null ? [] : [' (', ...(by === undefined ? [] : [personName(by), ': ']), { code: change }, ')'],
  waits: ['Now: waits for its turn, or is being written'],
  untouched: ['Now: untouched'],
  outcome: (how: MemberOutcome): string => OUTCOMES[how],
  left: leftWords,
  leftAlone,
  endingLabel: 'Until',
  endingName: (name: string, ending: NonNullable<AsItIs['ending']>): string => `${name} (${untilWords(ending)})`,
  leftAsItIs: (one: LeftOut): Line => [
    `Left as it is: ${leftAlone(one)}`,
    ...(one.why === 'busy' && one.of !== undefined ? many.byWhich(one.of) : []),
  ],
  more: (count: number): Line => [plural(count, { one: '# more', other: '# more' })],
  moreSettings: (count: number): Line => [plural(count, { one: '# more setting', other: '# more settings' })],
  moreKinds: (count: number, opened: number): Line => [
    plural(count, { one: 'Something else for # more', other: 'Something else for # more' }),
    ...(opened === 0
      ? []
      : [', ', { strong: plural(opened, { one: 'of which # is opened', other: 'of which # are opened' }) }]),
  ],
};
