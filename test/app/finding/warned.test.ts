import { expect, test } from 'vitest';
import { warnings } from '../../../src/app/finding/warned.ts';
import { couldBeMistaken, type Lookalike } from '../../../src/domain/partners/lookalike.ts';
import type { TenantInformation } from '../../../src/domain/partners/tenant.ts';
import type { Reply } from '../../../src/domain/replies/reply.ts';
import { aDrift, aTenant, HOME, tenantIdOf } from '../../builders.ts';
import { changeIn, STATUSES } from '../../cards/changes.ts';

const known = aTenant({ tenantId: tenantIdOf(2) });
const alike = aTenant();

function begin(looks: readonly Lookalike[] = [{ kind: 'sameName', other: known }]) {
  let now = 0;
  const compared: TenantInformation[] = [];
  const lookup = {
    remembered: () => [known],
    lookalikes: (tenant: TenantInformation) => {
      compared.push(tenant);
      return Promise.resolve(looks);
    },
  };
  const clock = { now: () => now, elapsed: () => now, sleep: () => Promise.resolve() };
  return {
    warned: warnings(lookup, HOME, clock),
    compared,
    wait: (milliseconds: number) => void (now += milliseconds),
  };
}

const drift: Reply = { kind: 'drift', drift: aDrift({ partner: alike }) };

test('whoever is named and could be mistaken for another is marked, and nothing else', async () => {
  const { warned } = begin();
  expect(await warned(drift)).toEqual({
    kind: 'drift',
    drift: { ...drift.drift, partner: { ...alike, isAlike: true } },
  });
  expect(drift.drift.partner).toEqual(alike);
});

test.each([
  ['is not like another', begin([])],
  ['could not be compared', begin([{ kind: 'uncompared', count: 3 }])],
])('who %s has no mark', async (_, { warned }) => {
  expect(await warned(drift)).toBe(drift);
});

test('a change keeps what its partner looked like when it was asked for, and its partner is marked as it looks now', async () => {
  const { warned } = begin();
  const change = changeIn(STATUSES.pending, { partner: alike, lookalikes: [] });
  const reply: Reply = { kind: 'change', change, alone: false };
  const { proposal } = (await warned(reply)).change;
  expect(proposal).toEqual({ ...change.proposal, partner: { ...alike, isAlike: true } });
  expect(couldBeMistaken(proposal)).toBe(true);
  expect(couldBeMistaken(change.proposal)).toBe(false);
});

test('what is told in many places is compared once a minute', async () => {
  const { warned, compared, wait } = begin();
  await warned(drift);
  await warned(drift);
  expect(compared).toHaveLength(1);
  wait(60_000);
  await warned(drift);
  expect(compared).toHaveLength(2);
});
