import { expect, test } from 'vitest';
import { changedSince } from '../../../src/domain/declared/changed.ts';
import { fileName } from '../../../src/domain/declared/file.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aChange, aDrift, aPerson, driftIdOf, MINUTE, NOW } from '../../builders.ts';

const withOthers = (...others: NonNullable<PartnerConfiguration['others']>) =>
  live({ automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null, others });
const restrictions = { name: 'tenantRestrictions', fingerprint: 'x', value: '{"a":1}' };
const unknown = (fingerprint: string, value?: string) => ({
  name: 'heardOfByNobody',
  fingerprint,
  ...(value !== undefined && { value }),
});

test('what the bot wrote, what it found where it was not done as asked, and what others did; oldest first', () => {
  const by = aPerson();
  const change = aChange();
  const { before, after } = change.proposal.plan;
  const ended = (status: Change['status']): Change => ({ ...change, status });
  const rows = changedSince(
    NOW,
    [
      ended({ state: 'applied', by, at: NOW + 2 * MINUTE, found: after }),
      ended({ state: 'applied', by, at: NOW - 1, found: after }),
      ended({ state: 'failed', by, at: NOW + MINUTE, failure: { kind: 'notApplied', problem: null, found: before } }),
      change,
    ],
    [
      aDrift({
        detectedAt: NOW + MINUTE,
        before: withOthers(
          restrictions,
          unknown('a', '1'),
          { ...unknown('same'), name: 'unchanged' },
          { ...unknown('d'), name: 'removed' },
        ),
        after: withOthers(unknown('b'), { ...unknown('same'), name: 'unchanged' }, { ...unknown('c'), name: 'added' }),
      }),
    ],
  );
  const told = rows.map(({ at, by: who, setting, before: was, after: is }) => [at - NOW, who, setting, was, is]);
  expect(told).toEqual([
    [MINUTE, null, 'tenantRestrictions', '{"a":1}', ''],
    [MINUTE, null, 'heardOfByNobody', '1', 'b'],
    [MINUTE, null, 'removed', 'd', ''],
    [MINUTE, null, 'added', '', 'c'],
    ...told.slice(4),
  ]);
  expect(told.slice(4).every(([at, who]) => at === 2 * MINUTE && who === by.displayName)).toBe(true);
  expect(told.slice(4).map(([, , setting]) => setting)).toContain('userSync');
});

test('what another drift took up is told by that one alone', () => {
  const drift = aDrift({
    detectedAt: NOW,
    before: withOthers(restrictions),
    after: withOthers(),
  });
  const by = driftIdOf(2);
  const rowsWith = (status: Drift['status']): number => changedSince(NOW, [], [{ ...drift, status }]).length;
  expect(rowsWith({ state: 'superseded', by, at: NOW })).toBe(0);
  expect(rowsWith({ state: 'reopened', acceptedBy: aPerson(), by, at: NOW })).toBe(0);
  expect(rowsWith({ state: 'superseded', by: null, at: NOW })).toBe(1);
  expect(rowsWith({ state: 'open' })).toBe(1);
});

test('files are called by what they are', () => {
  expect(
    [{ kind: 'yaml' } as const, { kind: 'csv' } as const, { kind: 'changes', since: NOW } as const].map(fileName),
  ).toEqual(['partners.yaml', 'partners.csv', 'partners-since-2026-01-05.csv']);
});
