import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startServer, type Server } from '../../../src/simulator/postgres/server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test asks for the server of the run. */
    postgres: string;
  }
}

/** One real server for the whole run, which is started when the first test asks for it. */
export default async function forTheRun(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<Server> | undefined;
  const desk = createServer((_, response) => {
    started ??= startServer(process.env);
    started.then(
      ({ port, password }) => response.end(JSON.stringify({ port, password })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(desk, 'listening');
  desk.unref();
  project.provide('postgres', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    await (await started?.catch(() => undefined))?.remove();
  };
}
