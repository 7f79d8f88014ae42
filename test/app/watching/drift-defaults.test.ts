import { expect, test } from 'vitest';
import type { Expected } from '../../../src/app/ports.ts';
import { withDefaults } from '../../../src/app/watching/drift-defaults.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aDrift, aSight, HOME } from '../../builders.ts';

const setTo = (inbound: boolean | null, more: Partial<PartnerConfiguration> = {}): PartnerConfiguration => ({
  automaticRedemption: { inbound, outbound: null },
  identitySynchronization: null,
  others: [],
  isDefault: true,
  ...more,
});
const changed = aDrift({ before: live(setTo(false)), after: live(setTo(true)) });
const known = (expected: Expected | undefined) => withDefaults({ expected: () => Promise.resolve(expected) }, HOME, { kind: 'drift', drift: aDrift() }); // prettier-ignore
const inbound = (is: boolean) => ({ automaticRedemption: { inbound: is, outbound: false }, others: [] });

test('a drift of a partner is told with the default, as it was found last', async () => {
  expect(await known({ right: setTo(null), open: undefined })).toMatchObject({ defaults: inbound(false) });
  expect(await known({ right: setTo(true), open: undefined })).toMatchObject({ defaults: inbound(true) });
  expect(await known({ right: setTo(false), open: changed })).toMatchObject({ defaults: inbound(true) });
});

test('not where nobody has looked, or what was found is no default', async () => {
  const { automaticRedemption, identitySynchronization, others } = setTo(true);
  const partner = { automaticRedemption, identitySynchronization, others: others ?? [] };
  for (const expected of [undefined, { right: null, open: undefined }, { right: partner, open: undefined }]) {
    expect(await known(expected)).not.toHaveProperty('defaults');
  }
});

test('nor one of the default itself, nor anything else', async () => {
  const store = { expected: () => Promise.reject(new Error('read')) };
  for (const subject of [{ kind: 'drift', drift: changed } as const, { kind: 'sight', sight: aSight() } as const]) {
    expect(await withDefaults(store, HOME, subject)).toBe(subject);
  }
});
