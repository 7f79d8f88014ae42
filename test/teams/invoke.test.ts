import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageBody, readClick } from '../../src/teams/invoke.ts';

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
    });
  });

  test('brings nothing but an id, a verdict and what was typed: what else a client adds is dropped', () => {
    const data = { changeId: 'C-00000001', verdict: 'cancel', tenantId: 'x', role: 'admin' };
    expect(Object.keys(readClick(execute('decide', data)))).toEqual(['kind', 'changeId', 'verdict', 'typed']);
  });

  test('that the client sent on its own', () => {
    const value = execute('decide', { changeId: 'C-00000001', verdict: 'confirm' }, { trigger: 'automatic' });
    expect(readClick(value)).toEqual({ kind: 'automatic' });
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

test('what is told to the one who clicked holds no markup of a name', () => {
  const body = messageBody({ tone: 'warning', title: 'No', lines: [[{ strong: '**x** [a](http://b) <at>d</at>' }]] });
  expect(String(body.value)).not.toMatch(/[*[\]<>()]/);
});
