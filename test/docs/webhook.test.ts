import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { FIELD_NAMES } from '../../src/domain/policy/snapshot.ts';
import type { NoticeEvent } from '../../src/domain/telling/notice-event.ts';
import { inBackticks, read, rowsAfter } from './documents.ts';

const page = read('docs/webhook.md');
const firstCells = (mark: string): readonly string[] => rowsAfter(page, mark).map(([cell]) => inBackticks(cell));

/** The compiler demands one line for each. */
const TYPES: Readonly<Record<NoticeEvent['type'], true>> = {
  'change.approvalRequested': true,
  'change.glassBroken': true,
  'change.applied': true,
  'change.failed': true,
  'change.unknown': true,
  'change.rejected': true,
  'change.superseded': true,
  'change.expired': true,
  'change.stale': true,
  'change.stopped': true,
  'change.reviewed': true,
  'drift.found': true,
  'drift.named': true,
  'drift.accepted': true,
  'drift.reverted': true,
  'drift.superseded': true,
  'journal.witnessed': true,
  'watch.lost': true,
  'watch.back': true,
  'subscription.began': true,
  'subscription.ended': true,
  'subscription.lost': true,
  'subscription.back': true,
};
const MEMBERS: Readonly<Record<keyof NoticeEvent, true>> = {
  version: true,
  id: true,
  type: true,
  at: true,
  partner: true,
  settings: true,
  change: true,
  drift: true,
  watch: true,
  subscription: true,
  head: true,
};

test('docs/webhook.md has every type of event, and no other', () => {
  expect(firstCells('## Events').toSorted()).toEqual(Object.keys(TYPES).toSorted());
});

test('docs/webhook.md has every member of an event, and no other', () => {
  expect(firstCells('## Members').toSorted()).toEqual(Object.keys(MEMBERS).toSorted());
});

test('docs/webhook.md names settings by their names', () => {
  const [, cell = ''] = rowsAfter(page, '## Members').find(([member]) => member === '`settings`') ?? [];
  const [, names = ''] = cell.split('Names include');
  const named = [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(FIELD_NAMES).toEqual(expect.arrayContaining(named));
});

test('docs/webhook.md: its check believes what the bot signs, and nothing else', async () => {
  const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
  const { isGenuine } = (await import(
    `data:text/javascript,${encodeURIComponent(`${code}\nexport { isGenuine };`)}`
  )) as { isGenuine: (request: Readonly<Record<string, string>>) => boolean };
  const secret = 's'.repeat(32);
  const sign = (timestamp: string): string =>
    `v1=${createHmac('sha256', secret).update(`${timestamp}.{}`).digest('hex')}`;
  const now = String(Math.floor(Date.now() / 1000));
  const genuine = { timestamp: now, signature: sign(now), body: '{}', secret };
  expect(isGenuine(genuine)).toBe(true);
  expect(isGenuine({ ...genuine, body: '{ }' })).toBe(false);
  expect(isGenuine({ ...genuine, signature: 'v1=' })).toBe(false);
  const old = String(Number(now) - 600);
  expect(isGenuine({ ...genuine, timestamp: old, signature: sign(old) })).toBe(false);
});
