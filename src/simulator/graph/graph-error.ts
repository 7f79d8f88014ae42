/** Graph's way of saying no. */

export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
}

/** Thrown by routes; the server turns it into Graph's error body. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: readonly ErrorDetail[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = more.details ?? [];
    this.headers = more.headers ?? {};
  }
}

/** What identifies one request in Graph's logs and error bodies. */
export interface RequestIdentity {
  readonly requestId: string;
  /** The caller's own id; Graph repeats its request-id here when the caller sent none. */
  readonly clientRequestId: string;
  readonly date: Date;
}

/** `{error: {code, message, innerError: {date, request-id, client-request-id}, details?}}` */
export function errorBody(
  error: { code: string; message: string; details?: readonly ErrorDetail[] },
  identity: RequestIdentity,
): unknown {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.details !== undefined && error.details.length > 0 ? { details: error.details } : {}),
      innerError: {
        date: identity.date.toISOString().slice(0, 19),
        'request-id': identity.requestId,
        'client-request-id': identity.clientRequestId,
      },
    },
  };
}

export function badRequest(message: string): GraphError {
  return new GraphError(400, 'Request_BadRequest', message);
}

export function resourceNotFound(what: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
