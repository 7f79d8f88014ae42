const WIDTH = 480;
const HEIGHT = 240;
const LEFT = 64;
const BOTTOM = 32;
const TOP = 36;
const RIGHT = 24;

/** How a figure grows: pairs of how many there are, and what it comes to. */
export type Curve = { readonly title: string; readonly points: readonly (readonly [many: number, figure: number])[] };

/** The curve as a picture, both axes logarithmic: what grows as what there is rises as the diagonal does. */
export function drawn({ title, points }: Curve): string {
  const many = points.map(([count]) => Math.log10(count));
  const figures = points.map(([, figure]) => Math.log10(Math.max(figure, 1)));
  const [least, most] = [Math.min(...many), Math.max(...many)];
  const top = Math.max(1, Math.ceil(Math.max(...figures)));
  const x = (value: number): string =>
    (LEFT + ((value - least) / Math.max(1e-9, most - least)) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (value: number): string => (HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)).toFixed(1);
  const dots = points.map((point, index) => {
    const [cx, cy] = [x(many[index] ?? 0), y(figures[index] ?? 0)];
    return (
      `<circle cx="${cx}" cy="${cy}" r="3" fill="#0f6cbd"/>` +
      `<text x="${cx}" y="${Number(cy) - 8}" text-anchor="middle">${point[1].toFixed(0)}</text>` +
      `<text x="${cx}" y="${HEIGHT - 10}" text-anchor="middle" fill="#605e5c">${point[0].toLocaleString('en')}</text>`
    );
  });
  const line = points.map((_, index) => `${x(many[index] ?? 0)},${y(figures[index] ?? 0)}`).join(' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="18" font-weight="bold">${title}</text>`,
    `<polyline points="${line}" fill="none" stroke="#0f6cbd"/>`,
    ...dots,
    '</svg>\n',
  ].join('\n');
}
