import process from 'node:process';
import { childSettings, type ChildSettings } from './bot-child.ts';

/** The other side of BotChild: reads the settings, tells the port, and answers how much memory is in use. */

export function readSettings(): ChildSettings {
  return childSettings.parse(JSON.parse(process.argv[2] ?? ''));
}

export function serve(port: number): void {
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    process.send?.({ heapUsed, rss, handles: process.getActiveResourcesInfo().length });
  });
  // A bench that was stopped leaves nobody behind.
  process.once('disconnect', () => process.exit());
  process.send?.({ port });
}
