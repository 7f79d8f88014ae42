import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/parse.ts';
import { aTenant } from '../builders.ts';

const read = (line: string) => {
  const parsed = parse(line, COMMANDS);
  if (parsed.kind !== 'request' || parsed.request.kind !== 'change') return parsed.kind;
  const { partner, reason, ends, say } = parsed.request;
  return { partner, reason, asked: ends?.asked, again: say(aTenant().tenantId).replace(aTenant().tenantId, 'X') };
};

test.each([
  [
    'enable sync for fabrikam.com for 30 days',
    { asked: { kind: 'days', days: 30 }, again: 'enable sync for X for 30 days' },
  ],
  [
    'enable sync for fabrikam.com for 1 day.',
    { asked: { kind: 'days', days: 1 }, again: 'enable sync for X for 1 day' },
  ],
  [
    'allow sync for fabrikam.com until 2027-03-31 because of Falcon',
    { asked: { kind: 'day', day: Date.UTC(2027, 2, 31) }, again: 'enable sync for X until 2027-03-31' },
  ],
  [
    'enable group sync for fabrikam.com until 2027‑03‑31T18:00Z',
    {
      asked: { kind: 'moment', at: Date.UTC(2027, 2, 31, 18) },
      again: 'enable group sync for X until 2027-03-31T18:00Z',
    },
  ],
  [
    'enable auto redemption from fabrikam.com until 2027-03-31T18:00:05+01:00 because x',
    {
      asked: { kind: 'moment', at: Date.UTC(2027, 2, 31, 17, 0, 5) },
      again: 'enable auto redemption from X until 2027-03-31T17:00:05Z',
    },
  ],
  [
    'break glass: enable sync for fabrikam.com for 2 days because x',
    { again: 'break glass: enable sync for X for 2 days' },
  ],
  ['enable sync for fabrikam.com', { asked: null, again: 'enable sync for X' }],
  ['disable sync for fabrikam.com', { asked: undefined, again: 'disable sync for X' }],
])('"%s" says until when', (line, asked) => {
  expect(read(line)).toMatchObject({ partner: 'fabrikam.com', ...asked });
});

test('what it asks for again is understood as the same', () => {
  for (const end of ['for 30 days', 'until 2027-03-31', 'until 2027-03-31T18:00Z', 'until 2027-03-31T18:00:05Z']) {
    const first = read(`enable sync for fabrikam.com ${end}`);
    const again = typeof first === 'string' ? first : first.again.replace('X', 'fabrikam.com');
    expect(read(again)).toEqual(first);
  }
});

test('a name in quotes may have such words in it', () => {
  expect(read('enable sync for "Society for 3 Days until Dawn"')).toMatchObject({
    partner: 'Society for 3 Days until Dawn',
    asked: null,
  });
});
