import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/** How much happens in a step: what was sent is read, and what was read is answered. */
const TURNS = 4;
const LONGEST_STEP_MS = 10;
const STEPS = 50;

type Waiting = { readonly until: number; readonly step: number; readonly over: () => void };
const waiting = new Set<Waiting>();
let now = 0;
let goesOn = false;

/**
 * Time as this process lives it. On a busy machine the clock goes on while the process stands still, and what was
 * answered long ago is not heard of yet. Here it goes in steps with turns of the event loop in each, so that whoever
 * waits has seen about as much happen as on an idle machine.
 */
export function lived(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    after(milliseconds, resolve);
  });
}

/** How much of it has passed while somebody waited, in milliseconds since any moment. */
export const livedSoFar = (): number => now;

/** As `AbortSignal.timeout`, in lived time. */
export function livedTimeout(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  after(milliseconds, () => {
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  });
  return controller.signal;
}

function after(milliseconds: number, over: () => void): void {
  const step = Math.min(LONGEST_STEP_MS, Math.ceil(milliseconds / STEPS));
  waiting.add({ until: now + milliseconds, step, over });
  if (!goesOn) void goOn();
}

async function goOn(): Promise<void> {
  goesOn = true;
  while (waiting.size > 0) {
    const step = Math.max(1, Math.min(...[...waiting].map((one) => one.step)));
    await pause(step);
    for (let turns = 0; turns < TURNS; turns += 1) await turn();
    now += step;
    for (const one of waiting) {
      if (one.until > now) continue;
      waiting.delete(one);
      one.over();
    }
  }
  goesOn = false;
}
