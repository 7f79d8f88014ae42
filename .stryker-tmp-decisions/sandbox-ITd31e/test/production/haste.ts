/** Makes time pass faster in the process under test, so that nobody has to wait out its real time-outs and pauses. */
// @ts-nocheck

import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promises from 'node:timers/promises';

type Timer = (callback: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) => NodeJS.Timeout;

/** @param factor how many seconds the process lives in one second; must come before anything else is loaded */
export function hasten(factor: number): void {
  if (factor === 1) return;
  const quicker =
    (set: Timer): Timer =>
    (callback, milliseconds = 0, ...args) =>
      set(callback, milliseconds / factor, ...args);
  // What else hangs on them, such as the form that util.promisify looks for, stays.
  const setTimeout = Object.assign(quicker(timers.setTimeout as Timer), timers.setTimeout);
  const setInterval = Object.assign(quicker(timers.setInterval as Timer), timers.setInterval);
  Object.assign(timers, { setTimeout, setInterval });
  Object.assign(globalThis, { setTimeout, setInterval });

  const pause = promises.setTimeout;
  Object.assign(promises, {
    setTimeout: (milliseconds: number, ...rest: unknown[]) => pause(milliseconds / factor, ...(rest as [])),
  });
  syncBuiltinESMExports();

  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(Math.ceil(milliseconds / factor));

  const begun = Date.now();
  const wall = Date.now.bind(Date);
  const now = (): number => begun + Math.round((wall() - begun) * factor);
  globalThis.Date = class extends Date {
    constructor(...args: unknown[]) {
      super(...((args.length === 0 ? [now()] : args) as [number]));
    }
    static override now = now;
  } as DateConstructor;
  const elapsed = performance.now.bind(performance);
  performance.now = () => elapsed() * factor;
}
