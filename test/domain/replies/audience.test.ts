import { expect, test } from 'vitest';
import { cannotTellAlone, eyesFor, type Eyes } from '../../../src/domain/replies/audience.ts';
import type { Reply } from '../../../src/domain/replies/reply.ts';
import { refused } from '../../../src/domain/replies/notice.ts';
import { aChange, aPerson, aTenant } from '../../builders.ts';
import { REPLIES } from '../../cards/samples.ts';

const FOR: Readonly<Record<Eyes, readonly Reply['kind'][]>> = {
  theirs: ['whoami', 'evidence'],
  ours: [
    'partners',
    'partner',
    'choice',
    'history',
    'changeDetails',
    'changePartners',
    'deletedItems',
    'deletedItem',
    'tenant',
    'template',
    'subscriptions',
    'webhook',
    'open',
    'ending',
    'recertification',
    'reach',
    'driftList',
    'overview',
  ],
  all: ['help', 'topicHelp', 'change', 'drift', 'sight'],
};

test.each(Object.entries(REPLIES).filter(([, { kind }]) => kind !== 'notice'))('%s', (_, reply) => {
  const wanted = Object.entries(FOR).find(([, kinds]) => kinds.includes(reply.kind))?.[0] ?? 'all';
  expect(eyesFor(reply)).toBe(wanted);
});

test('what is about a person is for whoever asked, what names partners or others for ours, any other no for everybody', () => {
  const missing = { kind: 'roleMissing', access: 'read', held: [], eligible: 'unread' } as const;
  expect(eyesFor(refused(missing))).toBe('theirs');
  for (const kind of ['unknownAccount', 'disabledAccount', 'guestAccount'] as const) {
    expect(eyesFor(refused({ kind }))).toBe('all');
  }
  const notice = { kind: 'wordNotCounted', change: aChange(), to: aPerson(), refusal: missing } as const;
  expect(eyesFor({ kind: 'notice', notice })).toBe('theirs');
  expect(eyesFor(refused({ kind: 'partnerNotFound', text: 'x' }))).toBe('all');
  expect(eyesFor(refused({ kind: 'nobodyElse', glass: null, partner: aTenant() }))).toBe('ours');
  expect(eyesFor(refused({ kind: 'tooFewOthers', glass: null, partner: aTenant(), needed: 2, others: 1 }))).toBe(
    'ours',
  );
  expect(eyesFor({ kind: 'notice', notice: { kind: 'severalWait', verdict: 'approve', changes: [] } })).toBe('ours');
  expect(eyesFor(refused({ kind: 'foreignSender' }))).toBe('all');
  expect(eyesFor(refused({ kind: 'driftUnknown' }))).toBe('all');
  expect(eyesFor({ kind: 'notice', notice: { kind: 'emptyLine', quoted: false } })).toBe('all');
});

const HELP = { kind: 'help', level: 'read', forgets: false, starters: [], besides: [], topics: [] } as const;

test('where an answer cannot be told alone, only the role that the command takes is named', () => {
  const to = aPerson();
  const missing = refused({ kind: 'roleMissing', access: 'change', held: [], eligible: ['one'] });
  expect(cannotTellAlone(missing, to)).toEqual({ kind: 'cannotTellAlone', to, access: 'change' });
  for (const reply of [refused({ kind: 'disabledAccount' }), HELP]) {
    expect(cannotTellAlone(reply, to)).toEqual({ kind: 'cannotTellAlone', to, access: null });
  }
  expect(cannotTellAlone({ kind: 'notice', notice: { kind: 'notSubscribed' } }, to)).toMatchObject({ access: null });
});
