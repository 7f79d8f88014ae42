import { writeSync } from 'node:fs';
import process from 'node:process';
import type { DestinationStream } from 'pino';

/** How long a reader who is slow is waited for before the rest is tried again, in milliseconds. */
const AGAIN_AFTER_MS = 10;
/** How long readers who are slow are waited for, in milliseconds: all of it comes back within a minute. */
export const PATIENCE_MS = 1_000;
const PATIENCE_COMES_BACK_IN_MS = 60_000;

/**
 * Lines to a file descriptor, written at once: what is kept back for later is written at the exit, for ever when nobody
 * reads stdout any more. Nothing else goes on while one is written, so a reader who stalls is waited for a second and
 * no longer. What cannot be written then (also: a full disk, a reader who has gone) is lost and fails nobody who logs:
 * the store decides what the bot may do, not the log.
 * @param lost told how many lines were lost, as soon as one could be written again
 */
export function linesTo(fd: number, lost: (lines: number) => void = () => undefined): DestinationStream {
  const waited = patience();
  /** What is left of a line that the reader has begun to get. */
  let unfinished: Buffer = Buffer.alloc(0);
  /** Whether only a part of a line was written: the next one stands on a line of its own nevertheless. */
  let isTorn = false;
  let lostLines = 0;

  /** @returns what could not be written yet; undefined: it never will be */
  const put = (bytes: Buffer): Buffer | undefined => {
    let rest = bytes;
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(fd, rest));
      } catch (error) {
        if (!isAgain(error)) {
          isTorn ||= rest.length < bytes.length;
          return undefined;
        }
        if (!waited()) return rest;
      }
    }
    isTorn = false;
    return rest;
  };

  /** @returns whether the line is on its way */
  const written = (line: string): boolean => {
    if (unfinished.length > 0) {
      const left = put(unfinished);
      isTorn ||= left === undefined;
      unfinished = left ?? Buffer.alloc(0);
      if (unfinished.length > 0) return false;
    }
    const whole = Buffer.from(isTorn ? `\n${line}` : line);
    const left = put(whole);
    if (left === undefined || left.length === whole.length) return false;
    unfinished = left;
    return true;
  };

  return {
    write: (line) => {
      if (!written(line)) {
        lostLines += 1;
        return;
      }
      if (lostLines === 0 || unfinished.length > 0) return;
      const lines = lostLines;
      lostLines = 0;
      lost(lines);
    },
  };
}

/** Waits a moment for a reader, and says whether there was still patience to. */
function patience(): () => boolean {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  let leftMs = PATIENCE_MS;
  let waitedAt = performance.now();
  return () => {
    const now = performance.now();
    leftMs = Math.min(PATIENCE_MS, leftMs + ((now - waitedAt) / PATIENCE_COMES_BACK_IN_MS) * PATIENCE_MS);
    waitedAt = now;
    if (leftMs < AGAIN_AFTER_MS) return false;
    Atomics.wait(clock, 0, 0, AGAIN_AFTER_MS);
    leftMs -= performance.now() - now;
    return true;
  };
}

/** As `linesTo`, to stdout. */
export function linesToStdout(lost: (lines: number) => void): DestinationStream {
  // A pipe is inherited as one on which a write waits for ever. Node's own stream, once made, changes that for everybody.
  const { fd } = process.stdout;
  return linesTo(fd, lost);
}

const isAgain = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EAGAIN';
