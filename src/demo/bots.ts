import { startBridgekeeper, type Bridgekeeper, type Outside } from '../bridgekeeper.ts';
import { startBalancer } from '../simulator/balancer.ts';
import { ownServer } from '../simulator/postgres/own.ts';
import type { Environment } from '../simulator/postgres/programs.ts';

/** What is in flight gets so long to end. */
const RESTARTS_WITHIN_MS = 3_000;

/** The bots of the demo: one with its store in a file, or several on a PostgreSQL server of their own, behind one address. */
export type Bots = {
  /** Those that run now. */
  readonly bots: readonly Bridgekeeper[];
  /** Ends the one that leads, and starts it anew. */
  readonly restart: () => Promise<void>;
  readonly end: (withinMs: number) => Promise<void>;
};

/** The one that leads; while none does, the first. */
export function leading(bots: readonly Bridgekeeper[]): Bridgekeeper {
  const bot = bots.find((one) => one.leads()) ?? bots[0];
  if (bot === undefined) throw new Error('the demo has no bot');
  return bot;
}

/**
 * Rejects with a sentence when one cannot start.
 * @param environment of this process
 * @param connect is told where they can be spoken to, whenever that is another address
 */
export function startBots(
  count: number,
  outside: Outside,
  environment: Environment,
  connect: (address: string) => void,
): Promise<Bots> {
  return count === 1 ? startOne(outside, connect) : startSeveral(count, outside, environment, connect);
}

async function startOne(outside: Outside, connect: (address: string) => void): Promise<Bots> {
  const start = async (): Promise<Bridgekeeper> => {
    const bot = await startBridgekeeper(outside);
    connect(`http://127.0.0.1:${bot.port}`);
    return bot;
  };
  let bot = await start();
  return {
    get bots() {
      return [bot];
    },
    restart: async () => {
      await bot.stop(RESTARTS_WITHIN_MS);
      bot = await start();
    },
    end: (withinMs) => bot.stop(withinMs),
  };
}

async function startSeveral(
  count: number,
  outside: Outside,
  environment: Environment,
  connect: (address: string) => void,
): Promise<Bots> {
  const server = await ownServer(environment);
  const balancer = await startBalancer();
  const { port, user, database, ownersPassword } = server;
  const password = (): Promise<string> => Promise.resolve(ownersPassword);
  const store = { host: '127.0.0.1', port, user, database, tls: false, ca: null, password };
  let bots: readonly Bridgekeeper[] = [];
  const end = async (withinMs: number): Promise<void> => {
    await Promise.allSettled(bots.map((bot) => bot.stop(withinMs)));
    await Promise.allSettled([balancer.close(), server.remove()]);
  };
  const take = (those: readonly Bridgekeeper[]): void => {
    bots = those;
    balancer.to(those.map((bot) => bot.port));
  };
  const start = (): Promise<Bridgekeeper> => startBridgekeeper({ ...outside, store });
  try {
    for (let number = 0; number < count; number += 1) take([...bots, await start()]);
  } catch (error) {
    await end(RESTARTS_WITHIN_MS);
    throw error;
  }
  connect(balancer.url);
  return {
    get bots() {
      return bots;
    },
    restart: async () => {
      const last = leading(bots);
      take(bots.filter((bot) => bot !== last));
      await last.stop(RESTARTS_WITHIN_MS);
      take([...bots, await start()]);
    },
    end,
  };
}
