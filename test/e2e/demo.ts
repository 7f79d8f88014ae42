import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import type { ApprovalRule } from '../../src/domain/change/approval.ts';
import type { CastName } from '../../src/simulator/teams/playground-config.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STARTS_WITHIN_MS = 30_000;
const STOPS_WITHIN_MS = 8_000;

/** The demo as `npm run demo` starts it, on a free port, writing into a folder of its own. */
export class Demo {
  /** What it tells people to open: one address for each of the two. */
  readonly urls: readonly [string, string];
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(urls: readonly [string, string], child: ChildProcess, folder: string) {
    this.urls = urls;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(as: CastName, approvals: ApprovalRule): Promise<Demo> {
    const [, , ...words] = packageJson.scripts.demo.split(' ');
    const args = words.map((word) => (word.startsWith('src/') ? join(ROOT, word) : word));
    const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-e2e-'));
    const child = spawn(process.execPath, [...args, '--as', as, '--port', '0', '--approvals', approvals], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    process.once('exit', () => child.kill());
    return new Demo(await addressesOf(child), child, folder);
  }

  /** Presses Enter where the demo runs: somebody switches Fabrikam's user sync in the portal. */
  changeInPortal(): void {
    this.#child.stdin?.write('\n');
  }

  /** The log that the demo tells people about. */
  get log(): string {
    return readFileSync(join(this.#folder, 'data', 'demo', 'bridgekeeper.log'), 'utf8');
  }

  /** How many writes of partners and their policies Graph was sent so far, as the log tells. */
  get writes(): number {
    const lines = this.log.split('\n').filter((line) => line !== '');
    const events = lines.map((line) => JSON.parse(line) as { event: string; method?: string; url?: string });
    return events.filter(
      ({ event, method, url }) => event === 'graph.request' && method !== 'GET' && url?.includes('/policies/') === true,
    ).length;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const late = setTimeout(() => this.#child.kill('SIGKILL'), STOPS_WITHIN_MS);
      this.#child.kill('SIGTERM');
      await ended;
      clearTimeout(late);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Resolves to the addresses that it prints; rejects, with what it said, when it prints none. */
function addressesOf(child: ChildProcess): Promise<readonly [string, string]> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`the demo ${why}: ${said.trim()}`));
    };
    const late = setTimeout(() => {
      fail('printed no addresses in time');
    }, STARTS_WITHIN_MS);
    const listen = (text: string): void => {
      said += text;
      const [one, other] = [...said.matchAll(/Open\s+(http:\/\/localhost:\d+)/g)].map(([, url]) => url);
      if (one === undefined || other === undefined) return;
      clearTimeout(late);
      resolve([one, other]);
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', listen);
    child.once('close', () => {
      clearTimeout(late);
      fail('ended');
    });
  });
}
