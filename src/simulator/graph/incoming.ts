/** One HTTP request, read whole. */
import type { IncomingMessage } from 'node:http';

export interface Incoming {
  readonly method: string;
  /** As sent: encoded, without the query. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  /** By lower-case name; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** `value` is `undefined` when there was no body. */
type Body = { readonly isJson: true; readonly value: unknown } | { readonly isJson: false; readonly text: string };

export async function readIncoming(request: IncomingMessage): Promise<Incoming> {
  const target = request.url ?? '/';
  const queryAt = target.indexOf('?');
  const rawPath = queryAt === -1 ? target : target.slice(0, queryAt);
  const query = new URLSearchParams(queryAt === -1 ? '' : target.slice(queryAt + 1));
  const headers = Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.join(', ') ?? '']),
  );
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return { method: request.method ?? 'GET', rawPath, query, headers, body: parseBody(text) };
}

function parseBody(text: string): Body {
  try {
    return { isJson: true, value: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { isJson: false, text };
  }
}

/** The path as people read it; as it was sent where it cannot be decoded. */
export function readablePath(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return rawPath;
  }
}
