import net from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod/v4-mini';
import { childSettings, type ChildSettings } from './bot-child.ts';

/** The other side of BotChild: reads the settings, tells the port, and answers what was used. */

export const TEAMS_HOST = 'smba.trafficmanager.net';

export function readSettings(): ChildSettings {
  const settings = childSettings.parse(JSON.parse(process.argv[2] ?? ''));
  if (settings.connectorPort !== 0) leadTeamsTo(settings.connectorPort);
  return settings;
}

export function serve(port: number): void {
  let meter: ReturnType<typeof metering> | undefined;
  process.on('message', (what) => {
    // Not before somebody asks: to look at itself all the time costs a bot as much as some turns do.
    process.send?.(what === 'cpu' ? cpu() : what === 'meter' ? (meter ??= metering())() : memory());
  });
  // A bench that was stopped leaves nobody behind.
  process.once('disconnect', () => process.exit());
  // Started by npm it has nobody to send it to.
  if (process.send === undefined) process.stdout.write(JSON.stringify({ port }));
  else process.send({ port });
}

const gc = z.custom<() => void>((value) => typeof value === 'function');

/**
 * Takes away what nobody uses any more. The flag for it is set here, not when the process starts: what was compiled with
 * other flags is not used again, and the bot would have to compile itself.
 */
function collect(): void {
  v8.setFlagsFromString('--expose-gc');
  gc.parse(runInNewContext('gc'))();
}

function memory() {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss, handles: process.getActiveResourcesInfo().length };
}

const LOOK_EVERY_MS = 20;

/** How long the loop stopped at most, and how much memory there was at most, since the last time that it was asked. */
function metering() {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let peak = process.memoryUsage.rss();
  setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, LOOK_EVERY_MS).unref();
  return () => {
    const metered = { longestStopMs: delay.max / 1e6, peak };
    peak = process.memoryUsage.rss();
    delay.reset();
    return metered;
  };
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
