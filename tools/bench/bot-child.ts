import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { z } from 'zod/v4-mini';

/** What a bot in a process of its own is told: where its connector and its token keys are. */
export const childSettings = z.object({
  openIdMetadata: z.string(),
  issuer: z.string(),
  appId: z.string(),
  folder: z.string(),
  /** How long the text of an answer is at least. */
  answerBytes: z._default(z.number(), 0),
  /** Where Teams' connector is on this machine, by TLS; left out: at the address that a message names. */
  connectorPort: z._default(z.number(), 0),
  /** Left out: there is none. */
  graph: z._default(z.string(), 'http://127.0.0.1:9'),
  /** Left out: never. */
  watchEveryMs: z._default(z.number(), 0),
});
export type ChildSettings = z.output<typeof childSettings>;

/** What it says when it takes requests. */
export const ready = z.object({ port: z.number() });
const memory = z.object({ heapUsed: z.number(), rss: z.number(), handles: z.number() });
export type Memory = z.infer<typeof memory>;
const cpu = z.object({ mainMs: z.number() });
const metered = z.object({ longestStopMs: z.number(), peak: z.number() });
/** How long the loop stopped at most, and how many bytes of memory there were at most. */
export type Metered = z.infer<typeof metered>;

/** What is started, and how. */
export type Program = {
  readonly file: URL;
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

/** A bot that is alone in its process, so that only its own work and memory are measured. */
export class BotChild {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#process = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @param authorityFile of the certificates that it believes beside the usual ones; left out: none */
  static async start(
    { file, options, environment }: Program,
    settings: z.input<typeof childSettings>,
    authorityFile?: string,
  ): Promise<BotChild> {
    const child = fork(file, [JSON.stringify(settings)], {
      execArgv: ['--disable-warning=ExperimentalWarning', ...options],
      env: {
        ...process.env,
        ...environment,
        ...(authorityFile !== undefined && { NODE_EXTRA_CA_CERTS: authorityFile }),
      },
    });
    return new BotChild(child, ready.parse(await answer(child)).port);
  }

  /** What the thread that runs JavaScript has worked until now, in milliseconds. */
  async mainMs(): Promise<number> {
    this.#process.send('cpu');
    return cpu.parse(await answer(this.#process)).mainMs;
  }

  /** Since the last time that it was asked. */
  async meter(): Promise<Metered> {
    this.#process.send('meter');
    return metered.parse(await answer(this.#process));
  }

  /** After the garbage is gone. */
  async memory(): Promise<Memory> {
    this.#process.send('memory');
    return memory.parse(await answer(this.#process));
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const died = (): void => {
      reject(new Error('a bot of the bench has ended'));
    };
    child.once('exit', died);
    child.once('message', (message) => {
      child.removeListener('exit', died);
      resolve(message);
    });
  });
}
