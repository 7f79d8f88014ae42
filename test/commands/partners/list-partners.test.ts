import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/list.ts';
import { pageOf } from '../../../src/commands/offers.ts';
import { parse } from '../../../src/commands/parse.ts';

const request = (line: string) => {
  const parsed = parse(line, COMMANDS);
  return parsed.kind === 'request' ? parsed.request : parsed;
};

describe('list partners', () => {
  test.each([
    ['list partners', { filter: 'any', page: 1 }],
    ['list partners page 3', { filter: 'any', page: 3 }],
    ['list partners with sync on', { filter: 'on', page: 1 }],
    ['List Partners With Sync OFF page 2', { filter: 'off', page: 2 }],
    ['list partners with sync none', { filter: 'none', page: 1 }],
  ])('"%s" asks for %o', (line, asked) => {
    expect(request(line)).toEqual({ kind: 'listPartners', ...asked });
  });

  test.each(['list partners page 0', 'list partners page two', 'list partners with sync on page 100000'])(
    '"%s" is told what a page is',
    (line) => {
      expect(request(line)).toMatchObject({ kind: 'invalid', command: { name: 'list partners' } });
    },
  );
});

describe('the line that a page button says', () => {
  test.each([
    ['any', 1, 'list partners'],
    ['any', 2, 'list partners page 2'],
    ['none', 1, 'list partners with sync none'],
    ['on', 12, 'list partners with sync on page 12'],
  ] as const)('for sync %s, page %i: %s', (filter, page, line) => {
    expect(pageOf.partners(filter, page).line).toBe(line);
    expect(request(line)).toEqual({ kind: 'listPartners', filter, page });
  });
});
