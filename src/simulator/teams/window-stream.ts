import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The server's side of a WebSocket (RFC 6455) to a page that only listens. */

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const CLOSE = 0x88;
const OPCODE = 0x0f;
const CLOSES = 0x08;

export type Stream = { send(text: string): void; onEnd(listener: () => void): void };

export function acceptStream(request: IncomingMessage, socket: Duplex): Stream {
  const key = String(request.headers['sec-websocket-key']);
  const accept = createHash('sha1')
    .update(key + MAGIC)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.on('data', (data: Buffer) => {
    // A page that sends nothing sends but its farewell.
    if (((data[0] ?? 0) & OPCODE) === CLOSES) socket.end(Buffer.from([CLOSE, 0]));
  });
  socket.on('error', () => socket.destroy());
  return {
    send: (text) => {
      if (socket.writable) socket.write(textFrame(text));
    },
    onEnd: (listener) => void socket.once('close', listener),
  };
}

function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = TEXT;
  if (head.length === 2) {
    head[1] = length;
  } else if (head.length === 4) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}
