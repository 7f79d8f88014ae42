import type { Sample } from './samples.ts';

const WIDTH = 960;
const PANEL = 180;
const GAP = 56;
const LEFT = 64;
const RIGHT = 24;

type Curve = { readonly name: string; readonly colour: string; readonly value: (sample: Sample) => number | undefined };
type Panel = { readonly title: string; readonly curves: readonly Curve[] };

const PANELS: readonly Panel[] = [
  {
    title: 'Memory, MB',
    curves: [
      { name: 'heap in use', colour: '#0f6cbd', value: ({ heapMegabytes }) => heapMegabytes },
      { name: 'resident', colour: '#8a8886', value: ({ rssMegabytes }) => rssMegabytes },
    ],
  },
  { title: 'Handles', curves: [{ name: 'handles', colour: '#107c10', value: ({ handles }) => handles }] },
  {
    title: 'Answer to a message, ms',
    curves: [
      { name: 'median', colour: '#0f6cbd', value: ({ messages }) => messages.median },
      { name: 'slowest', colour: '#c50f1f', value: ({ messages }) => messages.slowest },
    ],
  },
  {
    title: 'Answer to a click, ms',
    curves: [
      { name: 'median', colour: '#0f6cbd', value: ({ clicks }) => clicks.median },
      { name: 'slowest', colour: '#c50f1f', value: ({ clicks }) => clicks.slowest },
    ],
  },
];

/** The samples as a picture: one panel below the other, time from left to right. */
export function plot(samples: readonly Sample[]): string {
  const end = Math.max(1, samples.at(-1)?.at ?? 1);
  const height = PANELS.length * (PANEL + GAP) + GAP / 2;
  const panels = PANELS.map((panel, index) => drawn(panel, samples, end, GAP / 2 + index * (PANEL + GAP)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function drawn({ title, curves }: Panel, samples: readonly Sample[], end: number, top: number): string {
  const values = curves.flatMap(({ value }) => samples.flatMap((sample) => value(sample) ?? []));
  const most = nice(Math.max(1, ...values));
  const x = (at: number): string => (LEFT + (at / end) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (value: number): string => (top + PANEL - (value / most) * PANEL).toFixed(1);
  const grid = [0, 0.5, 1].map((part) => {
    const level = y(most * part);
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${level}" y2="${level}" stroke="#e1dfdd"/>` +
      `<text x="${LEFT - 8}" y="${level}" dy="4" text-anchor="end" fill="#605e5c">${most * part}</text>`
    );
  });
  const times = [0, 0.25, 0.5, 0.75, 1].map(
    (part) =>
      `<text x="${x(end * part)}" y="${top + PANEL + 18}" text-anchor="middle" fill="#605e5c">${clock(end * part)}</text>`,
  );
  const lines = curves.map(({ colour, value }) => {
    const points = samples.flatMap((sample) => {
      const found = value(sample);
      return found === undefined ? [] : [`${x(sample.at)},${y(found)}`];
    });
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/>`;
  });
  const legend = curves.map(
    ({ name, colour }, index) =>
      `<text x="${WIDTH - RIGHT - index * 130}" y="${top - 8}" text-anchor="end" fill="${colour}">${name}</text>`,
  );
  return [
    `<text x="${LEFT}" y="${top - 8}" font-weight="600">${title}</text>`,
    ...grid,
    ...times,
    ...lines,
    ...legend,
  ].join('\n');
}

/** The next round number: 1, 2 or 5 with zeros. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
