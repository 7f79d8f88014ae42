/** Several requests in one (Graph: JSON batching). */
import type { Sink } from './delivery.ts';
import { badRequest } from './graph-error.ts';
import type { Incoming } from './incoming.ts';
import { fields } from './request-body.ts';
import type { Answer } from './route.ts';

/** Graph takes no more in one. */
const MOST = 20;

/** One of several requests, as if it had come by itself; what it says nothing of is as of the whole. */
export type Part = { readonly id: string; readonly incoming: Incoming };

export const isBatch = ({ method, rawPath }: Incoming): boolean =>
  method === 'POST' && /^\/(?:v1\.0|beta)\/\$batch$/.test(rawPath);

/** What was asked in one, in its order; 400 where it is not what Graph takes. */
export function partsOf(whole: Incoming): readonly Part[] {
  const { requests } = fields(whole.body.isJson ? whole.body.value : undefined, 'batch', ['requests']);
  if (!Array.isArray(requests) || requests.length === 0) throw badRequest('A batch has to have requests.');
  if (requests.length > MOST) throw badRequest(`A batch has at most ${MOST} requests.`);
  const parts = requests.map((request: unknown) => partOf(request, whole));
  // Graph compares ids without regard to case.
  if (new Set(parts.map(({ id }) => id.toLowerCase())).size < parts.length) throw badRequest('An id is there twice.');
  return parts;
}

function partOf(request: unknown, whole: Incoming): Part {
  const {
    id,
    method,
    url,
    headers = {},
    body,
  } = fields(request, 'request', ['id', 'method', 'url', 'headers', 'body']);
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string' || !url.startsWith('/'))
    throw badRequest('A request of a batch has an id, a method and a relative url.');
  const version = whole.rawPath.slice(0, whole.rawPath.lastIndexOf('/'));
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const own = Object.entries(fields(headers, 'headers')).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  const { authorization = '', 'client-request-id': asked = '' } = whole.headers;
  return {
    id,
    incoming: {
      method,
      rawPath: `${version}${path}`,
      query: new URLSearchParams(query),
      headers: { authorization, 'client-request-id': asked, batch: asked, ...Object.fromEntries(own) },
      body: { isJson: true, value: body },
    },
  };
}

/** Takes the answer to one of several; what befalls its connection befalls that of the whole. */
export class PartSink implements Sink {
  readonly answered: Promise<Answer>;
  readonly socket: Sink['socket'];
  #head: Pick<Answer, 'status' | 'headers'> = { status: 200 };
  readonly #answer: (answer: Answer) => void;

  constructor(whole: Sink) {
    this.socket = whole.socket;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.answered = promise;
    this.#answer = resolve;
  }

  writeHead(status: number, headers: Readonly<Record<string, string>>): void {
    this.#head = { status, headers };
  }

  write(_text: string, done: () => void): void {
    done();
  }

  end(text: string | undefined): void {
    this.#answer({ ...this.#head, ...(text !== undefined && { body: bodyOf(text) }) });
  }
}

/** What is no JSON comes as a text. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Buffer.from(text).toString('base64');
  }
}
