import { createHash } from 'node:crypto';
import { TraceFlags, type SpanContext } from '@opentelemetry/api';
import type { ChangeId } from '../domain/ids.ts';

const TRACE_ID_LENGTH = 32;
const SPAN_ID_LENGTH = 16;

/**
 * The trace of a change, and its first span: both follow from the change's id. So every process writes into the same one
 * - whoever asks, approves, carries it out or settles it, before and after a restart - and nothing has to be kept for it.
 */
export function traceOf(change: ChangeId): SpanContext {
  const hash = createHash('sha256').update(`bridgekeeper ${change}`).digest('hex');
  return {
    traceId: hash.slice(0, TRACE_ID_LENGTH),
    spanId: hash.slice(TRACE_ID_LENGTH, TRACE_ID_LENGTH + SPAN_ID_LENGTH),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  };
}
