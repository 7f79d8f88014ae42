import type { Program } from './bot-child.ts';
import type { BusyTeams } from './busy-teams.ts';
import type { StartedByNpm } from './by-npm.ts';

const ROUNDS = 5;

/** From the start of npm, or of the process where npm does not start it, in milliseconds. */
export type Start = {
  /** Until it takes requests. */
  readonly readyMs: number;
  /** Until its first `help` was answered. */
  readonly answeredMs: number;
};

/** Starts both bots in turn. Both of a round meet the same machine. */
export async function measureStarts(
  teams: BusyTeams,
  start: (program: Program) => Promise<StartedByNpm>,
  whole: Program,
  other: Program,
): Promise<readonly { readonly whole: Start; readonly other: Start }[]> {
  const one = async (program: Program): Promise<Start> => {
    const startedAt = performance.now();
    const bot = await start(program);
    try {
      const readyMs = performance.now() - startedAt;
      await teams.help(bot.url);
      return { readyMs, answeredMs: performance.now() - startedAt };
    } finally {
      await bot.stop();
    }
  };
  const rounds: { readonly whole: Start; readonly other: Start }[] = [];
  for (let number = 1; number <= ROUNDS; number += 1) {
    rounds.push({ whole: await one(whole), other: await one(other) });
  }
  return rounds;
}
