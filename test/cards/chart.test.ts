import { expect, test } from 'vitest';
import { chartOf, type Share } from '../../src/cards/chart.ts';

const share = (count: number): Share => ({ legend: 'Open', label: '▲ Open', count, colour: 'warning' });
const bars = (...counts: readonly number[]) =>
  chartOf('Doors', counts.map(share)).flatMap(({ shares }) => shares.map(({ bar, label }) => bar + label));

test('nothing to see is no chart', () => {
  expect(chartOf('Doors', [])).toEqual([]);
  expect(bars(0, 0)).toEqual([]);
});

test('the longest bar is of what there is most, and a little is still seen beside thousands', () => {
  expect(bars(3000, 1500, 0, 1)).toEqual(['████████ ▲ Open', '████░░░░ ▲ Open', '█░░░░░░░ ▲ Open']);
});
