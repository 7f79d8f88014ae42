import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/list.ts';
import { pageOf } from '../../../src/commands/offers.ts';
import { parse } from '../../../src/commands/reading/parse.ts';

const request = (line: string) => {
  const parsed = parse(line, COMMANDS);
  return parsed.kind === 'request' ? parsed.request : parsed;
};

const outbound = { what: 'direct connect outbound', how: 'restricted' } as const;

describe('list partners', () => {
  test.each([
    ['list partners', { filter: 'any', page: 1 }],
    ['list partners page 3', { filter: 'any', page: 3 }],
    ['list partners with sync on', { filter: 'on', page: 1 }],
    ['List Partners With Sync OFF page 2', { filter: 'off', page: 2 }],
    ['list partners with sync none', { filter: 'none', page: 1 }],
    ['list partners with sync unrestricted', { filter: 'on', page: 1 }],
    ['list partners with sync restricted', { filter: 'off', page: 1 }],
    ['list partners with trust none', { filter: { what: 'trust', how: 'off' }, page: 1 }],
    ['list partners with guests unrestricted', { filter: { what: 'guests', how: 'unrestricted' }, page: 1 }],
    ['list partners with connect on', { filter: { what: 'direct connect', how: 'on' }, page: 1 }],
    ['list partners with Direct Connect Outbound restricted page 2', { filter: outbound, page: 2 }],
    ['list partners with redemption inbound on', { filter: { what: 'automatic redemption', how: 'on' }, page: 1 }],
    ['list partners with tenant restrictions on', { filter: { what: 'tenant restrictions', how: 'on' }, page: 1 }],
    ['list partners with mfa trust unrestricted', { filter: { what: 'mfa trust', how: 'on' }, page: 1 }],
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

test('a setting that nobody knows is told which there are', () => {
  const asked = request('list partners with secrets on');
  expect(asked).toMatchObject({ kind: 'invalid', problems: ['noSuchSetting'] });
});

describe('the line that a page button says', () => {
  test.each([
    ['any', 1, 'list partners'],
    ['any', 2, 'list partners page 2'],
    ['none', 1, 'list partners with sync none'],
    ['on', 12, 'list partners with sync on page 12'],
    [outbound, 2, 'list partners with direct connect outbound restricted page 2'],
  ] as const)('for %o, page %i: %s', (filter, page, line) => {
    expect(pageOf.partners(filter, page).line).toBe(line);
    expect(request(line)).toEqual({ kind: 'listPartners', filter, page });
  });
});
