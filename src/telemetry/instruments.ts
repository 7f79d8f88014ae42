import type { Meter } from '@opentelemetry/api';
import { METRICS, type CounterName, type GaugeName, type HistogramName, type Metric } from '../app/ports/metrics.ts';
import type { Figure, Telemetry } from '../app/ports.ts';

/** In seconds: from what is answered at once to what a person gives up on (the conventions' own, and more). */
const BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30];

/** What is counted, timed and looked at. */
export function instruments(meter: Meter): Pick<Telemetry, 'count' | 'time' | 'observe'> {
  const all = Object.entries<Metric>(METRICS);
  const made = <Made>(kind: Metric['kind'], make: (name: string, about: Metric) => Made): ReadonlyMap<string, Made> =>
    new Map(all.flatMap(([name, about]) => (about.kind === kind ? [[name, make(name, about)] as const] : [])));
  const options = ({ unit, says }: Metric) => ({ unit, description: says });
  const counters = made('counter', (name, about) => meter.createCounter(name, options(about)));
  const histograms = made('histogram', (name, about) =>
    meter.createHistogram(name, { ...options(about), advice: { explicitBucketBoundaries: BOUNDARIES } }),
  );
  const gauges = made('gauge', (name, about) => meter.createObservableGauge(name, options(about)));
  return {
    count: (name: CounterName, attributes) => counters.get(name)?.add(1, attributes),
    time: (name: HistogramName, seconds, attributes) => histograms.get(name)?.record(seconds, attributes),
    observe: (read) => {
      meter.addBatchObservableCallback(
        async (result) => {
          const figures: readonly Figure[] = await read();
          for (const { name, value, attributes = {} } of figures) {
            const gauge = gauges.get(name satisfies GaugeName);
            if (gauge !== undefined) result.observe(gauge, value, attributes);
          }
        },
        [...gauges.values()],
      );
    },
  };
}
