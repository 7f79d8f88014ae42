import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClick } from '../../src/teams/invoke.ts';

const execute = (verb: string, data: unknown, more = {}) => ({
  action: { type: 'Action.Execute', verb, data },
  ...more,
});

describe('a click', () => {
  test('on Confirm', () => {
    expect(readClick(execute('decide', { changeId: 'C-00000001', verdict: 'confirm' }))).toEqual({
      kind: 'decide',
      changeId: 'C-00000001',
      verdict: 'confirm',
      typed: null,
      reason: null,
    });
  });

  test('on Reject, with the reason as it was typed, up to a length', () => {
    const reason = (text: string) =>
      readClick(execute('decide', { changeId: 'C-00000001', verdict: 'reject', reason: text }));
    expect(reason(' too early ')).toMatchObject({ verdict: 'reject', reason: 'too early' });
    expect(reason('  ')).toMatchObject({ reason: null });
    expect(reason('x'.repeat(600))).toMatchObject({ reason: 'x'.repeat(500) });
  });

  test('brings nothing but an id, a verdict and what was typed: what else a client adds is dropped', () => {
    const data = { changeId: 'C-00000001', verdict: 'cancel', tenantId: 'x', role: 'admin' };
    expect(Object.keys(readClick(execute('decide', data)))).toEqual(['kind', 'changeId', 'verdict', 'typed', 'reason']);
  });

  test.each<[string, unknown]>([
    ['decide', { changeId: "C-1' or 1=1", verdict: 'confirm' }],
    ['decide', { changeId: 'D-00000001', verdict: 'confirm' }],
    ['decide', { changeId: 'C-00000001', verdict: 'delete' }],
    ['decideDrift', { driftId: 'C-00000001', verdict: 'accept' }],
    ['decideDrift', { driftId: 'D-00000001', verdict: 'confirm' }],
    ['say', { text: 7 }],
  ])('that names what the bot does not: %s %j', (verb, data) => {
    expect(readClick(execute(verb, data))).toEqual({ kind: 'unknown' });
  });

  test.each(['automatic', 'Automatic', 'AUTOMATIC', 'automatic ', 'refresh', ''])(
    'that was no person’s doing: trigger %j',
    (trigger) => {
      const decision = { changeId: 'C-00000001', verdict: 'confirm' };
      expect(readClick(execute('decide', decision, { trigger }))).toEqual({ kind: 'automatic' });
      expect(readClick(execute('say', { text: 'help' }, { trigger }))).toEqual({ kind: 'automatic' });
    },
  );

  test.each(['automatic', 'manual', undefined])(
    'that only asks for the card as it is for somebody: trigger %j',
    (trigger) => {
      const data = { changeId: 'C-00000001' };
      expect(readClick(execute('look', data, { trigger }))).toEqual({ kind: 'look', card: 'C-00000001' });
      const drift = { driftId: 'D-00000001' };
      expect(readClick(execute('look', drift, { trigger }))).toEqual({ kind: 'look', card: 'D-00000001' });
      const misuse = { misuseId: 'M-00000001' };
      expect(readClick(execute('look', misuse, { trigger }))).toEqual({ kind: 'look', card: 'M-00000001' });
      expect(readClick(execute('look', { letter: 7 }, { trigger }))).toEqual({ kind: 'look', card: 7 });
      for (const other of [{}, { letter: '7' }, { changeId: 'C-1' }, { driftId: 'C-00000001' }, null]) {
        expect(readClick(execute('look', other, { trigger }))).toEqual({ kind: 'automatic' });
      }
    },
  );

  test.each(['manual', null, undefined])('of a person: trigger %j', (trigger) => {
    expect(readClick(execute('say', { text: 'help' }, { trigger }))).toEqual({ kind: 'say', text: 'help' });
  });

  test('a line that lacks a reason is said with what was typed for it, and without where that is nothing', () => {
    const said = (because: unknown) => readClick(execute('say', { text: 'close review C-7K3M9QX2', because }));
    expect(said(' all is well ')).toEqual({ kind: 'say', text: 'close review C-7K3M9QX2 because all is well' });
    for (const nothing of ['  ', null, undefined]) {
      expect(said(nothing)).toEqual({ kind: 'say', text: 'close review C-7K3M9QX2' });
    }
    expect(said(7)).toEqual({ kind: 'unknown' });
  });

  test('of any shape is read without throwing, and decides nothing unless it is whole', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(['unknown', 'automatic', 'say', 'decide']).toContain(readClick(value).kind);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(readClick(execute('decide', data)).kind).toBe('unknown');
      }),
    );
  });
});
