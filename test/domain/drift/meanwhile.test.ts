import { describe, expect, test } from 'vitest';
import type { AuditActivity } from '../../../src/domain/drift/audit.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import { meanwhile, type Doings } from '../../../src/domain/drift/meanwhile.ts';
import { UNTOLD, type Touch } from '../../../src/domain/drift/trace.ts';
import { fieldsOf, live, type Fields } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER } from '../../../src/domain/policy/step.ts';
import { aDrift, aDriftActor, anActor, aPerson, changeIdOf, driftIdOf, MINUTE, NOW } from '../../builders.ts';

const UPDATE = 'Update a partner cross-tenant identity sync setting';
const CREATE = 'Create a partner cross-tenant identity sync setting';
const DELETE = 'Delete a partner cross-tenant identity sync setting';
const REMOVE = 'Delete partner specific cross-tenant access setting';

const state = (userSync: boolean | null, displayName: string | null = 'Fabrikam') =>
  live({ ...FRESH_PARTNER, identitySynchronization: { displayName, userSync, groupSync: 'unknown' } });
const [ON, OFF] = [state(true), state(false)];

/** @param minute after NOW */
const record = (auditId: string, minute: number, touches: readonly Touch[], activity: AuditActivity = UPDATE) => ({
  activity,
  touches,
  tells: true,
  by: anActor({ auditId, at: NOW + minute * MINUTE }),
});
const to = (
  became: Touch['became'],
  was: Touch['was'] = became !== true,
  field: Touch['field'] = 'userSync',
): Touch => ({
  field,
  became,
  was,
  sure: true,
});
const switched = (auditId: string, minute: number, became: boolean) => record(auditId, minute, [to(became)]);
const untold = (auditId: string, minute: number) =>
  record(auditId, minute, [{ field: 'userSync', became: UNTOLD, sure: false }]);

/** What is found, as `setting value from until`; `…` where it still waits. */
function found(doings: Partial<Doings>, ready = NOW + 60 * MINUTE): readonly string[] {
  const all = meanwhile({ records: [], drifts: [], writes: [], now: OFF.partner, ...doings }, ready);
  return all.map(({ field, meanwhile: value, from, until, waits }) => {
    const end = until?.kind === 'record' ? until.by.auditId : (until?.change ?? '?');
    return `${field} ${String(value)} ${from?.auditId ?? '?'} ${end}${waits === null ? '' : ' …'}`;
  });
}
/** Found between minutes 1 and 2, unless told otherwise. */
const drift = (more: Partial<Drift> = {}): Drift =>
  aDrift({
    before: OFF,
    after: ON,
    lastSeenAt: NOW + MINUTE,
    detectedAt: NOW + 2 * MINUTE,
    actors: [],
    ...more,
  });
const accepted = (minute: number) =>
  ({ state: 'accepted', by: aPerson(), reason: 'ours', at: NOW + minute * MINUTE }) as const;
const reverted = (minute: number) => ({ state: 'reverted', change: changeIdOf(1), at: NOW + minute * MINUTE }) as const;
const gone = (minute: number) => ({ state: 'superseded', by: null, at: NOW + minute * MINUTE }) as const;
const wrote = (minute: number, left: Fields) => ({
  change: changeIdOf(1),
  at: NOW + minute * MINUTE,
  names: ['userSync' as const],
  left,
});
const [on, off, isOn] = [switched('on', 1, true), switched('off', 2, false), fieldsOf(ON)];

