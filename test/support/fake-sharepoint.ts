import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How SharePoint answers: a status, an address to go to instead, or never. */
export type SharePointFault = number | { readonly redirect: string } | 'hang';

export type Uploaded = {
  readonly path: string;
  readonly text: string;
  readonly range: string;
  readonly authorization: string | undefined;
};

/** The tenant's own SharePoint, over real HTTP on this machine. */
export interface FakeSharePoint {
  readonly url: string;
  /** Every file that was put there, in order. */
  readonly uploads: readonly Uploaded[];
  /** What it gives to whoever asks, from now on. */
  serve(content: string | Buffer): void;
  /** Tokens that came with requests to read. */
  readonly readWith: readonly (string | undefined)[];
  /** The next request fails so. */
  fail(fault: SharePointFault): void;
  close(): Promise<void>;
}

export async function startFakeSharePoint(): Promise<FakeSharePoint> {
  const uploads: Uploaded[] = [];
  const faults: SharePointFault[] = [];
  const readWith: (string | undefined)[] = [];
  let served: string | Buffer = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const fault = faults.shift();
      if (fault === 'hang') return;
      if (typeof fault === 'object') response.setHeader('location', fault.redirect);
      response.statusCode = typeof fault === 'number' ? fault : fault === undefined ? 201 : 302;
      if (fault === undefined && request.method === 'GET') {
        readWith.push(request.headers.authorization);
        response.statusCode = 200;
        response.end(served);
        return;
      }
      if (fault === undefined) {
        const { 'content-range': range = '', authorization } = request.headers;
        const text = Buffer.concat(chunks).toString('utf8');
        uploads.push({ path: request.url ?? '', text, range, authorization });
      }
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    uploads,
    serve: (content) => {
      served = content;
    },
    readWith,
    fail: (fault) => void faults.push(fault),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
