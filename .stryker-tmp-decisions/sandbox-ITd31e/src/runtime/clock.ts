// @ts-nocheck
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../app/ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds);
  },
};