describe('what was otherwise for a while', () => {
  test.each<readonly [string, Partial<Doings>, readonly string[]]>([
    ['nothing', {}, []],
    ['was switched on and off', { records: [off, on] }, ['userSync true on off']],
    ['was switched on, and is off', { records: [on] }, ['userSync true on ?']],
    ['is on, and was on before', { records: [on], now: ON.partner }, ['userSync false ? on …']],
    ['was switched off, where it was on', { records: [off] }, ['userSync true ? off …']],
    ['was switched off, where it was off', { records: [record('off', 2, [to(false, null)])] }, []],
    [
      'was switched off and on',
      { records: [off, switched('on', 3, true)], now: ON.partner },
      ['userSync false off on'],
    ],
    [
      'was switched twice',
      { records: [on, off, switched('on2', 3, true), switched('off2', 4, false)] },
      ['userSync true on off', 'userSync true on2 off2'],
    ],
    ['was switched on by two', { records: [on, switched('on2', 1.5, true), off] }, ['userSync true on off']],
    [
      'was switched at the same time',
      { records: [switched('a', 1, false), switched('b', 1, true)] },
      ['userSync true b a'],
    ],
    ['is only mentioned', { records: [record('a', 1, [{ field: 'userSync', became: false, sure: false }])] }, []],
    [
      'is mentioned as on',
      { records: [record('a', 1, [{ field: 'userSync', became: true, sure: false }])] },
      ['userSync true a ?'],
    ],
    [
      'is proven by one property and mentioned by another',
      { records: [record('a', 1, [{ field: 'userSync', became: false, sure: false }, to(true)])] },
      ['userSync true a ?'],
    ],
    [
      'was renamed and back',
      { records: [record('a', 1, [to('New', 'Fabrikam', 'policyName')])] },
      ['policyName New a ?'],
    ],
    [
      'was trusted',
      {
        records: [record('a', 1, [to(true, false, 'trustMfa')]), record('b', 2, [to(false, true, 'trustMfa')])],
        now: { ...FRESH_PARTNER, others: [] },
      },
      ['trustMfa true a b'],
    ],
    ['is not watched', { records: [record('a', 1, [to('x', 'y', 'otherSettings')])] }, []],
    ['is not shown', { records: [record('a', 1, [to(true, false, 'groupSync')])] }, []],
    ['was changed to what cannot be read', { records: [untold('a', 1)] }, ['userSync untold a ? …']],
    ['was changed so twice', { records: [untold('a', 1), untold('b', 2)] }, ['userSync untold a b …']],
    ['was switched on, and something', { records: [on, untold('b', 2)] }, ['userSync true on b']],
    ['was something, and switched off', { records: [untold('a', 1), off] }, ['userSync true a off']],
    ['is text where none can be', { records: [record('a', 1, [to('true', 'false')])] }, ['userSync untold a ? …']],
    [
      'was proven without what it was',
      { records: [record('a', 1, [{ field: 'userSync', became: false, sure: true }])] },
      [],
    ],
  ])('%s', (_, doings, expected) => {
    expect(found(doings)).toEqual(expected);
  });

  test('comes and goes with its policy or partner, and is told apart where it opened a way in', () => {
    const created = [to('Fabrikam', null, 'policyName'), to(true, null)];
    const records = [record('created', 1, created, CREATE), record('deleted', 2, [], DELETE)];
    const now = FRESH_PARTNER;
    const both = ['policy present created deleted', 'userSync true created deleted'];
    expect(found({ records, now })).toEqual(both);
    expect(found({ records: [record('created', 1, created, CREATE), record('gone', 2, [], REMOVE)], now })).toEqual([
      'partner absent gone ?',
      'policy present created gone',
      'userSync true created gone',
    ]);
    expect(found({ records: [record('deleted', 1, [], DELETE)], now })).toEqual(['policy present ? deleted …']);
    expect(found({ records: [record('added', 1, [], 'Add a partner to cross-tenant access setting')] })).toEqual([
      'partner absent ? added …',
    ]);
    const renamed = [to('New', 'Fabrikam', 'policyName')];
    expect(found({ records: [record('renamed', 1, renamed), record('deleted', 2, [], DELETE)], now })).toEqual([
      'policy present ? deleted …',
    ]);
  });

  test('is not looked for in what a look may still find', () => {
    expect(found({ records: [on] }, NOW)).toEqual([]);
    expect(found({ records: [on, off] }, NOW + 1.5 * MINUTE)).toEqual(['userSync true on off']);
  });
});

