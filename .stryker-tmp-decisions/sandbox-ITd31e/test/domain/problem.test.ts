// @ts-nocheck
import { expect, test } from 'vitest';
import { DirectoryError } from '../../src/domain/problem.ts';
import { aProblem } from '../builders.ts';

test('an error of the directory carries its problem and its cause, and says what a log line needs', () => {
  const cause = new Error('socket hang up');
  const error = new DirectoryError(aProblem({ kind: 'serverError', status: 503, code: 'ServiceUnavailable' }), {
    cause,
  });
  expect(error).toMatchObject({ name: 'DirectoryError', cause, problem: { kind: 'serverError' } });
  expect(error.message).toBe('directory: serverError (status 503, code ServiceUnavailable)');
  expect(new DirectoryError(aProblem({ status: null, code: null })).message).toMatch(/status none, code none/);
});
