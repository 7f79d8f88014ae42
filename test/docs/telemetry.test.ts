import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { METRICS, type Metric } from '../../src/app/ports/metrics.ts';
import { read, ROOT, rowsAfter } from './documents.ts';

type Dashboard = {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets: readonly { readonly expr: string }[];
  }[];
};

/** As Prometheus writes it. */
const underscored = (name: string): string => name.replaceAll('.', '_');
const UNITS: Readonly<Record<string, string>> = { s: '_seconds' };

/** The names that one figure has in Prometheus (OpenTelemetry: compatibility with Prometheus). */
function namesOf(name: string, { kind, unit }: Metric): readonly string[] {
  const base = `${underscored(name)}${UNITS[unit] ?? ''}`;
  if (kind === 'counter') return [`${base}_total`];
  return kind === 'histogram' ? ['_bucket', '_count', '_sum'].map((end) => `${base}${end}`) : [base];
}

const figures = Object.entries<Metric>(METRICS);
const labels = new Set([...figures.flatMap(([, { by }]) => by.map(underscored)), 'service_name', 'le']);
const known = new Set(figures.flatMap(([name, metric]) => namesOf(name, metric)));
/** Words of PromQL itself. */
const PROMQL = /^(sum|min|max|by|rate|increase|changes|absent|or|histogram_quantile|min_over_time)$/;

/** What an expression is made of: names that are neither PromQL's nor texts or times. */
const wordsOf = (expression: string): readonly string[] =>
  [...expression.replaceAll(/"[^"]*"|\[[^\]]*\]/g, '').matchAll(/[a-z_]{2,}\w*/g)]
    .map(([word]) => word)
    .filter((word) => !PROMQL.test(word));

const dashboard = (JSON.parse(read('docs/dashboard.json')) as Dashboard).panels;
const alerts = rowsAfter(read('docs/operate.md'), '### What to alert on').map(([when = '', , says = '']) => ({
  expression: when.replaceAll('`', '').replaceAll('\\|', '|'),
  says,
}));
const SOURCES: readonly (readonly [string, readonly string[]])[] = [
  ['docs/dashboard.json', dashboard.flatMap(({ targets }) => targets.map(({ expr }) => expr))],
  ['the alerts of docs/operate.md', alerts.map(({ expression }) => expression)],
];

describe.each(SOURCES)('%s', (_, expressions) => {
  test('names only figures and attributes that are sent', () => {
    expect(expressions.length).toBeGreaterThan(10);
    const unknown = expressions.flatMap(wordsOf).filter((word) => !known.has(word) && !labels.has(word));
    expect(unknown).toEqual([]);
  });

  test('asks for each attribute only of figures that are divided by it', () => {
    for (const expression of expressions) {
      const words = wordsOf(expression);
      const asked = figures.filter(([name, metric]) => namesOf(name, metric).some((one) => words.includes(one)));
      const divided = asked.flatMap(([, { by }]) => by.map(underscored));
      const used = words.filter((word) => labels.has(word) && word !== 'service_name' && word !== 'le');
      expect(
        used.filter((word) => !divided.includes(word)),
        expression,
      ).toEqual([]);
    }
  });

  test('leaves out no figure', () => {
    const named = new Set(expressions.flatMap(wordsOf));
    const missing = figures.filter(([name, metric]) => !namesOf(name, metric).some((one) => named.has(one)));
    expect(missing.map(([name]) => name)).toEqual([]);
  });
});

test('what is not sent at first is alerted on where it stays away, too, and is no empty panel', () => {
  const late = figures.filter(([, { says }]) => says.includes('not sent before')).flatMap(([name, metric]) => namesOf(name, metric));
  expect(late).toEqual(['bridgekeeper_look_age_seconds']);
  for (const name of late) {
    expect(alerts.map(({ expression }) => expression)).toContain(`absent(${name})`);
    const shown = dashboard.flatMap(({ targets }) => targets.map(({ expr }) => expr)).filter((expr) => expr.includes(name));
    expect(shown.filter((expr) => !expr.includes(`or -absent(${name}`)), name).toEqual([]);
  }
}); // prettier-ignore

test('each alert says what it means', () => {
  for (const { says, expression } of alerts) expect(says, expression).toMatch(/^[A-Z].{20,}\.$/);
});

test('the panels of the dashboard have a title each, and do not lie on one another', () => {
  expect(new Set(dashboard.map(({ title }) => title)).size).toBe(dashboard.length);
  expect(new Set(dashboard.map(({ id }) => id)).size).toBe(dashboard.length);
  const cells = dashboard.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test('every figure of the list is told somewhere in the code', () => {
  const files = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('ports/metrics.ts'));
  const code = files.map((file) => readFileSync(`${ROOT}${file}`, 'utf8')).join('\n');
  expect(figures.map(([name]) => name).filter((name) => !code.includes(`'${name}'`))).toEqual([]);
});
