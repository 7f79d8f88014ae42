import { expect, test } from 'vitest';
import { eyesFor, type Eyes } from '../../../src/domain/replies/audience.ts';
import type { Reply } from '../../../src/domain/replies/reply.ts';
import { refused } from '../../../src/domain/replies/notice.ts';
import { REPLIES } from '../../cards/samples.ts';

const FOR: Readonly<Record<Eyes, readonly Reply['kind'][]>> = {
  theirs: ['whoami', 'evidence'],
  ours: [
    'partners',
    'partner',
    'history',
    'changeDetails',
    'deletedItems',
    'deletedItem',
    'tenant',
    'template',
    'subscriptions',
    'webhook',
    'open',
    'driftList',
  ],
  all: ['help', 'choice', 'change', 'drift', 'sight'],
};

test.each(Object.entries(REPLIES).filter(([, { kind }]) => kind !== 'notice'))('%s', (_, reply) => {
  const wanted = Object.entries(FOR).find(([, kinds]) => kinds.includes(reply.kind))?.[0] ?? 'all';
  expect(eyesFor(reply)).toBe(wanted);
});

test('what names roles is for whoever asked, any other no for everybody', () => {
  const missing = { kind: 'roleMissing', access: 'read', held: [], eligible: 'unread' } as const;
  expect(eyesFor(refused(missing))).toBe('theirs');
  expect(eyesFor(refused({ kind: 'driftUnknown' }))).toBe('all');
  expect(eyesFor({ kind: 'notice', notice: { kind: 'emptyLine', quoted: false } })).toBe('all');
});
