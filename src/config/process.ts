import type { Environment } from './credential.ts';

/** How this process was started, beside its settings. */
export type Started = {
  /** What Node itself reads of it. */
  readonly environment: Environment;
  /** What Node was told before the file's name. */
  readonly flags: readonly string[];
  /** Where a debugger is let in; undefined: nowhere. */
  readonly debuggedAt: string | undefined;
};

/** Node takes `_` for `-` in them. `--debug-port` is another name of `--inspect-port`. */
const LETS_READ = /^--(inspect|debug-port|tls-keylog)/;

/**
 * What must not be in production, whoever set it: connections to whoever answers, and doors to everything in memory,
 * secrets and tokens too. Values are not repeated.
 */
export function processProblems({ environment, flags, debuggedAt }: Started): readonly string[] {
  const problems: string[] = [];
  // Node (tls.connect): this value alone, to the letter.
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    problems.push(
      'NODE_TLS_REJECT_UNAUTHORIZED is 0, so the bot would trust whoever answers, and send them its secret: remove it, and name a proxy’s own authority in NODE_EXTRA_CA_CERTS',
    );
  }
  const options = environment['NODE_OPTIONS']?.split(/[\s"]+/) ?? [];
  const given = [...reading(options).map((flag) => `NODE_OPTIONS has ${flag}`), ...reading(flags).map(asFlag)];
  problems.push(...given.map((what) => `${what}, so others could read the bot’s secrets: remove it`));
  if (given.length === 0 && debuggedAt !== undefined) {
    problems.push(
      'A debugger is let in to this process, so others could read the bot’s secrets: start the bot without one',
    );
  }
  return problems;
}

const reading = (flags: readonly string[]): readonly string[] => [
  ...new Set(
    flags.map((flag) => (flag.split('=')[0] ?? '').replaceAll('_', '-')).filter((flag) => LETS_READ.test(flag)),
  ),
];
const asFlag = (flag: string): string => `Node was started with ${flag}`;
