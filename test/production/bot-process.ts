import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { until } from './chat.ts';
import type { Hosts, Memory, Trace } from './trace.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PRELOAD = new URL('./hosts.ts', import.meta.url).href;
const STARTS_WITHIN_MS = 60_000;

export type Environment = Readonly<Record<string, string>>;
export type LogLine = Readonly<Record<string, unknown>>;
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** The scripts of package.json that are for production. */
export type Script = 'start' | 'doctor' | 'export';

/** What an image says of itself: where it works, what it hands to Node for each script, and what it sets. */
export type Image = {
  readonly cwd: string;
  readonly args: Partial<Readonly<Record<Script, readonly string[]>>>;
  readonly set?: Environment;
};

/** Who starts it: a shell's `exec node`, npm, or whoever runs an image. */
export type By = 'node' | 'npm' | Image;

/** What npm needs to start something, and to say and ask nothing itself. */
const NPM = { PATH: process.env['PATH'] ?? '', npm_config_loglevel: 'silent', npm_config_update_notifier: 'false' };

/** What a script of package.json hands to Node, and what it sets for it. */
function commandOf(script: string): { readonly args: readonly string[]; readonly set: Environment } {
  const words = script.split(' ');
  const at = words.indexOf('node');
  const set = words.slice(0, at).flatMap((word) => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return { args: words.slice(at + 1), set: Object.fromEntries(set) };
}

/** A production process, started as npm does it, with an environment and nothing else. */
export class BotProcess {
  /** What it wrote so far. */
  stdout = '';
  stderr = '';
  readonly exit: Promise<Exit>;
  readonly script: Script;
  readonly #child: ChildProcess;
  readonly #trace: string;
  #ended = false;

  constructor(
    environment: Environment,
    hosts: Omit<Hosts, 'lifeline'>,
    script: Script = 'start',
    by: By = 'node',
    words: readonly string[] = [],
  ) {
    const own = typeof by === 'object' ? { args: by.args[script] ?? [], set: by.set ?? {} } : undefined;
    const { args, set } = own ?? commandOf(packageJson.scripts[script]);
    this.script = script;
    this.#trace = hosts.trace;
    const options = `${environment['NODE_OPTIONS'] ?? ''} --import ${PRELOAD}`.trimStart();
    // npm hands on no more than the three streams that every process has.
    const told = (lifeline: number): Environment => ({ PRODUCTION_TEST_HOSTS: JSON.stringify({ ...hosts, lifeline }) });
    this.#child =
      by !== 'npm'
        ? spawn(process.execPath, [...args, ...words], {
            cwd: typeof by === 'object' ? by.cwd : ROOT,
            env: { ...environment, ...set, ...told(3), NODE_OPTIONS: options },
            stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
          })
        : spawn('npm', ['run', script], {
            cwd: ROOT,
            env: { ...environment, ...told(0), ...NPM, npm_config_node_options: options },
            stdio: 'pipe',
            // A group of its own, as under a service manager.
            detached: true,
          });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#ended = true;
        resolve({ code, signal });
      });
    });
  }

  /** Resolves when it serves; rejects, with what it said, when it ended instead. */
  async started(): Promise<this> {
    await until(() => this.#ended || this.#port !== undefined, 'started', STARTS_WITHIN_MS);
    if (this.#ended) throw new Error(`ended at the start: ${this.stderr}`);
    return this;
  }

  get url(): string {
    if (this.#port === undefined) throw new Error('not started yet');
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What it logged. Throws when stdout holds anything but lines of JSON. */
  get log(): readonly LogLine[] {
    const lines = this.stdout.split('\n');
    if (lines.pop() !== '') throw new Error('stdout ends within a line');
    return lines.map((line) => {
      const value: unknown = JSON.parse(line);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`no log line: ${line}`);
      return value as LogLine;
    });
  }

  logged(event: string): readonly LogLine[] {
    return this.log.filter((line) => line['event'] === event);
  }

  /** `host:port` of everything it tried to connect to, once each, sorted. */
  get contacts(): readonly string[] {
    return [...new Set(this.#traced().flatMap((line) => (line.kind === 'connect' ? [line.to] : [])))].sort();
  }

  /** The ones among them that it must not know. */
  get strangers(): readonly string[] {
    return this.#traced().flatMap((line) => (line.kind === 'connect' && line.refused ? [line.to] : []));
  }

  get everListened(): boolean {
    return this.#traced().some((line) => line.kind === 'listen');
  }

  /** Nobody reads its log any more, as when the other side of a pipe was stopped first. */
  stopReading(): void {
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Whoever reads its log is busy with something else: the pipe fills up. Returns what goes on reading. */
  stallReading(): () => void {
    this.#child.stdout?.pause();
    return () => {
      this.#child.stdout?.resume();
    };
  }

  /** Tells the process that was started, which may be npm alone. Nobody outlives SIGKILL; SIGSTOP freezes it until SIGCONT. */
  kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGUSR1' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal);
    if (signal === 'SIGKILL') this.#child.stdin?.destroy();
  }

  /** Tells what was started and all that it started, as a service manager and a terminal do. */
  killGroup(signal: 'SIGTERM'): void {
    if (this.#child.pid !== undefined) process.kill(-this.#child.pid, signal);
  }

  /** What it takes after a collection of garbage. */
  async memory(): Promise<Memory> {
    const told = (): readonly Memory[] => this.#traced().flatMap((line) => (line.kind === 'memory' ? [line] : []));
    const before = told().length;
    this.#child.kill('SIGUSR2');
    await until(() => told().length > before, 'how much memory it takes');
    const last = told().at(-1);
    if (last === undefined) throw new Error('it did not say');
    return last;
  }

  /** What the machine gives it at this moment, in bytes, as Linux tells; nothing is collected for it. */
  get resident(): number {
    const status = readFileSync(`/proc/${this.#child.pid ?? 0}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  get #port(): number | undefined {
    const started = /^\{.*"event":"started".*\}$/m.exec(this.stdout)?.[0];
    return started === undefined ? undefined : (JSON.parse(started) as { port: number }).port;
  }

  #traced(): readonly Trace[] {
    if (!existsSync(this.#trace)) return [];
    return readFileSync(this.#trace, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Trace);
  }
}
