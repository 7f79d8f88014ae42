import { expect, test } from 'vitest';
import { inBackticks, read, rowsAfter } from './documents.ts';
import { loggedEvents } from './log-events.ts';

const page = read('docs/operate.md');
const rows = rowsAfter(page, '<!-- log -->');

test('docs/operate.md has every event of the log, at its levels, and no other', () => {
  const named = rows.map(([event, level = '']) => [inBackticks(event), level]);
  const logged = [...loggedEvents()].map(([event, levels]) => [event, [...levels].join(', ')]);
  expect(named).toEqual(logged.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)));
});

test('docs/operate.md says of each what it means and what to do', () => {
  for (const [event, , meaning = '', todo = ''] of rows) {
    expect(meaning, event).toMatch(/^[A-Z].{20,}\.$/);
    expect(todo, event).toMatch(/^[A-Z`].{6,}\.$/);
  }
});

test('docs/operate.md raises an alarm only for events that exist', () => {
  const [, alarms = ''] = page.split('Worth an alarm:');
  const [line = ''] = alarms.split('\n');
  const events = rows.map(([event]) => inBackticks(event));
  const named = [...line.matchAll(/`([\w.…]+)`/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(10);
  for (const name of named) {
    const [start = '', end = ''] = name.split('…');
    const meant = name.includes('…')
      ? events.filter((event) => event.startsWith(start) && event.endsWith(end))
      : [name];
    expect(events, name).toEqual(expect.arrayContaining(meant));
    expect(meant, name).not.toEqual([]);
  }
});
