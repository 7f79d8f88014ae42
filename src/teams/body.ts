import type { IncomingMessage } from 'node:http';

/** What a request brought, or the status that it is turned away with. */
export type Body =
  { readonly kind: 'read'; readonly json: unknown } | { readonly kind: 'refused'; readonly status: number };

export type BodyLimits = {
  /** Of one body, in bytes. */
  readonly most: number;
  readonly withinMs: number;
  /** Of all bodies that are being read, in bytes. */
  readonly together: number;
};

/** Teams' messages are below 100 KB; a long paste must still arrive to be answered in words. */
export const BODY_LIMITS: BodyLimits = { most: 256 * 1024, withinMs: 10_000, together: 16 * 1024 * 1024 };

/** Reads bodies of JSON: each of a size and in time, and all together within what the process can bear. Never rejects. */
export function bodyReader(limits: BodyLimits = BODY_LIMITS): (request: IncomingMessage) => Promise<Body> {
  const { most, withinMs, together } = limits;
  let held = 0;

  return (request) => {
    if (Number(request.headers['content-length'] ?? 0) > most) return Promise.resolve(refused(413));
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const done = (body: Body): void => {
        clearTimeout(timer);
        request.removeListener('data', take);
        held -= size;
        size = 0;
        chunks.length = 0;
        resolve(body);
      };
      const timer = setTimeout(() => {
        done(refused(408));
      }, withinMs);
      const take = (chunk: Buffer): void => {
        size += chunk.length;
        held += chunk.length;
        chunks.push(chunk);
        if (size > most) done(refused(413));
        else if (held > together) done(refused(503));
      };
      request.on('data', take);
      request.once('end', () => {
        done(parsed(Buffer.concat(chunks)));
      });
      // Whoever sent it hung up: nobody hears the answer.
      request.once('close', () => {
        done(refused(400));
      });
    });
  };
}

function parsed(body: Buffer): Body {
  try {
    return { kind: 'read', json: JSON.parse(body.toString('utf8')) };
  } catch {
    return refused(400);
  }
}

const refused = (status: number): Body => ({ kind: 'refused', status });
