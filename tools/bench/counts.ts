import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { believableTenant, organizations } from '../../src/simulator/seed/seed.ts';
import type { BotMessage } from '../../test/support/fake-teams.ts';
import { bundle } from '../build/bundle.ts';
import { countCommits } from './commits.ts';
import { Stage } from './stage.ts';

/** What does not depend on the machine: how much is asked, written, sent and loaded. */
export type Count = {
  readonly what: string;
  readonly counted: number;
  /** As much as it is allowed to be. Whoever makes it more changes this in the same commit, and says why. */
  readonly limit: number;
};

/** Something of the bot's own may fall into a measurement by chance, and adds to it. */
const TRIES = 3;
const KILOBYTE = 1_000;

/** Of one turn of an administrator, warm: requests to Graph, transactions that wait for the disk, transactions that do not. */
const TURNS = {
  help: { requests: 0, durable: 0, light: 3 },
  show: { requests: 9, durable: 0, light: 3 },
  'enable, to the card': { requests: 11, durable: 3, light: 3 },
  'Confirm, to Applied': { requests: 8, durable: 5, light: 0 },
};
type Turn = keyof typeof TURNS;
type Cost = (typeof TURNS)[Turn];
const HELP_BYTES = 4_710;
/**
 * With room for a few files of our own: a package that comes along is far more. OpenTelemetry's are loaded only where they
 * are asked for: none of them may be among the others.
 */
const BUILD = { modules: 2_435, kilobytes: 5_640, watching: 0 };

const { fabrikam } = organizations;

async function costs(): Promise<{ readonly turns: Readonly<Record<Turn, Cost>>; readonly helpBytes: number }> {
  const commits = countCommits();
  const stage = await Stage.set(believableTenant());
  try {
    const cost = async (work: () => Promise<unknown>): Promise<Cost> => {
      commits.reset();
      await stage.roundTrips(work);
      return { requests: stage.graph.requests.length, ...commits.now };
    };
    const ask = async (text: string): Promise<BotMessage> => stage.chat.ask('ada', text);
    const least = { ...TURNS };
    let helpBytes = Infinity;
    // Who and what is known, and read lately.
    await ask(`show ${fabrikam.defaultDomainName}`);
    for (let number = 0; number < TRIES; number += 1) {
      const card: BotMessage[] = [];
      const verb = number % 2 === 0 ? 'enable' : 'disable';
      const tried: Record<Turn, Cost> = {
        help: await cost(async () => {
          const message = await ask('help');
          helpBytes = Math.min(helpBytes, JSON.stringify(message.cards.at(-1)).length);
        }),
        show: await cost(() => ask(`show ${fabrikam.defaultDomainName}`)),
        'enable, to the card': await cost(async () =>
          card.push(await ask(`${verb} sync for ${fabrikam.defaultDomainName}`)),
        ),
        'Confirm, to Applied': await cost(async () => {
          const [message] = card;
          if (message === undefined) throw new Error('no card');
          await stage.chat.press('ada', message, 'Confirm');
          await stage.chat.seen(message, 'Applied');
        }),
      };
      for (const turn of NAMES) least[turn] = number === 0 ? tried[turn] : lesser(least[turn], tried[turn]);
    }
    return { turns: least, helpBytes };
  } finally {
    await stage.clear();
  }
}

const lesser = (one: Cost, other: Cost): Cost => ({
  requests: Math.min(one.requests, other.requests),
  durable: Math.min(one.durable, other.durable),
  light: Math.min(one.light, other.light),
});

const NAMES: readonly Turn[] = ['help', 'show', 'enable, to the card', 'Confirm, to Applied'];

/** Counts all of it. */
export async function counts(): Promise<readonly Count[]> {
  const { turns, helpBytes } = await costs();
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-counts-'));
  try {
    const { modules, usual, bytes } = await bundle({ main: 'src/main.ts' }, folder, join(folder, 'cache'));
    return [
      ...NAMES.flatMap((turn) => [
        { what: `${turn}: requests to Graph`, counted: turns[turn].requests, limit: TURNS[turn].requests },
        {
          what: `${turn}: transactions that wait for the disk`,
          counted: turns[turn].durable,
          limit: TURNS[turn].durable,
        },
        { what: `${turn}: other transactions`, counted: turns[turn].light, limit: TURNS[turn].light },
      ]),
      { what: 'bytes of the card of help', counted: helpBytes, limit: HELP_BYTES },
      { what: 'modules of the build', counted: modules.length, limit: BUILD.modules },
      {
        what: 'modules of OpenTelemetry that are loaded where nobody watches',
        counted: usual.filter((path) => path.includes('/@opentelemetry/')).length,
        limit: BUILD.watching,
      },
      { what: 'kilobytes of the build', counted: Math.ceil(bytes / KILOBYTE), limit: BUILD.kilobytes },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
