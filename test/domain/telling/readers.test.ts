import { expect, test } from 'vitest';
import {
  isConfirmed,
  isOurs,
  SAID_COUNTS_FOR_MS,
  type ReadersSaid,
  type ReadersSeen,
} from '../../../src/domain/telling/readers.ts';
import { NOW } from '../../builders.ts';

const NOBODY = { guests: 0, strangers: 0 };

test.each<[boolean, ReadersSeen]>([
  [true, { channel: null, others: NOBODY }],
  [true, { channel: 'standard', others: NOBODY }],
  [true, { channel: 'private', others: NOBODY }],
  [false, { channel: 'shared', others: NOBODY }],
  [false, { channel: 'unread', others: NOBODY }],
  [false, { channel: 'standard', others: 'unread' }],
  [false, { channel: null, others: 'unread' }],
  [false, { channel: 'standard', others: { guests: 1, strangers: 0 } }],
  [false, { channel: null, others: { guests: 0, strangers: 1 } }],
])('ours alone: %s, of %o', (ours, seen) => {
  expect(isOurs(seen)).toBe(ours);
});

const SEEN: ReadersSeen = { channel: 'shared', others: { guests: 1, strangers: 2 } };
const SAID: ReadersSaid = { place: '19:a@thread.tacv2', say: 'notify here', seen: SEEN, at: NOW };

test.each<[boolean, string, ReadersSaid | undefined, Partial<{ say: string; seen: ReadersSeen; now: number }>]>([
  [true, 'the same', SAID, {}],
  [true, 'the same, at the last moment', SAID, { now: NOW + SAID_COUNTS_FOR_MS - 1 }],
  [false, 'too late', SAID, { now: NOW + SAID_COUNTS_FOR_MS }],
  [false, 'before it was said, by a clock that was set back', SAID, { now: NOW - 1 }],
  [false, 'nothing was said', undefined, {}],
  [false, 'another line', SAID, { say: 'notify here about drift' }],
  [false, 'one guest more', SAID, { seen: { ...SEEN, others: { guests: 2, strangers: 2 } } }],
  [false, 'one stranger less', SAID, { seen: { ...SEEN, others: { guests: 1, strangers: 1 } } }],
  [false, 'another kind', SAID, { seen: { ...SEEN, channel: 'unread' } }],
  [false, 'Teams does not say any more', SAID, { seen: { ...SEEN, others: 'unread' } }],
  [false, 'Teams did not say before', { ...SAID, seen: { ...SEEN, others: 'unread' } }, {}],
  [true, 'Teams never said', { ...SAID, seen: { ...SEEN, others: 'unread' } }, { seen: { ...SEEN, others: 'unread' } }],
])('confirmed: %s, %s', (confirmed, _, said, { say = 'notify here', seen = SEEN, now = NOW }) => {
  expect(isConfirmed(said, { say, seen }, now)).toBe(confirmed);
});
