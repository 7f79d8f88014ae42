import { expect, test } from 'vitest';
import { outcomeOf } from '../../../src/domain/drift/outcome.ts';

test.each([
  ['success', 'success'],
  ['Failure', 'failure'],
  ['timeout', 'timeout'],
  ['unknownFutureValue', 'unsaid'],
  [null, 'unsaid'],
  [undefined, 'unsaid'],
])('what came of it: %s', (result, expected) => {
  expect(outcomeOf(result)).toBe(expected);
});
