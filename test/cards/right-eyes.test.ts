import { expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import { eyesFor } from '../../src/domain/replies/audience.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { NOW } from '../builders.ts';
import { HARMLESS, noticesWith } from '../words/every-notice.ts';
import { changeIn, STATUSES } from './changes.ts';
import { readable } from './collect.ts';
import { REPLIES } from './samples.ts';

/** Whatever others may read tells of nobody which roles they hold or could, or a whole address; and of nobody but who asks what became of their account. */

const drawn = (reply: Reply): string => readable(renderReply(reply, NOW).card);
const ABOUT_SOMEBODY =
  /\beligible for\b|Active for you|Eligible, not active|does not hold|switched off\b.*account|account that is switched off|(?:\d{1,3}\.){3}\d{1,3}/;

const notices: readonly (readonly [string, Reply])[] = noticesWith(HARMLESS).map((notice) => [
  notice.kind === 'refused' ? notice.refusal.kind : notice.kind,
  { kind: 'notice', notice },
]);
const changes: readonly (readonly [string, Reply])[] = Object.entries(STATUSES).flatMap(([name, status]) =>
  (['self', 'secondPerson'] as const).map(
    (approval) =>
      [`${name}, ${approval}`, { kind: 'change', change: changeIn(status, { approval }), alone: false }] as const,
  ),
);
/** As they are drawn where others read along. */
const samples: readonly (readonly [string, Reply])[] = Object.entries(REPLIES).map(([name, reply]) => [
  name,
  'addresses' in reply ? { ...reply, addresses: 'short' } : reply,
]);

test.each([...notices, ...changes, ...samples].filter(([, reply]) => eyesFor(reply) !== 'theirs'))(
  'what others may read: %s',
  (_, reply) => {
    if (reply.kind === 'change' && reply.alone) return;
    expect(drawn(reply)).not.toMatch(ABOUT_SOMEBODY);
  },
);

test('what is for one person alone does tell it', () => {
  const theirs = [...notices, ...samples].filter(([, reply]) => eyesFor(reply) === 'theirs');
  expect(theirs.filter(([, reply]) => ABOUT_SOMEBODY.test(drawn(reply))).length).toBeGreaterThan(5);
});
