import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/list.ts';
import { parse } from '../../../src/commands/reading/parse.ts';
import { aTenant } from '../../builders.ts';

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
  [
    'enable sync for fabrikam.com, for 30 days, because y',
    { asked: { kind: 'days', days: 30 }, again: 'enable sync for X for 30 days', reason: 'y' },
  ],
  [
    'enable sync for fabrikam.com: until 2027-03-31; because y',
    { asked: { kind: 'day', day: Date.UTC(2027, 2, 31) }, again: 'enable sync for X until 2027-03-31', reason: 'y' },
  ],
  [
    'enable sync for fabrikam.com until 2027-03-31T18:00Z: because y',
    { asked: { kind: 'moment', at: Date.UTC(2027, 2, 31, 18) }, reason: 'y' },
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

const ways = (line: string) => {
  const parsed = parse(line, COMMANDS);
  return parsed.kind === 'invalid' ? { problems: parsed.problems, ...parsed.ways } : parsed.kind;
};

test.each([
  ['enable sync for fabrikam.com', 'because foo', 'until 2027-03-31'],
  ['enable group sync for fabrikam.com', 'because of Falcon, as agreed', 'for 30 days'],
  ['enable auto redemption from fabrikam.com', 'because foo', 'for 1 day'],
  ['trust mfa from a.com, b.com', 'because foo', 'until 2027-03-31T18:00Z'],
  ['trust mfa by default', 'because foo', 'until 2027-03-31'],
  ['accept drift D-7K3M9QX2', 'because ok', 'until 2027-03-31'],
  ['renew end C-7K3M9QX2', 'because foo', 'for 30 days'],
  ['break glass: enable sync for fabrikam.com', 'because foo', 'for 2 days'],
])('“%s %s %s” is not opened for good: it says how it ends, and how not', (line, because, end) => {
  for (const [comma, stop] of [
    ['', ''],
    [',', '.'],
  ]) {
    expect(ways(`${line} ${because}${comma} ${end}${stop}`)).toEqual({
      problems: ['endInReason'],
      untilThen: `${line} ${end} ${because}`,
      forGood: `${line} ${because}${comma} (${end})`,
    });
  }
  expect(ways(`${line} ${end} ${because}`)).toBe('request');
  expect(ways(`${line} ${because} (${end})`)).toBe('request');
  expect(ways(`${line} ${end} ${because} ${end}`)).toBe('request');
  expect(ways(`${line} because ${end}`)).toMatchObject({ untilThen: `${line} ${end}` });
});

test.each([
  'disable sync for fabrikam.com because nobody needs it for 30 days',
  'break glass: disable sync for fabrikam.com because of it until 2027-03-31',
  'enable sync for fabrikam.com because we wait until Friday',
  'enable sync for fabrikam.com because it is for days',
  'enable sync for fabrikam.com because of the audit until 2027-02-30',
])('“%s” has no end in it', (line) => {
  expect(ways(line)).toBe('request');
});
