import { offers, offersOfChange } from '../../../commands/offers.ts';
import { isNamed, type Asks } from '../../../domain/drift/acceptance.ts';
import { openedDoors, risk, type Acceptance, type Drift } from '../../../domain/drift/drift.ts';
import { restOf } from '../../../domain/ends/rest.ts';
import { movesOf, unknownChanged, type Move } from '../../../domain/policy/moves.ts';
import type { DriftId } from '../../../domain/ids.ts';
import { rowOf } from '../../../domain/policy/settings.ts';
import { difference, fieldsOf, isOfDefault } from '../../../domain/policy/snapshot.ts';
import { tenantPartOf } from '../../../domain/policy/tenant-wide.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import type { Instant } from '../../../domain/instant.ts';
import { ends } from '../changes/ends.ts';
import { moved, settingNames } from '../changes/moves.ts';
import { origin } from './origin.ts';
import { localMoment, moment, when } from '../moment.ts';

const OPENED: Readonly<Record<ReturnType<typeof openedDoors>[number], string>> = {
  userSync: 'user sync was switched on',
  groupSync: 'group sync was switched on',
  redemptionInbound: 'automatic redemption, inbound, was switched on',
};

/** Of a partner that somebody else has added: that it is new counts as much as what it may. */
const ADDED: typeof OPENED = {
  userSync: 'a partner was added, with user sync on',
  groupSync: 'a partner was added, with group sync on',
  redemptionInbound: 'a partner was added, with automatic redemption, inbound, on',
};

const CLOSED_AGAIN: typeof OPENED = {
  userSync: 'user sync is off again',
  groupSync: 'group sync is off again',
  redemptionInbound: 'automatic redemption, inbound, is off again',
};

/** The outcome, where it was a door; else what was taken back. */
function whatIsBack(drift: Drift): string {
  const [door] = openedDoors(drift);
  if (door === undefined) return whatHappened(drift);
  return isOfDefault(drift.after) ? `in the default, ${CLOSED_AGAIN[door]}` : CLOSED_AGAIN[door];
}

/** In a few words, the most dangerous part of it. */
const whatHappened = (drift: Drift): string =>
  isOfDefault(drift.after) && !isOfWholeTenant(drift) ? `in the default, ${worstOf(drift)}` : worstOf(drift);

function isOfWholeTenant(drift: Drift): boolean {
  const field = worstMove(drift)?.field;
  if (field === 'otherSettings') return unknownChanged(drift).every((name) => tenantPartOf({ name }) !== undefined);
  return field !== undefined && rowOf(field).part !== undefined;
}

/** What lets more through comes first. */
function worstMove(drift: Drift): Move | undefined {
  const moves = movesOf(drift);
  return moves.find(({ way }) => way === 'wider') ?? moves[0];
}

function worstOf(drift: Drift): string {
  const { before, after } = drift;
  const [door] = openedDoors({ before, after });
  const names = difference(before, after);
  const is = fieldsOf(after);
  const isAdded = names.includes('partner') && is.partner === 'present';
  if (door !== undefined) return (isAdded ? ADDED : OPENED)[door];
  if (names.includes('partner')) return isAdded ? 'a partner was added' : 'a partner was removed';
  if (names.includes('policy')) {
    return is.policy === 'present' ? 'a sync policy was created' : 'a sync policy was deleted';
  }
  const move = worstMove(drift);
  const isOff = fieldsOf(before).userSync === true && is.userSync !== true;
  if (move?.way === 'wider' || (move !== undefined && !isOff)) return moved(move, { before, after });
  return isOff ? 'user sync was switched off' : 'partner settings were changed';
}

function title(drift: Drift): string {
  switch (drift.status.state) {
    case 'open':
      return `Not through me: ${whatHappened(drift)}`;
    case 'accepted':
      return `Accepted: ${whatHappened(drift)}`;
    case 'reopened':
      return `Accepted by the person who made it: ${whatHappened(drift)}`;
    case 'reverted':
      return `Taken back: ${whatIsBack(drift)}`;
    case 'superseded':
      return drift.status.by === null ? `Gone again: ${whatHappened(drift)}` : 'Changed again since';
  }
}

/** @param isOnlooker whether it is drawn without the buttons that decide it */
function riskLines(drift: Drift, isOnlooker: boolean): readonly Line[] {
  const what = isOnlooker ? 'A Security Administrator decides about it.' : 'Revert it, or say why it may stay.';
  switch (risk(drift)) {
    case 'red':
      return [[{ strong: 'High risk:' }, ` not done through me. ${what}`]];
    case 'amber':
      return [[`Not done through me. ${what}`]];
    case 'green':
      return [];
  }
}

