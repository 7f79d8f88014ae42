import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { people } from '../../src/simulator/seed/seed.ts';
import { BotProcess, type By, type Environment, type Script } from './bot-process.ts';
import { builtBot } from './built-bot.ts';
import { APP_ID, Chat, HOME } from './chat.ts';
import { SECRET, startMicrosoft, type Microsoft, type MicrosoftOptions } from './microsoft.ts';

export type WorldOptions = MicrosoftOptions & {
  /** How many seconds the processes live in one second; left out: 1. */
  readonly haste?: number;
  /** What the processes run; left out: what `npm start` runs here, which is the source unless somebody has built. */
  readonly runs?: 'build';
};

/** Who people are is nobody's business who reads a log. */
const NAMES = Object.values(people).map(({ displayName }) => displayName);
const SIGN_IN_NAMES = Object.values(people).map(({ userPrincipalName }) => userPrincipalName);

/** One test's own world: Microsoft's services, people in Teams, and the processes under test. */
export class World {
  readonly microsoft: Microsoft;
  readonly chat: Chat;
  /** Settings of production that are enough to start. */
  readonly environment: Environment;
  readonly folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-production-'));
  /** What must never be in a log, besides every token that was given or sent. */
  readonly secrets: string[] = [SECRET];
  readonly #processes: BotProcess[] = [];
  readonly #haste: number;
  readonly #by: By;

  private constructor(microsoft: Microsoft, haste: number, by: By) {
    this.microsoft = microsoft;
    this.#haste = haste;
    this.#by = by;
    this.chat = new Chat(() => this.bot.url, microsoft.teams, microsoft.serviceUrl);
    this.environment = {
      PORT: '0',
      MicrosoftAppId: APP_ID,
      MicrosoftAppTenantId: HOME,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppPassword: SECRET,
      STORE: `sqlite:${join(this.folder, 'store.db')}`,
      // One person is enough for most of what is tried here.
      APPROVALS: 'self',
      LOG_LEVEL: 'trace',
      // What the bot does because somebody speaks to it is easier to see when it does nothing on its own.
      WATCH_INTERVAL_SECONDS: '0',
      NODE_EXTRA_CA_CERTS: microsoft.authorityFile,
    };
  }

  static async begin({ haste = 1, runs, ...options }: WorldOptions = {}): Promise<World> {
    const by = runs === 'build' ? await builtBot() : 'node';
    return new World(await startMicrosoft(options), haste, by);
  }

  /** Starts a process that is expected to serve. */
  start(more: Environment = {}): Promise<BotProcess> {
    return this.launch({ ...this.environment, ...more }).started();
  }

  /** Starts a process with just this environment. @param ports more of what is found on this machine */
  launch(
    environment: Environment,
    ports: Readonly<Record<string, number>> = {},
    script: Script = 'start',
    by: By = this.#by,
    words: readonly string[] = [],
  ): BotProcess {
    const hosts = {
      ports: { ...this.microsoft.ports, ...ports },
      trace: join(this.folder, `trace-${this.#processes.length}`),
      haste: this.#haste,
    };
    const bot = new BotProcess(environment, hosts, script, by, words);
    this.#processes.push(bot);
    return bot;
  }

  /** Lets the doctor look, with these settings beside the usual ones. @returns its exit code and what it said */
  async doctor(more: Environment = {}): Promise<{ readonly code: number | null; readonly said: string }> {
    const doctor = this.launch({ ...this.environment, ...more }, {}, 'doctor');
    const { code } = await doctor.exit;
    expect(doctor.stderr).toBe('');
    return { code, said: doctor.stdout };
  }

  /** Has the partners printed, with these words after the command. */
  async export(
    ...words: readonly string[]
  ): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
    const tool = this.launch(this.environment, {}, 'export', 'node', words);
    const { code } = await tool.exit;
    return { code, out: tool.stdout, err: tool.stderr };
  }

  /** The process that was started last. */
  get bot(): BotProcess {
    const last = this.#processes.at(-1);
    if (last === undefined) throw new Error('no process yet');
    return last;
  }

  /** The Graph requests that changed something or tried to. */
  writes(): readonly string[] {
    return this.microsoft.graph.requests
      .filter(({ method, path }) => method !== 'GET' && !path.includes('checkMember'))
      .map(({ method, path }) => `${method} ${path.replace(/^.*crossTenantAccessPolicy\//, '')}`);
  }

  /** The token that was given for a resource, last. */
  tokenFor(resource: string): string | undefined {
    return this.microsoft.tokens.requests.findLast(({ form }) => form['scope']?.startsWith(resource))?.token;
  }

  /** Holds every process to what must be true of each: pure JSON on stdout, no stranger spoken to, no secret told, nobody named. */
  check(): void {
    const given = this.microsoft.tokens.requests.flatMap(({ token, form }) => [token, form['client_assertion']]);
    const secrets = [...this.secrets, ...this.chat.tokens, ...given].filter((secret) => secret !== undefined);
    for (const bot of this.#processes) {
      if (bot.script === 'start') expect(bot.log).toBeInstanceOf(Array);
      expect(bot.strangers).toEqual([]);
      const written = `${bot.stdout}${bot.stderr}`;
      // The doctor names administrators whom the bot cannot reach, to whoever runs it.
      const told = bot.script === 'doctor' ? [...secrets, ...SIGN_IN_NAMES] : [...secrets, ...NAMES, ...SIGN_IN_NAMES];
      expect(told.filter((secret) => written.includes(secret))).toEqual([]);
    }
  }

  async end(): Promise<void> {
    for (const bot of this.#processes) bot.kill('SIGKILL');
    await Promise.all(this.#processes.map((bot) => bot.exit));
    await this.microsoft.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A test in a world of its own, with the check that belongs to every world. */
export const inWorld =
  (tell: (world: World) => Promise<void>, options: WorldOptions = {}) =>
  async (): Promise<void> => {
    const world = await World.begin(options);
    try {
      await tell(world);
      world.check();
    } finally {
      await world.end();
    }
  };

/** As inWorld, where the processes live five seconds in one: their patience need not be waited out. */
export const inHaste = (tell: (world: World) => Promise<void>, options: WorldOptions = {}): (() => Promise<void>) =>
  inWorld(tell, { ...options, haste: 5 });

/** As inWorld, of what `npm run build` makes: where very many processes are started. */
export const inBuilt = (tell: (world: World) => Promise<void>): (() => Promise<void>) =>
  inWorld(tell, { runs: 'build' });