describe('beside a drift', () => {
  test.each<readonly [string, Partial<Doings>, readonly string[]]>([
    ['what it found', { records: [switched('a', 1.5, true)], drifts: [drift()], now: ON.partner }, []],
    [
      'what was switched there and back before it was found',
      {
        records: [switched('a', 1.2, true), switched('b', 1.4, false), switched('c', 1.6, true)],
        drifts: [drift()],
        now: ON.partner,
      },
      [],
    ],
    [
      'what was on while it found that it is off instead of nothing',
      {
        records: [switched('a', 1.2, true), switched('b', 1.4, false)],
        drifts: [drift({ before: state(null), after: OFF })],
      },
      ['userSync true a b'],
    ],
    [
      'what was so in an earlier time between two looks',
      {
        records: [switched('a', 0.2, true), switched('b', 0.4, false), switched('c', 1.5, true)],
        drifts: [drift()],
        now: ON.partner,
      },
      ['userSync true a b'],
    ],
    ['how it was gone again', { records: [switched('b', 4, false)], drifts: [drift({ status: gone(5) })] }, []],
    [
      'how it was gone again, by another clock',
      { records: [switched('b', 6, false)], drifts: [drift({ status: gone(5) })] },
      [],
    ],
    [
      'what came after it was gone',
      { records: [switched('a', 10, true), switched('b', 11, false)], drifts: [drift({ status: gone(5) })] },
      ['userSync true a b'],
    ],
    [
      'what it found, by another clock',
      { records: [switched('a', 3, true)], drifts: [drift()], writes: [wrote(3.5, fieldsOf(OFF))] },
      [],
    ],
    [
      'what another is named for',
      {
        records: [switched('a', 3, true)],
        drifts: [drift({ actors: [aDriftActor({ auditId: 'other', did: ['userSync'] })], status: reverted(3.5) })],
        writes: [wrote(3.5, fieldsOf(OFF))],
      },
      ['userSync false ? a …'],
    ],
    [
      'what it names',
      {
        records: [switched('a', 0.5, true)],
        drifts: [drift({ actors: [aDriftActor({ auditId: 'a', did: [], may: ['userSync'] })] })],
      },
      [],
    ],
    [
      'what it named before a change of the bot’s moved it on',
      {
        records: [switched('a', 1.5, true)],
        drifts: [drift({ after: OFF, actors: [aDriftActor({ auditId: 'a', did: ['userSync'] })] })],
        writes: [wrote(3, fieldsOf(OFF))],
      },
      [],
    ],
    [
      'what a look saw before a change of the bot’s moved it on, though the drift has no name yet',
      { records: [switched('a', 1.5, true)], drifts: [drift({ after: OFF })], writes: [wrote(3, fieldsOf(OFF))] },
      [],
    ],
    [
      'what came after it, though a change of the bot’s has moved it on since',
      {
        records: [switched('a', 1.5, true), switched('b', 10, false), switched('c', 11, true)],
        drifts: [drift({ after: state(false, 'Renamed') })],
        writes: [wrote(20, fieldsOf(OFF))],
      },
      ['userSync false b c'],
    ],
    [
      'what came after it, though it follows another, and a change of the bot’s has moved it on since',
      {
        records: [switched('a', 1.5, true), switched('b', 10, false), switched('c', 11, true)],
        drifts: [
          drift({ id: driftIdOf(1), after: state(null), detectedAt: NOW, status: gone(2) }),
          drift({ id: driftIdOf(2), follows: driftIdOf(1), before: state(null), after: state(false) }),
        ],
        writes: [wrote(20, fieldsOf(OFF))],
      },
      ['userSync false b c'],
    ],
    [
      'what came after it was accepted, and a change of the bot’s after that',
      {
        records: [switched('a', 1.5, true), switched('b', 10, false), switched('c', 11, true)],
        drifts: [drift({ status: accepted(5) })],
        writes: [wrote(20, fieldsOf(OFF))],
      },
      ['userSync false b c'],
    ],
    [
      'what came after it, where no record is of what it found, and a change of the bot’s has moved it on since',
      {
        records: [switched('b', 10, false), switched('c', 11, true)],
        drifts: [drift({ after: state(false, 'Renamed') })],
        writes: [wrote(20, fieldsOf(OFF))],
      },
      ['userSync false b c'],
    ],
    [
      'what it found, where the record does not tell what that is, and a change of the bot’s has moved it on since',
      {
        records: [untold('a', 1.5)],
        drifts: [drift({ after: state(false, 'Renamed') })],
        writes: [wrote(20, fieldsOf(OFF))],
      },
      [],
    ],
    [
      'another setting than it found',
      {
        records: [switched('a', 1.2, true), switched('b', 1.4, false)],
        drifts: [drift({ before: OFF, after: state(false, 'Renamed') })],
      },
      ['userSync true a b'],
    ],
    [
      'what the drift before it told',
      {
        records: [switched('a', 5.2, false), switched('b', 5.4, true)],
        drifts: [
          drift({ id: driftIdOf(1), status: { state: 'superseded', by: driftIdOf(2), at: NOW + 6 * MINUTE } }),
          drift({
            id: driftIdOf(2),
            follows: driftIdOf(1),
            after: state(true, 'Renamed'),
            lastSeenAt: NOW + 5 * MINUTE,
            detectedAt: NOW + 6 * MINUTE,
          }),
        ],
        now: ON.partner,
      },
      ['userSync false a b'],
    ],
    [
      'what cannot be read, where it is otherwise since',
      { records: [untold('a', 0.5)], drifts: [drift()], now: ON.partner },
      [],
    ],
  ])('%s', (_, doings, expected) => {
    expect(found(doings)).toEqual(expected);
  });
});

