import { describe, expect, test } from 'vitest';
import type { AuditRecord } from '../../../src/app/ports.ts';
import { actorsOf } from '../../../src/app/watching/actors-of-drift.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import type { FieldName } from '../../../src/domain/policy/snapshot.ts';
import { aDrift, aDriftActor, anActor, driftIdOf, MINUTE, NOW, objectIdOf, tenantIdOf } from '../../builders.ts';

const FIELDS = ['userSync'] as const satisfies FieldName[];
const record = (auditId: string, at: number, more: Partial<AuditRecord> = {}): AuditRecord => ({
  ...anActor({ auditId, at, objectId: objectIdOf(auditId.length) }),
  activity: 'Update a partner cross-tenant identity sync setting',
  touches: [{ field: 'userSync', became: true, sure: true }],
  tells: true,
  tenantIds: [aDrift().partner.tenantId],
  correlationId: null,
  outcome: 'success',
  isNamed: true,
  ...more,
});
const vague = { touches: [], tells: false };
const named = (
  drift: Drift,
  records: readonly AuditRecord[],
  fields: readonly FieldName[] = FIELDS,
  now = NOW + 2 * MINUTE,
) => actorsOf(drift, fields, records, now);
const ids = (found: ReturnType<typeof named>) => found?.actors.map(({ auditId }) => auditId);

describe('who made a drift', () => {
  const drift = aDrift();
  const between = NOW + MINUTE / 2;

  test('is whoever a record between the two looks proves', () => {
    const found = named(drift, [record('a', between), record('bb', between, { tenantIds: [tenantIdOf(9)] })]);
    expect(ids(found)).toEqual(['a']);
    expect(found?.explained).toBe(true);
    expect(named({ ...drift, ...found }, [record('a', between)])).toBeUndefined();
  });

  test('is nobody while there is no record, and where nothing is known that differs', () => {
    expect(named(drift, [])).toBeUndefined();
    expect(named(drift, [record('a', between)], [])).toBeUndefined();
  });

  test('are all who did it; the same one counts once, the last time', () => {
    const twice = record('aaa', between + 1, { objectId: objectIdOf(1) });
    const found = named(drift, [record('a', between), record('bb', between), twice]);
    expect(ids(found)).toEqual(['aaa', 'bb']);
  });

  test('is one of those whose records do not tell, until one does', () => {
    const found = named(drift, [record('a', between, vague), record('bb', between, vague)]);
    expect(found).toMatchObject({ explained: false, actors: [{ may: ['userSync'] }, { may: ['userSync'] }] });
    expect(ids(named({ ...drift, actors: found?.actors ?? [] }, [record('ccc', between)]))).toEqual(['ccc']);
  });

  test('may have done more than they are known to have', () => {
    const found = named(drift, [record('a', between, { tells: false })], ['userSync', 'policyName']);
    expect(found).toMatchObject({ explained: false, actors: [{ did: ['userSync'], may: ['policyName'] }] });
    const again = named(
      drift,
      [record('a', between, { tells: false }), record('aa', between, { ...vague, objectId: objectIdOf(1) })],
      ['userSync', 'policyName'],
    );
    expect(ids(again)).toEqual(['a']);
  });

  test('can be the nearest from right before, where nobody did it in between', () => {
    const before = [
      record('a', NOW - 9_000),
      record('bb', NOW - 5_000),
      record('cc', NOW - 5_000),
      record('ddd', NOW - 11_000),
    ];
    expect(ids(named(drift, before))).toEqual(['bb']);
    expect(ids(named(drift, [...before, record('e', between)]))).toEqual(['e']);
    expect(named({ ...drift, follows: driftIdOf(2) }, before)).toBeUndefined();
  });

  test('can be the nearest within two minutes, once the right one would have come', () => {
    const far = [record('a', NOW - MINUTE)];
    expect(named(drift, far)).toBeUndefined();
    expect(ids(named(drift, far, FIELDS, NOW + 40 * MINUTE))).toEqual(['a']);
  });

  test('are no more than ten', () => {
    const crowd = Array.from({ length: 12 }, (_, n) => record('x'.repeat(n + 1), between));
    expect(named(drift, crowd)?.actors).toHaveLength(10);
  });

  test('stays who was known before, beside whom other records tell', () => {
    const known = aDriftActor({ auditId: 'known', did: ['policyName'] });
    const found = named({ ...drift, actors: [known] }, [record('a', between)], ['userSync', 'policyName']);
    expect(ids(found)?.toSorted()).toEqual(['a', 'known']);
    expect(found?.explained).toBe(true);
  });
});
