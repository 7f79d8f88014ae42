import { UNANSWERED_AFTER_DAYS } from '../../../domain/recertify/recertification.ts';
import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { TenantId } from '../../../domain/ids.ts';
import { isEndId, type End, type EndId, type EndOutcome } from '../../../domain/ends/end.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../line.ts';
import { when } from '../moment.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { FIELD_LABELS } from './settings.ts';

/** What became of an end, of which nobody has to be told what it closed. */
export const END_CAME: Readonly<Record<EndOutcome, string>> = {
  closed: 'Its end came, and I closed it by myself, as was decided',
  nothing: 'It was closed before its end',
  replaced: 'An end date that was decided later replaced this one',
  asked: 'Its end came, and I asked, because it had been opened again since',
  anew: 'Its end came: what is left of it is a drift again, and I ask about it',
};

/** Until when what a change opens may be open. */
export const ends = {
  came: ({ how }: { readonly how: EndOutcome }): Line => [`${END_CAME[how]}.`],
  /** Of a change that does nothing else: what stays open, longer or shorter than was decided. */
  movedInShort: ({ doors }: Pick<End, 'doors'>): Line => [
    `${row(doors.map((door) => FIELD_LABELS[door]))}: stays open until `,
    { strong: 'another end' },
  ],
  /** Of a change that brings back all but what has come to its end. */
  leftShut: (doors: readonly EndingDoor[]): Line => [
    `Stays closed: ${row(doors.map((door) => FIELD_LABELS[door]))}. The `,
    { strong: 'end date has passed' },
    '; to open it again, ask for that by itself.',
  ],
  /**
   * Until when it may be open, with times: for a text block.
   * @param before until when each could be open before; of none: it had no end, or was not open
   */
  until: ({ at, doors }: Pick<End, 'at' | 'doors'>, before: readonly Instant[], now: Instant): string => {
    const what = row(doors.map((door) => FIELD_LABELS[door]));
    if (before.length === 0) return `${what}: until ${when(at, now)}`;
    const [first, last] = [Math.min(...before), Math.max(...before)];
    const was = first === last ? when(first, now) : `${when(first, now)} to ${when(last, now)}`;
    return `${what}: open until ${was} → ${when(at, now)}`;
  },
  /** The same of many, where that differs and there is little room. */
  untilOfMany: ({ at, doors }: Pick<End, 'at' | 'doors'>, now: Instant): string =>
    `${row(doors.map((door) => FIELD_LABELS[door]))}: open until different ends → ${when(at, now)}`,
  /** A sentence with a time: for a text block. */
  ahead: ({ at }: Pick<End, 'at'>, now: Instant): string => `It ends on ${when(at, now)}.`,
  ofWhat: (id: EndId | TenantId): Line =>
    isEndId(id)
      ? ['The end date that was decided with ', { code: id }, ' has come.']
      : [
          `Nobody has said within ${plural(UNANSWERED_AFTER_DAYS, { one: '# day', other: '# days' })} why it may stay open, so I close it by myself.`,
        ],
};
