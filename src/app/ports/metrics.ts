/**
 * Every figure that is told outside, by its name (OpenTelemetry: semantic conventions, units by UCUM). The table in
 * docs/operate.md and the names in docs/dashboard.json are held to this list.
 */
export const METRICS = {
  'bridgekeeper.turns': {
    kind: 'counter',
    unit: '{turn}',
    by: ['bridgekeeper.turn.kind'],
    says: 'messages, clicks and events of Teams that were let in',
  },
  'bridgekeeper.turn.duration': {
    kind: 'histogram',
    unit: 's',
    by: ['bridgekeeper.turn.kind'],
    says: 'how long each of them took, until all was done that its answer waits for',
  },
  'bridgekeeper.refusals': {
    kind: 'counter',
    unit: '{refusal}',
    by: ['bridgekeeper.refusal.kind'],
    says: 'what people were refused, and why',
  },
  'bridgekeeper.changes.ended': {
    kind: 'counter',
    unit: '{change}',
    by: ['bridgekeeper.change.state'],
    says: 'changes that ended, and how',
  },
  'bridgekeeper.changes.open': {
    kind: 'gauge',
    unit: '{change}',
    by: ['bridgekeeper.change.state'],
    says: 'changes that wait, are being written, or have an unknown outcome',
  },
  'bridgekeeper.changes.oldest': {
    kind: 'gauge',
    unit: 's',
    by: ['bridgekeeper.change.state'],
    says: 'for how long the oldest of them has been so; 0 where there is none',
  },
  'http.client.request.duration': {
    kind: 'histogram',
    unit: 's',
    by: [
      'bridgekeeper.service',
      'http.request.method',
      'url.template',
      'server.address',
      'server.port',
      'http.response.status_code',
      'error.type',
    ],
    says: 'each request to Microsoft Graph (`graph`) and to Teams (`connector`), repetitions one by one',
  },
  'bridgekeeper.graph.throttled': {
    kind: 'counter',
    unit: '{request}',
    by: [],
    says: 'requests that Microsoft Graph had no room for (429, or 503 with a time to wait)',
  },
  'bridgekeeper.look.age': {
    kind: 'gauge',
    unit: 's',
    by: [],
    says: 'how long ago all partners were compared last; not sent before that was ever so',
  },
  'bridgekeeper.drifts.open': {
    kind: 'gauge',
    unit: '{drift}',
    by: [],
    says: 'what somebody else changed and nobody has accepted or reverted',
  },
  'bridgekeeper.outbox.depth': {
    kind: 'gauge',
    unit: '{item}',
    by: ['bridgekeeper.outbox.kind'],
    says: 'what waits to be told: `cards`, `letters`, words to every administrator (`circulars`), `parked` events',
  },
  'bridgekeeper.listeners': {
    kind: 'gauge',
    unit: '{conversation}',
    by: [],
    says: 'conversations that would hear of drift',
  },
  'bridgekeeper.store.readable': {
    kind: 'gauge',
    unit: '{store}',
    by: [],
    says: 'whether the store could be read just now: 1 or 0; with 0 only this, who leads and the epoch are sent',
  },
  'bridgekeeper.leader': {
    kind: 'gauge',
    unit: '{leader}',
    by: [],
    says: 'whether this process leads: 1 or 0. With the embedded store always 1',
  },
  'bridgekeeper.epoch': {
    kind: 'gauge',
    unit: '{epoch}',
    by: [],
    says: 'how often a process has begun to lead. With the embedded store always 0',
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type Metric = {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly unit: string;
  /** Attributes that it is divided by. */
  readonly by: readonly string[];
  readonly says: string;
};

type Metrics = typeof METRICS;
export type MetricName = keyof Metrics;
type NamesOf<Kind extends Metric['kind']> = {
  [Name in MetricName]: Metrics[Name]['kind'] extends Kind ? Name : never;
}[MetricName];
export type CounterName = NamesOf<'counter'>;
export type HistogramName = NamesOf<'histogram'>;
export type GaugeName = NamesOf<'gauge'>;
