import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { childSettings, type ChildSettings } from './bot-child.ts';

/** The other side of BotChild: reads the settings, tells the port, and answers how much memory and time is used. */

const PEAK_EVERY_MS = 20;

export function readSettings(): ChildSettings {
  return childSettings.parse(JSON.parse(process.argv[2] ?? ''));
}

export function serve(port: number): void {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let cpu = process.threadCpuUsage();
  let peak = process.memoryUsage.rss();
  setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), PEAK_EVERY_MS).unref();
  const meter = () => {
    const { user, system } = process.threadCpuUsage(cpu);
    const metered = { cpuMs: (user + system) / 1000, longestStopMs: delay.max / 1e6, peak };
    cpu = process.threadCpuUsage();
    peak = process.memoryUsage.rss();
    delay.reset();
    return metered;
  };
  process.on('message', (question) => {
    if (question === 'meter') {
      process.send?.(meter());
      return;
    }
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    process.send?.({ heapUsed, rss, handles: process.getActiveResourcesInfo().length });
  });
  // A bench that was stopped leaves nobody behind.
  process.once('disconnect', () => process.exit());
  process.send?.({ port });
}
