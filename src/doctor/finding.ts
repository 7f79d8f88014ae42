/** What a look at one thing found. */
export type Finding = {
  readonly about: string;
  /** Only `wrong` keeps the bot from its work. */
  readonly state: 'good' | 'warning' | 'wrong';
  readonly says: readonly string[];
  /** What to do about it. */
  readonly fix?: string;
};

const STATE_WIDTH = 9;

/** As people read it: a line for each finding, what it says below, and the verdict at the end. */
export function report(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ about, state, says, fix }) => [
    `${state.padEnd(STATE_WIDTH)}${about}`,
    ...[...says, ...(fix === undefined ? [] : [`Fix: ${fix}`])].map((line) => `${' '.repeat(STATE_WIDTH + 2)}${line}`),
  ]);
  const count = (wanted: Finding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const verdict = isWell(findings) ? 'Nothing is wrong' : `${count('wrong')} wrong`;
  return [...lines, '', `${verdict}, ${count('warning')} to look at, ${count('good')} good.`, ''].join('\n');
}

export const isWell = (findings: readonly Finding[]): boolean => findings.every(({ state }) => state !== 'wrong');

/** The first line of what went wrong, and of what caused it where that says more. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  const first = ({ message }: Error): string => message.split('\n')[0] ?? '';
  const cause = error.cause instanceof Error ? first(error.cause) : '';
  return first(error).includes(cause) ? first(error) : `${first(error)} (${cause})`;
}
