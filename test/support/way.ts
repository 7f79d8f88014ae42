import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** The way of one process to a server, which a network can lose. */
export type Way = {
  readonly port: number;
  /** What is made from now on leads to another one; what there is stays. */
  readonly lead: (port: number) => void;
  /** Nothing comes through what there is, ever, and nobody is told; what is made from now on is well. */
  readonly forget: () => void;
  /** From now on nothing comes through, either way, and nobody is told. */
  readonly cut: () => void;
  /** It leads there again; what was under way when it was cut is gone. */
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

export async function wayTo(first: number): Promise<Way> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let port = first;
  let forgotten = new WeakSet<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    const onwards = connect(port, '127.0.0.1');
    const pair = [client, onwards] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      for (const one of pair) one.destroy();
    };
    for (const [from, to] of [pair, [onwards, client] as const]) {
      from.on('data', (bytes) => {
        // What is lost on the way is lost: the other side waits for it.
        if (!isCut && !forgotten.has(client)) to.write(bytes);
      });
      from.on('error', end).once('close', () => {
        if (!isCut) end();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = (): void => {
    for (const pair of [...pairs]) for (const one of pair) one.destroy();
    pairs.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    lead: (other) => {
      port = other;
    },
    forget: () => {
      forgotten = new WeakSet([...pairs].map(([client]) => client));
    },
    cut: () => {
      isCut = true;
    },
    mend: () => {
      drop();
      isCut = false;
    },
    close: async () => {
      server.close();
      drop();
      await once(server, 'close');
    },
  };
}
