import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_ID, Chat } from '../../test/production/chat.ts';
import { startFakeTeams } from '../../test/support/fake-teams.ts';
import { BotChild, type Memory } from './bot-child.ts';

const AT_ONCE = 8;
const WARM_UP_TURNS = 300;
const ROUNDS = 5;
const ROUND_MS = 1_000;
const MEMORY_TURNS = 5_000;

export type Load = {
  /** Turns per second, the median of all rounds. */
  readonly wholeBot: number;
  readonly echoBot: number;
  /** The median of the rounds' own ratios: both bots of a round have met the same machine. */
  readonly ratio: number;
  readonly turns: number;
  readonly before: Memory;
  readonly after: Memory;
};

/** Turns of `help` through both bots, in turn, and what the whole bot's memory is after many of them. */
export async function measureLoad(): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-bench-'));
  const teams = await startFakeTeams();
  const settings = { teamsUrl: teams.url, issuer: teams.issuer.issuer, appId: APP_ID, folder };
  const wholeBot = await BotChild.start('./whole-bot.ts', settings);
  const echoBot = await BotChild.start('./echo-bot.ts', settings);

  /** As many turns as `goOn` allows, so many at once; resolves to turns per second. */
  const run = async ({ url }: BotChild, goOn: (turns: number, ms: number) => boolean): Promise<number> => {
    const chat = new Chat(() => url, teams, teams.serviceUrl);
    const token = chat.token();
    const answeredBefore = teams.messages.length;
    const startedAt = performance.now();
    let turns = 0;
    const speaker = async (): Promise<void> => {
      while (goOn(turns, performance.now() - startedAt)) {
        turns += 1;
        const response = await chat.post(chat.message('eli', 'help'), token);
        if (response.status !== 200) throw new Error(`a turn ended with HTTP ${response.status}`);
        await response.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, speaker));
    if (teams.messages.length !== answeredBefore + turns) throw new Error('not every turn was answered once');
    return turns / ((performance.now() - startedAt) / 1000);
  };
  const upTo = (most: number) => (turns: number) => turns < most;
  const oneRound = (_: number, ms: number): boolean => ms < ROUND_MS;

  try {
    await run(wholeBot, upTo(WARM_UP_TURNS));
    await run(echoBot, upTo(WARM_UP_TURNS));
    const rounds: { readonly whole: number; readonly echo: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ whole: await run(wholeBot, oneRound), echo: await run(echoBot, oneRound) });
    }
    // The rounds have warmed the process: what grows from here on would go on growing.
    const before = await wholeBot.memory();
    await run(wholeBot, upTo(MEMORY_TURNS));
    return {
      wholeBot: median(rounds.map(({ whole }) => whole)),
      echoBot: median(rounds.map(({ echo }) => echo)),
      ratio: median(rounds.map(({ whole, echo }) => whole / echo)),
      turns: MEMORY_TURNS,
      before,
      after: await wholeBot.memory(),
    };
  } finally {
    await Promise.all([wholeBot.stop(), echoBot.stop()]);
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
