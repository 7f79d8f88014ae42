import { expect, test } from 'vitest';
import { withoutPrivate } from '../../src/domain/private-text.ts';

test.each([
  ['mail to ada@woodgrove.example', 'mail to [address]'],
  ['ada%40woodgrove.example/x', '[address]/x'],
  ['19:security@thread.tacv2', '19:security@thread.tacv2'],
  ['Bearer abc.def', '[token]'],
  // Of a store, who and where is told: an operator has to know which one it is.
  ['"path":"postgres://bot@db.woodgrove.example:5432/bridgekeeper"', null],
  ['The store postgres://bot-1@10.0.0.4:6432/bk cannot be reached.', null],
  // Somebody's own account is theirs there, too.
  ['postgres://ada@woodgrove.example@db.example:5432/bk', 'postgres://[address]@db.example:5432/bk'],
  ['postgres://db.example/ada@woodgrove.example', 'postgres://db.example/[address]'],
  ['ask postgres://bot@db.example', 'ask postgres://[address]'],
])('%s', (text, said) => {
  expect(withoutPrivate(text)).toBe(said ?? text);
});

test('a line of nothing but what could begin an address takes no time', () => {
  const since = performance.now();
  for (const text of ['a'.repeat(200_000), 'postgres://a@'.repeat(20_000)]) withoutPrivate(text);
  expect(performance.now() - since).toBeLessThan(10_000);
});
