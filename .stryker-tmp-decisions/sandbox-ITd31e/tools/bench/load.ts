// @ts-nocheck
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_ID, Chat, HOME } from '../../test/production/chat.ts';
import { startFakeTeams } from '../../test/support/fake-teams.ts';
import { BotChild, type Memory } from './bot-child.ts';

const AT_ONCE = 8;
const WARM_UP_TURNS = 300;
const ROUNDS = 5;
const ROUND_MS = 1_000;
const MEMORY_TURNS = 5_000;
/** A machine that is busy with something else has done fewer by then. */
const MEMORY_WITHIN_MS = 25_000;

export type Load = {
  /** Turns per second, the median of all rounds. */
  readonly wholeBot: number;
  readonly echoBot: number;
  /** The median of the rounds' own ratios: both bots of a round have met the same machine. */
  readonly ratio: number;
  /** Turns between the two looks at memory. */
  readonly turns: number;
  readonly before: Memory;
  readonly after: Memory;
};

/** Turns of `help` through both bots, in turn, and what the whole bot's memory is after many of them. */
export async function measureLoad(): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-bench-'));
  const teams = await startFakeTeams();
  const settings = { openIdMetadata: teams.openIdMetadata, issuer: teams.issuer.issuer, appId: APP_ID, folder };
  const wholeBot = await BotChild.start('./whole-bot.ts', settings);
  const echoBot = await BotChild.start('./echo-bot.ts', settings);

  /** So many turns at once, until there were enough or time is up. */
  const run = async ({ url }: BotChild, most: number, withinMs = Infinity) => {
    const chat = new Chat(() => url, teams, teams.serviceUrl);
    const token = chat.token();
    const answeredBefore = teams.messages.length;
    const startedAt = performance.now();
    let turns = 0;
    const speaker = async (): Promise<void> => {
      while (turns < most && performance.now() - startedAt < withinMs) {
        turns += 1;
        const response = await chat.post(helpFrom(chat), token);
        if (response.status !== 200) throw new Error(`a turn ended with HTTP ${response.status}`);
        await response.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, speaker));
    if (teams.messages.length !== answeredBefore + turns) throw new Error('not every turn was answered once');
    return { turns, perSecond: turns / ((performance.now() - startedAt) / 1000) };
  };
  const round = async (bot: BotChild): Promise<number> => (await run(bot, Infinity, ROUND_MS)).perSecond;

  try {
    await run(wholeBot, WARM_UP_TURNS);
    await run(echoBot, WARM_UP_TURNS);
    const rounds: { readonly whole: number; readonly echo: number }[] = [];
    for (let number = 1; number <= ROUNDS; number += 1) {
      rounds.push({ whole: await round(wholeBot), echo: await round(echoBot) });
    }
    // The rounds have warmed the process: what grows from here on would go on growing.
    const before = await wholeBot.memory();
    const { turns } = await run(wholeBot, MEMORY_TURNS, MEMORY_WITHIN_MS);
    return {
      wholeBot: median(rounds.map(({ whole }) => whole)),
      echoBot: median(rounds.map(({ echo }) => echo)),
      ratio: median(rounds.map(({ whole, echo }) => whole / echo)),
      turns,
      before,
      after: await wholeBot.memory(),
    };
  } finally {
    await Promise.all([wholeBot.stop(), echoBot.stop()]);
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Somebody else each time, in a chat of their own: there are limits for one person and for one conversation. */
function helpFrom(chat: Chat): Readonly<Record<string, unknown>> {
  const aadObjectId = randomUUID();
  const conversation = { id: `a:${aadObjectId}`, conversationType: 'personal', tenantId: HOME };
  return {
    ...chat.message('eli', 'help'),
    from: { id: `29:${aadObjectId}`, name: 'Somebody', aadObjectId },
    conversation,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
