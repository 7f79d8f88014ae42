import { expect, test } from 'vitest';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { renderReply } from '../support/drawing.ts';
import { noticesWith, HARMLESS } from '../words/every-notice.ts';
import { LATER } from './changes.ts';
import { runTexts } from './collect.ts';
import { REPLIES } from './samples.ts';

/** What is compared with a log or kept. */
const BY_THE_LOG: readonly string[] = ['changeDetails', 'evidence'];
const UTC = /\d{4}, \d\d:\d\d(:\d\d)? UTC/;

const notices = noticesWith(HARMLESS)
  .filter(({ kind }) => kind !== 'head')
  .map((notice) => [notice.kind, { kind: 'notice', notice } satisfies Reply] as const);
const cards: readonly (readonly [string, Reply])[] = [...Object.entries(REPLIES), ...notices];

test.each(cards.filter(([, { kind }]) => !BY_THE_LOG.includes(kind)))(
  'no time stands in UTC where the reader’s zone could be told: %s',
  (_, reply) => {
    const told = runTexts(renderReply(reply, LATER).card).filter((text) => UTC.test(text));
    expect(told).toEqual([]);
  },
);
