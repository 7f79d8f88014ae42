import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';
import { portOf } from './port-of.ts';

/** One address in front of several processes, as a plain TCP balancer is: it knows connections and nothing of what they say. */
export type Balancer = {
  readonly url: string;
  /** Where connections go from now on, one after the other; one that is refused goes to the next. */
  readonly to: (ports: readonly number[]) => void;
  readonly close: () => Promise<void>;
};

export async function startBalancer(): Promise<Balancer> {
  let behind: readonly number[] = [];
  let turn = 0;
  const open = new Set<Socket>();

  const join = (client: Socket, tries: number): void => {
    const port = behind[(turn += 1) % Math.max(1, behind.length)];
    if (port === undefined || tries === 0) {
      client.destroy();
      return;
    }
    const server = connect(port, '127.0.0.1');
    let isThere = false;
    server.once('connect', () => {
      isThere = true;
      client.pipe(server).pipe(client);
    });
    server.once('error', () => {
      if (isThere) client.destroy();
      else join(client, tries - 1);
    });
    client.once('close', () => server.destroy());
    server.once('close', () => {
      if (isThere) client.destroy();
    });
  };

  const server = createServer((client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    join(client, behind.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    to: (ports) => {
      behind = ports;
    },
    close: async () => {
      server.close();
      for (const client of open) client.destroy();
      await once(server, 'close');
    },
  };
}
