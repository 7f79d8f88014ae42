import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** More than Teams and whatever stands before the bot ever open before their first token. */
export const MOST_UNKNOWN = 1_000;

/** Connections on which nobody has shown a valid token yet; of too many of them the oldest is closed. */
export interface Connections {
  /** A valid token came with a request on it. */
  trust(socket: Socket): void;
}

/**
 * Keeps strangers from having all connections: those without a valid token are closed first, the oldest first, so that
 * however many there are, Teams gets in.
 * @param most how many of them may be open at the same time
 */
export function boundConnections(server: Server, most = MOST_UNKNOWN): Connections {
  const unknown = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unknown.add(socket);
    socket.once('close', () => unknown.delete(socket));
    const [oldest] = unknown;
    if (unknown.size > most && oldest !== undefined) {
      unknown.delete(oldest);
      oldest.destroy();
    }
  });
  return {
    trust: (socket) => {
      unknown.delete(socket);
    },
  };
}
