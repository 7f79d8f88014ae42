import { parseArgs } from 'node:util';
import { StoreError } from '../app/ports.ts';
import type { StoreAddress } from '../store/address.ts';
import { copyStore, type CopyReport } from '../store/copying/copy.ts';

const USAGE = `Usage: npm run -s store -- copy --from STORE --to STORE
Each is written as the setting STORE is: sqlite:PATH, or postgres://user@host:5432/database. The password of a database
stands in PGPASSWORD, or comes with STORE_AUTH=entra.`;

export type Outcome = {
  /** 0: done. 1: not, and what was copied so far is still there. 2: nothing was tried. */
  readonly code: 0 | 1 | 2;
  readonly lines: readonly string[];
};
type Where = { readonly ok: true; readonly store: StoreAddress } | { readonly ok: false; readonly problem: string };

/**
 * Carries out one command line of `npm run store`.
 * @param where reads how a store is written
 */
export async function runStore(args: readonly string[], where: (written: string) => Where): Promise<Outcome> {
  const options = read(args);
  if ('problems' in options) return { code: 2, lines: [...options.problems, '', USAGE] };
  const [from, to] = [where(options.from), where(options.to)];
  const problems = [
    ...(from.ok ? [] : [`--from ${from.problem.replace(/^STORE /, '')}`]),
    ...(to.ok ? [] : [`--to ${to.problem.replace(/^STORE /, '')}`]),
  ];
  if (!from.ok || !to.ok) return { code: 2, lines: problems };
  try {
    return { code: 0, lines: told(await copyStore(from.store, to.store)) };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { code: 1, lines: [error.message] };
  }
}

function read(
  args: readonly string[],
): { readonly from: string; readonly to: string } | { readonly problems: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { from: { type: 'string' }, to: { type: 'string' } },
    });
    const { from = '', to = '' } = values;
    const problems = [
      ...(positionals.join(' ') === 'copy' ? [] : ['Say what to do: copy.']),
      ...(from === '' ? ['--from is missing.'] : []),
      ...(to === '' ? ['--to is missing.'] : []),
    ];
    return problems.length > 0 ? { problems } : { from, to };
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : 'The command line cannot be read.'] };
  }
}

function told({ from, to, head, tables }: CopyReport): readonly string[] {
  const before = tables.reduce((sum, { already }) => sum + already, 0);
  return [
    `Copied ${from} to ${to}; both have the same rows, compared one by one:`,
    ...tables.filter(({ rows }) => rows > 0).map(({ table, rows }) => `  ${table}: ${rows}`),
    ...(before > 0 ? [`Of these, ${before} had been copied by an earlier try.`] : []),
    `The journal's head in both: entry ${head.seq}, ${head.hash}.`,
    `Set STORE to the second one, and start no bot on ${from} any more: one journal goes on in one store.`,
  ];
}
