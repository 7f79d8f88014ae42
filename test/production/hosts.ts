/**
 * Preloaded into the production process (`node --import`): its outgoing connections go to stand-ins on this machine.
 * Every TCP connection of Node - fetch, https, node-fetch, MSAL - is made by net.Socket's connect, so that is the one
 * place that is changed. TLS above it stays as it is: the real host name is asked for and checked in the certificate.
 */
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hasten } from './haste.ts';
import type { Hosts, Trace } from './trace.ts';

const { ports, trace, haste, lifeline } = JSON.parse(process.env['PRODUCTION_TEST_HOSTS'] ?? '') as Hosts;
// The process under test shall see the environment of production and nothing else.
delete process.env['PRODUCTION_TEST_HOSTS'];
const options = process.env['NODE_OPTIONS']?.replace(/ ?--import \S+$/, '') ?? '';
if (options === '') delete process.env['NODE_OPTIONS'];
else process.env['NODE_OPTIONS'] = options;
delete process.env['NODE_COMPILE_CACHE'];
hasten(haste);

// Whoever started this process holds the other end: when they are gone, however they went, nobody is left behind.
new net.Socket({ fd: lifeline })
  .once('close', () => process.kill(process.pid, 'SIGKILL'))
  .resume()
  .unref();

function record(what: Trace): void {
  appendFileSync(trace, `${JSON.stringify(what)}\n`);
}

function refused(host: string): Error {
  return Object.assign(new Error(`the test lets nobody connect to ${host}`), { code: 'ECONNREFUSED' });
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Target = { readonly host?: string; readonly port?: unknown; readonly path?: string };

/** What connect is told to connect to: its arguments are (options, done), (port, host, done) or one list of both. */
function targetOf([first, second]: readonly unknown[]): Target {
  if (Array.isArray(first)) return first[0] as Target;
  if (typeof first === 'object' && first !== null) return first;
  return { port: first, ...(typeof second === 'string' ? { host: second } : {}) };
}

function doneOf(args: readonly unknown[]): unknown {
  return args.flat().find((arg) => typeof arg === 'function');
}

const connect = Reflect.get(net.Socket.prototype, 'connect') as Method;

net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
  const target = targetOf(args);
  const name = target.path ?? `${target.host ?? 'localhost'}:${String(target.port)}`;
  const port = ports[name];
  record({ kind: 'connect', to: name, refused: port === undefined });
  if (port === undefined) this.destroy(refused(name));
  else connect.call(this, { ...target, host: '127.0.0.1', port }, doneOf(args));
  return this;
};

// Nothing that connects as above asks for an address any more; what asks all the same shall be seen.
const lookUp = (host: string, ...more: unknown[]): void => {
  record({ kind: 'connect', to: host, refused: true });
  const done = more.at(-1);
  if (typeof done === 'function') (done as (error: Error) => void)(refused(host));
};
dns.lookup = lookUp as unknown as typeof dns.lookup;
dns.promises.lookup = ((host: string) => {
  lookUp(host);
  return Promise.reject(refused(host));
}) as typeof dns.promises.lookup;

const listen = Reflect.get(net.Server.prototype, 'listen') as Method;

net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]): net.Server {
  record({ kind: 'listen' });
  listen.call(this, ...args);
  return this;
};

/** Whoever wants to know how much memory it takes sends this signal. */
process.on('SIGUSR2', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  // What a buffer had is given back a moment after its object is gone.
  setTimeout(() => {
    collect();
    const { rss: resident, heapUsed, external } = process.memoryUsage();
    record({ kind: 'memory', resident, used: heapUsed + external });
  }, 100);
});
