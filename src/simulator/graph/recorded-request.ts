/** What the simulator remembers of a request. */
import { readablePath, type Incoming } from './incoming.ts';

export interface RecordedRequest {
  readonly method: string;
  /** Decoded, with the version and without the query. */
  readonly path: string;
  /** By name, decoded, e.g. `$expand`. */
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; the text itself where it is no JSON; `undefined` without a body. */
  readonly body: unknown;
  /** `undefined` while there is no answer, and for ever when the connection was reset or cut. */
  readonly status: number | undefined;
  /** performance.now() when the request had arrived. */
  readonly startedAt: number;
  /** performance.now() when the caller was answered or cut off; `undefined` until then. */
  readonly endedAt: number | undefined;
  /** Whether the request has made the tenant's state different. */
  readonly effect: boolean;
}

/** The same, as the server fills it in. */
export type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

export function openRecord(incoming: Incoming): OpenRecord {
  return {
    method: incoming.method,
    path: readablePath(incoming.rawPath),
    query: Object.fromEntries(incoming.query),
    headers: incoming.headers,
    body: incoming.body.isJson ? incoming.body.value : incoming.body.text,
    status: undefined,
    startedAt: performance.now(),
    endedAt: undefined,
    effect: false,
  };
}
