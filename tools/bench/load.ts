import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotChild, type Memory, type Program } from './bot-child.ts';
import { startBusyTeams } from './busy-teams.ts';
import { builtBot, ECHO_BOT } from './programs.ts';
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
  readonly starts: readonly { readonly whole: Start; readonly echo: Start }[];
  /** Both bots of a round have met the same machine. */
  readonly rounds: readonly { readonly whole: Round; readonly echo: Round }[];
  /** Of a message, in bytes. */
  readonly bytes: { readonly whole: number; readonly echo: number };
  /** After the first turn, and after 3,000 more. */
  readonly memory: readonly { readonly turns: number; readonly whole: Memory; readonly echo: Memory }[];
  /** Whether the whole bot's memory stays: turns between the two looks at it. */
  readonly turns: number;
  readonly before: Memory;
  readonly after: Memory;
};

/** Turns of `help` through both bots, in turn, and what the whole bot's memory is after many of them. */
export async function measureLoad(): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-bench-'));
  const teams = await startBusyTeams(folder);
  const settings = { ...teams.settings, folder };
  const start = (program: Program, answerBytes = 0): Promise<BotChild> =>
    BotChild.start(program, { ...settings, answerBytes }, teams.authorityFile);

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

  const built = await builtBot(join(folder, 'build'));
  const starts = await measureStarts(teams, (program) => start(program), built, ECHO_BOT);
  const wholeBot = await start(built);
  try {
    const bytes = await teams.help(wholeBot.url);
    // Its messages have other things around the text, whose length is the same for each.
    const short = await start(ECHO_BOT);
    const around = (await teams.help(short.url).finally(() => short.stop())) - 'Echo: help'.length;
    const echoBot = await start(ECHO_BOT, bytes - around);
    try {
      const echoed = await teams.help(echoBot.url);
      const look = async (turns: number) => ({ turns, whole: await wholeBot.memory(), echo: await echoBot.memory() });
      const idle = await look(1);
      await run(wholeBot, WARM_UP_TURNS);
      await run(echoBot, WARM_UP_TURNS);
      const memory = [idle, await look(WARM_UP_TURNS)];
      const rounds: Load['rounds'][number][] = [];
      for (let number = 1; number <= ROUNDS; number += 1) {
        rounds.push({ whole: await round(wholeBot), echo: await round(echoBot) });
      }
      // The rounds have warmed the process: what grows from here on would go on growing.
      const before = await wholeBot.memory();
      const { took } = await run(wholeBot, MEMORY_TURNS, MEMORY_WITHIN_MS);
      const after = await wholeBot.memory();
      return { starts, rounds, bytes: { whole: bytes, echo: echoed }, memory, turns: took.length, before, after };
    } finally {
      await echoBot.stop();
    }
  } finally {
    await wholeBot.stop();
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
