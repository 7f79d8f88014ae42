import { UNANSWERED_AFTER_DAYS } from '../../../domain/recertify/recertification.ts';
import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { TenantId } from '../../../domain/ids.ts';
import { isEndId, type End, type EndId, type EndOutcome } from '../../../domain/ends/end.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../line.ts';
import { localDay, when } from '../moment.ts';
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

/** From the first to the last of them. */
function span(moments: readonly Instant[], worded: (at: Instant) => string): string {
  const [first, last] = [Math.min(...moments), Math.max(...moments)].map(worded);
  return first === last ? String(first) : `${first} to ${last}`;
}

const fieldsOf = (doors: readonly EndingDoor[]): string => row([...new Set(doors)].map((door) => FIELD_LABELS[door]));

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
    const is = when(at, now);
    if (before.length === 0) return `${fieldsOf(doors)}: until ${is}`;
    const was = span(before, (one) => when(one, now));
    // Who renews something at once may come to the same minute.
    return was === is
      ? `${fieldsOf(doors)}: open until ${is}, as before`
      : `${fieldsOf(doors)}: open until ${was} → ${is}`;
  },
  /** The same of many of which not all are alike, where there is little room. */
  untilOfMany: (ends: readonly Pick<End, 'at' | 'doors'>[], before: readonly Instant[]): string => {
    const what = fieldsOf(ends.flatMap(({ doors }) => doors));
    const is = span(
      ends.map(({ at }) => at),
      localDay,
    );
    return before.length === 0 ? `${what}: until ${is}` : `${what}: open until ${span(before, localDay)} → ${is}`;
  },
  /** A sentence with a time: for a text block. */
  ahead: ({ at }: Pick<End, 'at'>, now: Instant): string => `It ends on ${when(at, now)}.`,
  ofWhat: (id: EndId | TenantId): Line =>
    isEndId(id)
      ? ['The end date that was decided with ', { code: id }, ' has come.']
      : [
          `Nobody has said within ${plural(UNANSWERED_AFTER_DAYS, { one: '# day', other: '# days' })} why it may stay open, so I close it by myself.`,
        ],
};
