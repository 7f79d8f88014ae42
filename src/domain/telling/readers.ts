import type { Instant } from '../instant.ts';

/** Kinds of a channel, as Teams names them (Teams: channelData.channel.type, and the list of a team's channels). */
export const CHANNEL_KINDS = ['standard', 'private', 'shared'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** How many who read along are not members of this organisation. */
export type Readers = {
  readonly guests: number;
  /** People of other organisations, as in a channel that is shared with them. */
  readonly strangers: number;
};

/** All who read along, as far as Teams tells. */
export type Roster = Readers & {
  /** Object ids of the members of this organisation; null: Teams told none of one. */
  readonly ours: readonly (string | null)[];
};

/** Whether nobody but this person reads there, for certain. */
export const isAlone = ({ guests, strangers, ours }: Roster, objectId: string): boolean =>
  guests + strangers === 0 && ours.length > 0 && ours.every((one) => one === objectId);

/** Who would read what is posted somewhere; `unread`: Teams did not say. */
export type ReadersSeen = {
  /** null: it is no channel. */
  readonly channel: ChannelKind | 'unread' | null;
  readonly others: Readers | 'unread';
};

/** What was said of a conversation before it is subscribed. */
export type ReadersSaid = {
  /** The conversation's id, at its root. */
  readonly place: string;
  /** The line that it was said in answer to. */
  readonly say: string;
  readonly seen: ReadersSeen;
  readonly at: Instant;
};

/** For so long saying the line once more confirms it. */
export const SAID_COUNTS_FOR_MS = 15 * 60_000;

export const isAnyOutside = ({ guests, strangers }: Readers): boolean => guests + strangers > 0;

/** Whether only members of this organisation read there, as far as Teams tells, and nobody else can be let in from outside. */
export const isOurs = ({ channel, others }: ReadersSeen): boolean =>
  channel !== 'shared' && channel !== 'unread' && others !== 'unread' && !isAnyOutside(others);

/** Whether somebody who says the line now knows who reads along. */
export function isConfirmed(
  said: ReadersSaid | undefined,
  { say, seen }: Pick<ReadersSaid, 'say' | 'seen'>,
  now: Instant,
): boolean {
  if (said?.say !== say || now < said.at || now >= said.at + SAID_COUNTS_FOR_MS) return false;
  return said.seen.channel === seen.channel && sameOthers(said.seen.others, seen.others);
}

/** More of them than were said are not confirmed, nor are fewer: somebody else may have come in the place of one. */
function sameOthers(a: ReadersSeen['others'], b: ReadersSeen['others']): boolean {
  if (a === 'unread' || b === 'unread') return a === b;
  return a.guests === b.guests && a.strangers === b.strangers;
}
