import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChangeId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CounterName, GaugeName, HistogramName } from './metrics.ts';

/** Ids, kinds and numbers. Never what people are called, nor what they wrote. */
export type Attributes = Readonly<Record<string, string | number>>;

/** One piece of work, as whoever watches the bot from outside sees it (OpenTelemetry: spans). */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  set(attributes: Attributes): void;
  /** It came to nothing, also where nothing was thrown. @param type a word for why, of few that there are */
  failed(type: string): void;
  /** What it is a part of has to do with that change: one leads to the other. */
  about(change: ChangeId): void;
}

export type Work = {
  readonly name: string;
  /**
   * `own`: a trace of its own, unless it is done for something that has one; `part`: only under that, and nobody is told
   * of it elsewhere; a change: in the trace of that change, whichever process asked for it.
   */
  readonly of: 'own' | 'part' | { readonly change: ChangeId };
  /** Left out: within the bot. */
  readonly kind?: 'server' | 'client';
  readonly attributes?: Attributes;
};

/** A request to a service over HTTP. */
export type Call = {
  readonly service: 'graph' | 'connector';
  readonly method: string;
  readonly url: URL;
  /** The path with names in place of ids and of whatever else is about somebody: `/v1.0/users/{id}`. */
  readonly template: string;
  /** Under which Microsoft has it in its own logs. */
  readonly requestId: string;
};

/** A step of a change that is stored. */
export type Move = {
  readonly change: ChangeId;
  readonly step: string;
  readonly command: string;
  readonly state: string;
  readonly requestedAt: Instant;
  /** Whether it has ended by it. */
  readonly isEnd: boolean;
};

export type Figure = { readonly name: GaugeName; readonly value: number; readonly attributes?: Attributes };

/** What whoever watches the bot from outside is told. Nothing of it may keep the bot from anything: none of it throws. */
export interface Telemetry {
  /** Does the work. What is done because of it stands under it. */
  span<Result>(work: Work, run: (span: Span) => Promise<Result>): Promise<Result>;
  /** Sends a request. @param statusOf null: no answer came */
  request<Answer>(
    call: Call,
    send: () => Promise<Answer>,
    statusOf: (answer: Answer) => number | null,
  ): Promise<Answer>;
  moved(move: Move): void;
  count(name: CounterName, attributes: Attributes): void;
  time(name: HistogramName, seconds: number, attributes: Attributes): void;
  /** @param read gives the figures of a moment; asked whenever they are sent */
  observe(read: () => Promise<readonly Figure[]>): void;
}

const NO_SPAN: Span = {
  traceId: '',
  spanId: '',
  set: () => undefined,
  failed: () => undefined,
  about: () => undefined,
};

/** Nobody watches. */
export const NO_TELEMETRY: Telemetry = {
  span: (_, run) => run(NO_SPAN),
  request: (_, send) => send(),
  moved: () => undefined,
  count: () => undefined,
  time: () => undefined,
  observe: () => undefined,
};

const current = new AsyncLocalStorage<Span>();

/** Does work that is a part of a span, also what it leaves to go on in the background. */
export const within = <Result>(span: Span, work: () => Result): Result => current.run(span, work);

/** What is being done now; undefined: nothing that anybody is told of. */
export const spanNow = (): Span | undefined => current.getStore();