describe('beside a change of the bot’s', () => {
  test.each<readonly [string, Partial<Doings>, readonly string[]]>([
    ['which ended it', { records: [on], writes: [wrote(2, fieldsOf(OFF))] }, [`userSync true on ${changeIdOf(1)}`]],
    ['which did the same', { records: [on], writes: [wrote(2, isOn)], now: ON.partner }, []],
    [
      'which did the same after it was over',
      { records: [on, off], writes: [wrote(3, isOn)], now: ON.partner },
      ['userSync true on off'],
    ],
    [
      'which did it for certain, after it was as usual',
      { records: [switched('off', 1, false), switched('on', 2, true)], writes: [wrote(3, fieldsOf(OFF))] },
      ['userSync false off on'],
    ],
    [
      'after which it was otherwise',
      { records: [switched('off', 3, false), switched('on', 4, true)], writes: [wrote(2, isOn)], now: ON.partner },
      ['userSync false off on'],
    ],
    [
      'of another setting',
      { records: [on], writes: [{ ...wrote(2, fieldsOf(OFF)), names: ['policyName'] }] },
      ['userSync true on ?'],
    ],
    [
      'before which nobody knows how it was',
      { records: [untold('a', 1)], writes: [wrote(2, isOn)], now: ON.partner },
      ['userSync untold a ? …'],
    ],
    [
      'before which nobody knows how it was, and which undid it',
      {
        records: [record('a', 1, [{ field: 'userSync', became: true, sure: true }])],
        writes: [wrote(2, fieldsOf(OFF))],
      },
      [`userSync true a ${changeIdOf(1)}`],
    ],
    [
      'before which nobody knows how it was, and which did the same',
      {
        records: [record('a', 1, [{ field: 'userSync', became: false, sure: true }])],
        writes: [wrote(2, fieldsOf(OFF))],
      },
      [],
    ],
  ])('%s', (_, doings, expected) => {
    expect(found(doings)).toEqual(expected);
  });
});
