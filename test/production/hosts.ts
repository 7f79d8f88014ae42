/**
 * Preloaded into the production process (`node --import`): its outgoing connections go to stand-ins on this machine.
 * Every TCP connection of Node - fetch, https, node-fetch, MSAL - is made by net.Socket's connect, so that is the one
 * place that is changed. TLS above it stays as it is: the real host name is asked for and checked in the certificate.
 */
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import process from 'node:process';
import type { Hosts, Trace } from './trace.ts';

const { ports, trace } = JSON.parse(process.env['PRODUCTION_TEST_HOSTS'] ?? '') as Hosts;
// The process under test shall see the environment of production and nothing else.
delete process.env['PRODUCTION_TEST_HOSTS'];
delete process.env['NODE_OPTIONS'];

function record(what: Trace): void {
  appendFileSync(trace, `${JSON.stringify(what)}\n`);
}

function refused(host: string): Error {
  return Object.assign(new Error(`the test lets nobody connect to ${host}`), { code: 'ECONNREFUSED' });
}

type Target = { host?: string; port?: number | string; path?: string };

/** The options among the arguments of connect, which are (options, done), (port, host, done) or one list of both. */
function optionsOf(args: readonly unknown[]): Target {
  const [first, second] = args;
  if (Array.isArray(first)) return first[0] as Target;
  if (typeof first === 'object' && first !== null) return first as Target;
  return { port: first as number, ...(typeof second === 'string' ? { host: second } : {}) };
}

const connect = net.Socket.prototype.connect as (this: net.Socket, ...args: unknown[]) => net.Socket;

net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
  const { host = 'localhost', port, path } = optionsOf(args);
  const name = path ?? `${host}:${port ?? ''}`;
  const standIn = ports[name];
  record({ kind: 'connect', to: name, refused: standIn === undefined });
  if (standIn === undefined) {
    this.destroy(refused(name));
    return this;
  }
  const options = { ...optionsOf(args), host: '127.0.0.1', port: standIn };
  const done = Array.isArray(args[0]) ? (args[0] as unknown[])[1] : args.find((arg) => typeof arg === 'function');
  return connect.call(this, options, ...(typeof done === 'function' ? [done] : []));
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

const listen = net.Server.prototype.listen as (this: net.Server, ...args: unknown[]) => net.Server;

net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]): net.Server {
  record({ kind: 'listen' });
  return listen.call(this, ...args);
};
