import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotChild, type Memory, type Program } from './bot-child.ts';
import { startBusyTeams } from './busy-teams.ts';
import { startByNpm } from './by-npm.ts';
import { measureStarts, type Start } from './starts.ts';

const AT_ONCE = 8;
const WARM_UP_TURNS = 3_000;
const ROUNDS = 5;
const ROUND_MS = 2_000;
const MEMORY_TURNS = 5_000;
/** A machine that is busy with something else has done fewer by then. */
const MEMORY_WITHIN_MS = 25_000;

/** What one bot did in one round: each figure is of `help`, by a turn at a time from each of eight people. */
export type Round = {
  readonly perSecond: number;
  /** Of a turn, until its answer and its message have both arrived, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Work of the main thread for a turn, in milliseconds. */
  readonly mainMs: number;
};

export type Load = {
  readonly starts: readonly { readonly whole: Start; readonly other: Start }[];
  /** Both bots of a round have met the same machine. */
  readonly rounds: readonly { readonly whole: Round; readonly other: Round }[];
  /** Of a message, in bytes. */
  readonly bytes: { readonly whole: number; readonly other: number };
  /** After the first turn, and after 3,000 more. */
  readonly memory: readonly { readonly turns: number; readonly whole: Memory; readonly other: Memory }[];
  /** Whether the whole bot's memory stays: turns between the two looks at it. */
  readonly turns: number;
  readonly before: Memory;
  readonly after: Memory;
};

/** The bot, and what stands beside it. */
export type Pair = {
  readonly whole: Program;
  readonly other: Program;
  /** The other answers with a text that can be made as long as the bot's message. */
  readonly isEcho: boolean;
};

/**
 * Turns of `help` through both bots, in turn, and what the whole bot's memory is after many of them.
 * @param prepare makes both, in a folder that is there as long as the measurement
 */
export async function measureLoad(prepare: (folder: string) => Promise<Pair>): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-bench-'));
  const teams = await startBusyTeams(folder);
  const { whole, other, isEcho } = await prepare(folder);
  /** Each has a store of its own. */
  const ownFolder = (program: Program): string => {
    const own = join(folder, program === whole ? 'whole' : 'other');
    mkdirSync(own, { recursive: true });
    return own;
  };
  const start = (program: Program, answerBytes = 0): Promise<BotChild> => {
    const own = ownFolder(program);
    return BotChild.start(program, { ...teams.settings, folder: own, answerBytes }, teams.authorityFile);
  };

  /** So many turns at once, until there were enough or time is up. */
  const run = async (bot: BotChild, most: number, withinMs = Infinity) => {
    const startedAt = performance.now();
    const took: number[] = [];
    let begun = 0;
    const speaker = async (): Promise<void> => {
      while (begun < most && performance.now() - startedAt < withinMs) {
        begun += 1;
        const saidAt = performance.now();
        await teams.help(bot.url);
        took.push(performance.now() - saidAt);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, speaker));
    return { took: took.sort((a, b) => a - b), ms: performance.now() - startedAt };
  };
  const round = async (bot: BotChild): Promise<Round> => {
    const before = await bot.mainMs();
    const { took, ms } = await run(bot, Infinity, ROUND_MS);
    return {
      perSecond: (took.length * 1000) / ms,
      p50: took[Math.floor(took.length / 2)] ?? Infinity,
      p99: took[Math.floor(took.length * 0.99)] ?? Infinity,
      mainMs: ((await bot.mainMs()) - before) / took.length,
    };
  };

  /** Its messages have other things around the text, whose length is the same for each. */
  const aroundEcho = async (): Promise<number> => {
    const short = await start(other);
    return (await teams.help(short.url).finally(() => short.stop())) - 'Echo: help'.length;
  };

  const byNpm = (program: Program) => startByNpm(program, teams.settings, ownFolder(program), teams.authorityFile);
  // An older revision says only to whoever has forked it that it is ready.
  const starts = await measureStarts(teams, isEcho ? byNpm : (program) => start(program), whole, other);
  const wholeBot = await start(whole);
  try {
    const bytes = await teams.help(wholeBot.url);
    const otherBot = await start(other, isEcho ? bytes - (await aroundEcho()) : 0);
    try {
      const answered = await teams.help(otherBot.url);
      const look = async (turns: number) => ({ turns, whole: await wholeBot.memory(), other: await otherBot.memory() });
      const idle = await look(1);
      await run(wholeBot, WARM_UP_TURNS);
      await run(otherBot, WARM_UP_TURNS);
      const memory = [idle, await look(WARM_UP_TURNS)];
      const rounds: Load['rounds'][number][] = [];
      for (let number = 1; number <= ROUNDS; number += 1) {
        rounds.push({ whole: await round(wholeBot), other: await round(otherBot) });
      }
      // The rounds have warmed the process: what grows from here on would go on growing.
      const before = await wholeBot.memory();
      const { took } = await run(wholeBot, MEMORY_TURNS, MEMORY_WITHIN_MS);
      const after = await wholeBot.memory();
      return { starts, rounds, bytes: { whole: bytes, other: answered }, memory, turns: took.length, before, after };
    } finally {
      await otherBot.stop();
    }
  } finally {
    await wholeBot.stop();
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
