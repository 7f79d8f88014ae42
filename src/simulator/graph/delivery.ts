/** How an answer reaches the caller, or does not. */
import type { Fault } from './faults.ts';
import { errorBody, type RequestIdentity } from './graph-error.ts';
import type { Answer } from './route.ts';

/** Where an answer goes: out, or into the answer to several requests in one. */
export interface Sink {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  write(text: string, done: () => void): unknown;
  end(text: string | undefined): unknown;
  /** Of the connection. */
  readonly socket: { destroy(): unknown; resetAndDestroy(): unknown } | null;
}

/** One request on its way out. */
export interface Exchange {
  readonly response: Sink;
  readonly identity: RequestIdentity;
  /** Of the request, with the version and without the query. */
  readonly path: string;
  /** Computes the answer from the state of this moment. */
  readonly evaluate: () => Answer;
  /** Carries out the answer's effect. */
  readonly takeEffect: (answer: Answer) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Called when the exchange is over for the caller; `status` is `undefined` when no whole answer was sent. */
  readonly ended: (status: number | undefined) => void;
}

export async function deliver(exchange: Exchange, fault: Fault | undefined): Promise<void> {
  const { evaluate, takeEffect } = exchange;
  switch (fault?.kind) {
    case undefined:
      sendWithEffect(exchange);
      return;
    case 'status':
      if (fault.takesEffect === true) takeEffect(evaluate());
      send(exchange, errorAnswer(fault, exchange.identity));
      return;
    case 'html':
      send(exchange, BAD_GATEWAY);
      return;
    case 'reset-before':
      reset(exchange);
      return;
    case 'reset-after':
      takeEffect(evaluate());
      reset(exchange);
      return;
    case 'hang-before':
      return;
    case 'hang-after':
      takeEffect(evaluate());
      return;
    case 'half-body':
      sendHalf(exchange);
      return;
    case 'slow':
      await exchange.sleep(fault.delayMs);
      sendWithEffect(exchange);
      return;
    case 'late-effect':
      if (fault.answer === 'reset') reset(exchange);
      await exchange.sleep(fault.delayMs);
      takeEffect(evaluate());
      return;
    case 'rewritten': {
      const answer = exchange.evaluate();
      exchange.takeEffect(answer);
      send(exchange, { ...answer, ...fault.rewrite(answer, exchange.path) });
      return;
    }
    case 'lost-effect':
      send(exchange, evaluate());
      return;
  }
}

function sendWithEffect(exchange: Exchange): void {
  const answer = exchange.evaluate();
  exchange.takeEffect(answer);
  send(exchange, answer);
}

/** Nothing is sent to a caller that has gone away. */
function send(exchange: Exchange, answer: Answer): void {
  const { response } = exchange;
  const text = textOf(answer);
  response.writeHead(answer.status, headersOf(exchange, answer, text));
  response.end(text);
  exchange.ended(answer.status);
}

function sendHalf(exchange: Exchange): void {
  const { response, evaluate, takeEffect } = exchange;
  const answer = evaluate();
  takeEffect(answer);
  const text = textOf(answer);
  if (text === undefined) {
    reset(exchange);
    return;
  }
  response.writeHead(answer.status, headersOf(exchange, answer, text));
  // Ended in order and not reset, so that the half that was written does arrive.
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroy());
  exchange.ended(undefined);
}

function reset(exchange: Exchange): void {
  exchange.response.socket?.resetAndDestroy();
  exchange.ended(undefined);
}

function textOf(answer: Answer): string | undefined {
  if (answer.body === undefined) return undefined;
  return typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
}

function headersOf({ identity }: Exchange, answer: Answer, text: string | undefined): Record<string, string> {
  return {
    'request-id': identity.requestId,
    'client-request-id': identity.clientRequestId,
    ...(text === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
    ...answer.headers,
  };
}

function errorAnswer(fault: Extract<Fault, { kind: 'status' }>, identity: RequestIdentity): Answer {
  const { status, code = 'UnknownError', message = 'The service could not complete the request.' } = fault;
  return {
    status,
    headers: {
      ...(fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }),
      ...fault.headers,
    },
    body: errorBody({ code, message }, identity),
  };
}

const BAD_GATEWAY: Answer = {
  status: 502,
  headers: { 'Content-Type': 'text/html' },
  body: '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>',
};