function statusLines(drift: Drift, asks = askedWhenFound(drift)): readonly Line[] {
  const { status, half } = drift;
  const first = half === null ? [] : [acceptedLine(half)];
  switch (status.state) {
    case 'open':
      return [...first, ...WHO_ACCEPTS[asks]];
    case 'accepted':
      return [...first, acceptedLine(status), ...endLines(drift)];
    case 'reopened':
      return [
        [
          personName(status.acceptedBy),
          ' accepted it, but the audit log says that they made it themselves: that does not count. ',
          ...waitsAs(status.by),
        ],
      ];
    case 'reverted':
      return [['It was taken back: see ', { say: offersOfChange.show(status.change) }, '.']];
    case 'superseded':
      return status.by === null
        ? [['It is as before again, and not through me.']]
        : [['It was changed again since. ', ...waitsAs(status.by)]];
  }
}

/** What has all of it now, and is decided instead. */
const waitsAs = (by: DriftId): Line => [{ strong: by }, ' has all of it: see ', { say: offers.listDrift }, '.'];

/** What is to become of what was accepted until an end, and what became of it. */
const endLines = ({ before, after, end }: Drift): readonly Line[] => {
  if (end === null) return [];
  if (end.came !== null) return [ends.came(end.came)];
  if (end.doors.length === 0) return [['At its end it is a drift again: I ask then.']];
  const isAsked = restOf({ before, after }, end.doors) !== undefined;
  return [
    ['At its end I close what it opened.'],
    ...(isAsked ? [['What I cannot close by myself is a drift again at its end: I ask then.']] : []),
  ];
};

const acceptedLine = ({ by, reason }: Acceptance): Line => [
  personName(by),
  ' accepted it, because: ',
  { wrote: reason },
];

function changedBetween({ lastSeenAt, detectedAt, follows }: Drift, now: Instant): string {
  const changed = follows === null ? 'Changed' : 'Last changed';
  // Seconds are not told.
  if (moment(lastSeenAt) === moment(detectedAt)) return `${changed} on ${when(detectedAt, now)}.`;
  return `${changed} between ${localMoment(lastSeenAt)} and ${when(detectedAt, now)}.`;
}

/** When it became what it is. */
function statusTexts({ status, half, end }: Drift, now: Instant): readonly string[] {
  switch (status.state) {
    case 'open':
      return half === null ? [] : [`Accepted by one on ${when(half.at, now)}.`];
    case 'accepted':
      return [
        `Accepted on ${when(status.at, now)}.`,
        ...(end?.came === null ? [`It ends on ${when(end.at, now)}.`] : []),
      ];
    case 'reverted':
      return [`Taken back on ${when(status.at, now)}.`];
    case 'superseded':
    case 'reopened':
      return [`${status.by === null ? 'Gone again' : 'Replaced'} on ${when(status.at, now)}.`];
  }
}

function askedWhenFound(drift: Drift): Asks {
  if (!drift.guarded) return 'anybody';
  return isNamed([drift]) ? 'another' : 'two';
}

const STATES: Readonly<Record<Exclude<Drift['status']['state'], 'superseded' | 'reopened'>, string>> = {
  open: 'Waits for a decision',
  accepted: 'Accepted',
  reverted: '✓\u00A0Taken back',
};

/** What it takes to accept what opens the tenant. */
const WHO_ACCEPTS: Readonly<Record<Asks, readonly Line[]>> = {
  anybody: [],
  another: [['Only an administrator who did not make it can accept it.']],
  two: [
    [
      'As long as the audit log does not name a person for all of it, two administrators have to accept it. ',
      'You need not wait for the name.',
    ],
  ],
};

/** What somebody else has changed, and what became of it. */
export const drift = {
  whatHappened,
  became: (before: string, after: string): Line => [`${before} → `, { strong: after }],
  /** What has to be known of when it was made, at first sight. */
  caveats: ({ follows, whileDown }: Drift): readonly Line[] => [
    ...(follows === null ? [] : [['Part of it was told before, in ', { strong: follows }, '.'] satisfies Line]),
    ...(whileDown ? [[origin.notRunning]] : []),
  ],
  /** Before what was changed, where it is as before again. */
  forAWhile: 'For a while: ',
  title,
  riskLines,
  statusLines,
  whenAndWho: 'When and who',
  footer: ({ id, detectedAt }: Drift, at: Instant): string =>
    `${id}, found on ${localMoment(detectedAt)}; drawn on ${localMoment(at)}`,
  /** What Revert leaves as it was found. */
  unsettable: (names: readonly string[]): readonly Line[] =>
    names.length === 0 ? [] : [[`Revert cannot take back: ${settingNames(names)}. Graph lets no app set that.`]],
  /** Where it stands, in a word or two. */
  state: ({ status }: Drift): string => {
    if (status.state !== 'superseded' && status.state !== 'reopened') return STATES[status.state];
    return status.by === null ? 'Gone again' : `Replaced by ${status.by}`;
  },
  /** Between which moments it was changed, and when it became what it is now. */
  times: (drift: Drift, now: Instant): string => [changedBetween(drift, now), ...statusTexts(drift, now)].join(' '),
  /** What somebody decides it with. */
  decision: {
    reason: {
      label: 'Why it may stay as it is',
      placeholder: 'Needed to accept',
      missing: 'To accept it, say why.',
    },
    accept: 'Accept',
    revert: 'Revert',
  },
};
