import net from 'node:net';
import process from 'node:process';
import { childSettings, type ChildSettings } from './bot-child.ts';

/** The other side of BotChild: reads the settings, tells the port, and answers what was used. */

export const TEAMS_HOST = 'smba.trafficmanager.net';

export function readSettings(): ChildSettings {
  const settings = childSettings.parse(JSON.parse(process.argv[2] ?? ''));
  if (settings.connectorPort !== 0) leadTeamsTo(settings.connectorPort);
  return settings;
}

export function serve(port: number): void {
  process.on('message', (what) => {
    process.send?.(what === 'cpu' ? cpu() : memory());
  });
  // A bench that was stopped leaves nobody behind.
  process.once('disconnect', () => process.exit());
  process.send?.({ port });
}

function memory() {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss, handles: process.getActiveResourcesInfo().length };
}

/** Of the thread that runs JavaScript, in milliseconds. */
function cpu() {
  const { user, system } = process.threadCpuUsage();
  return { mainMs: (user + system) / 1000 };
}

/** Whoever connects to Teams' host comes to a port of this machine. TLS above it stays as it is. */
function leadTeamsTo(port: number): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with what it is called with
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: readonly unknown[]): net.Socket {
    const [first, done] = args.flat();
    const isTeams = first instanceof Object && 'host' in first && first.host === TEAMS_HOST;
    const to = isTeams ? [Object.assign({}, first, { host: '127.0.0.1', port }), done] : args;
    Reflect.apply(connect, this, to);
    return this;
  };
}
