import { describe, expect, test } from 'vitest';
import type { AuditActivity } from '../../../src/domain/drift/audit.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import { unsaidMeanwhile } from '../../../src/domain/drift/meanwhile-unsaid.ts';
import { UNTOLD } from '../../../src/domain/drift/trace.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER } from '../../../src/domain/policy/step.ts';
import { alwaysOf } from '../../../src/domain/policy/tenant-wide.ts';
import { aDrift, aDriftActor, anActor, driftIdOf, MINUTE, NOW } from '../../builders.ts';

const DEFAULT = 'Update the company default cross-tenant access setting';
const TEMPLATE = 'Update a multitenant org partner configuration template';
const SYNC_TEMPLATE = 'Update a multitenant org identity sync policy template';
const OF_PARTNER = 'Update a partner cross-tenant access setting';

const home = (others: readonly object[] = []) => ({
  ...FRESH_PARTNER,
  isDefault: true as const,
  others: [{ name: alwaysOf('partnerTemplate'), fingerprint: '', value: '"none"' }, ...others].map((one) => ({
    name: '',
    fingerprint: '',
    ...one,
  })),
});
const trusting = home([{ name: 'inboundTrust', value: JSON.stringify({ isMfaAccepted: true }) }]);

/** @param minute after NOW */
const record = (auditId: string, minute: number, activity: AuditActivity = DEFAULT) => ({
  activity,
  touches: [],
  tells: false,
  by: anActor({ auditId, at: NOW + minute * MINUTE }),
});
/** Trust by default, found between minutes 1 and 2, unless told otherwise. */
const drift = (more: Partial<Drift> = {}): Drift =>
  aDrift({
    before: live(home()),
    after: live(trusting),
    lastSeenAt: NOW + MINUTE,
    detectedAt: NOW + 2 * MINUTE,
    actors: [],
    ...more,
  });
const superseded = (by: Drift['id'] | null) => ({ state: 'superseded', by, at: NOW + 20 * MINUTE }) as const;

type Known = Parameters<typeof unsaidMeanwhile>[0];
/** What is found, as the records that it is from and until. */
function found(known: Partial<Known>, ready = NOW + 600 * MINUTE): readonly string[] {
  return unsaidMeanwhile({ records: [], drifts: [], now: home(), ...known }, ready).map(
    ({ from, until }) => `${from?.auditId ?? '?'} ${until?.kind === 'record' ? until.by.auditId : '?'}`,
  );
}
const [a, b] = [record('a', 10), record('b', 15)];

describe('of the tenant as a whole, what no record says', () => {
  test('is told without a name and at once', () => {
    const until = { kind: 'record', by: b.by };
    const expected = [{ field: 'otherSettings', meanwhile: UNTOLD, from: a.by, until, waits: null }];
    expect(unsaidMeanwhile({ records: [a, b], drifts: [], now: home() }, b.by.at)).toEqual(expected);
  });

  const [sure, touched] = [
    { ...b, tells: true },
    { ...b, touches: [{ field: 'trustMfa', became: UNTOLD, sure: false } as const] },
  ];
  test.each<readonly [string, Known['records'], readonly string[]]>([
    ['nothing', [], []],
    ['one alone, which may have changed nothing', [a], []],
    ['two, in the order of their time', [b, a], ['a b']],
    ['all within half an hour of the first', [a, b, record('c', 40)], ['a c']],
    ['what is later than that begins anew', [a, b, record('c', 41), record('d', 42)], ['a b', 'c d']],
    ['what is later than that, alone', [a, record('c', 41)], []],
    ['two of two places', [a, record('c', 12, TEMPLATE)], []],
    [
      'two of each of two places',
      [a, record('c', 12, TEMPLATE), b, record('d', 16, 'Reset a multitenant org partner configuration template')],
      ['a b', 'c d'],
    ],
    ['two of a place that is not read', [record('c', 10, SYNC_TEMPLATE), record('d', 15, SYNC_TEMPLATE)], []],
    ['two of a partner', [record('c', 10, OF_PARTNER), record('d', 15, OF_PARTNER)], []],
    ['one beside another that tells all', [a, sure], []],
    ['one beside another that names a setting', [a, touched], []],
  ])('%s', (_, records, expected) => {
    expect(found({ records })).toEqual(expected);
  });

  test('is not looked for in what a look may still find', () => {
    expect(found({ records: [a, b] }, b.by.at - 1)).toEqual([]);
  });

  test('is not known where there is nothing of the place', () => {
    expect(found({ records: [record('c', 10, TEMPLATE), record('d', 15, TEMPLATE)], now: null })).toEqual([]);
  });
});

describe('is no more than what a drift tells of', () => {
  test.each<readonly [string, Drift, readonly string[]]>([
    ['by the records that it names', drift({ actors: [aDriftActor({ auditId: 'a' })] }), ['b c']],
    ['but not by another', drift({ actors: [aDriftActor({ auditId: 'z' })] }), ['a c']],
    ['by its time', drift({ lastSeenAt: NOW + 9 * MINUTE, detectedAt: NOW + 11 * MINUTE }), ['b c']],
    ['by its time, as another clock has it', drift({ detectedAt: NOW + 8 * MINUTE }), ['b c']],
    ['but not by a time that no clock has', drift({ detectedAt: NOW + 8 * MINUTE - 1 }), ['a c']],
    ['until it is gone again', drift({ status: superseded(null) }), []],
    ['but not until another took its place', drift({ status: superseded(driftIdOf(2)) }), ['a c']],
    [
      'but not by one of another place',
      drift({
        after: live(
          home([
            {
              name: 'multiTenantOrganizationPartnerConfiguration.inboundTrust',
              value: JSON.stringify({ isMfaAccepted: true }),
            },
          ]),
        ),
        detectedAt: NOW + 30 * MINUTE,
      }),
      ['a c'],
    ],
  ])('%s', (_, one, expected) => {
    expect(found({ records: [a, b, record('c', 20)], drifts: [one] })).toEqual(expected);
  });
});
