import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod/v4';

/** What a bot in a process of its own is told: where its connector and its token keys are. */
export const childSettings = z.object({
  openIdMetadata: z.string(),
  issuer: z.string(),
  appId: z.string(),
  folder: z.string(),
  /** How long the text of an answer is at least. */
  answerBytes: z.number().default(0),
  /** Left out: there is none. */
  graph: z.string().default('http://127.0.0.1:9'),
  /** Left out: never. */
  watchEveryMs: z.number().default(0),
});
export type ChildSettings = z.output<typeof childSettings>;

const ready = z.object({ port: z.number() });
const memory = z.object({ heapUsed: z.number(), rss: z.number(), handles: z.number() });
export type Memory = z.infer<typeof memory>;

/** A bot that is alone in its process, so that only its own work and memory are measured. */
export class BotChild {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(file: string, settings: z.input<typeof childSettings>): Promise<BotChild> {
    const process = fork(new URL(file, import.meta.url), [JSON.stringify(settings)], {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    });
    return new BotChild(process, ready.parse(await answer(process)).port);
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

function answer(process: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const died = (): void => {
      reject(new Error('a bot of the bench has ended'));
    };
    process.once('exit', died);
    process.once('message', (message) => {
      process.removeListener('exit', died);
      resolve(message);
    });
  });
}
