import { SpanStatusCode, type Span as ApiSpan } from '@opentelemetry/api';
import type { Attributes, Span } from '../app/ports.ts';
import type { ChangeId } from '../domain/ids.ts';
import { traceOf } from './change-trace.ts';

/** A span that is sent. */
export class LiveSpan implements Span {
  readonly api: ApiSpan;
  /** The first span of what it is a part of; of itself where it is that. */
  readonly #first: LiveSpan;
  readonly #changes = new Set<ChangeId>();

  constructor(api: ApiSpan, above: LiveSpan | undefined) {
    this.api = api;
    this.#first = above === undefined ? this : above.#first;
  }

  get traceId(): string {
    return this.api.spanContext().traceId;
  }
  get spanId(): string {
    return this.api.spanContext().spanId;
  }

  set(attributes: Attributes): void {
    this.api.setAttributes(attributes);
  }

  failed(type: string): void {
    this.api.setAttribute('error.type', type);
    this.api.setStatus({ code: SpanStatusCode.ERROR });
  }

  about(change: ChangeId): void {
    const { api } = this.#first;
    if (this.#first.#changes.has(change)) return;
    this.#first.#changes.add(change);
    api.setAttribute('bridgekeeper.change.id', change);
    api.addLink({ context: traceOf(change) });
  }
}
