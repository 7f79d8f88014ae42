import http from 'node:http';
import https from 'node:https';

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** undefined: none. */
  readonly body: string | undefined;
};

/** An answer that has arrived as a whole. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

/** More than a page of 500 members of a team ever is, in bytes. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/**
 * Sends one request, once, and follows no redirect. The connection is kept by Node's own agent, whose idle time, trusted
 * authorities and proxy are those of Node's settings. Rejects where not all of an answer has come within the time.
 * @param withinMs of all of it, the last byte of the answer included
 */
export function exchange({ method, url, headers, body }: HttpRequest, withinMs: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    // Node takes longer to send a text than to make bytes of it and send them.
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes && { 'content-length': bytes.length };
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      headers: { ...headers, ...length },
    });
    const signal = AbortSignal.timeout(withinMs);
    const failed = (error: Error): void => {
      signal.removeEventListener('abort', late);
      reject(error);
      request.destroy();
    };
    const late = (): void => {
      failed(new Error(`no answer within ${withinMs} ms`));
    };
    signal.addEventListener('abort', late, { once: true });
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > LARGEST_ANSWER) failed(new Error(`an answer of more than ${LARGEST_ANSWER} bytes`));
      });
      response.once('end', () => {
        signal.removeEventListener('abort', late);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
      response.on('error', failed);
    });
    request.on('error', failed);
    request.end(bytes);
  });
}
