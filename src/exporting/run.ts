import { parseArgs } from 'node:util';
import { declaredOf } from '../domain/declared/declared.ts';
import type { TenantId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { TenantInformation } from '../domain/partners/tenant.ts';
import type { Directory, Tenants } from '../app/ports.ts';
import { declaredCsv } from '../files/csv.ts';
import { declaredYaml } from '../files/yaml.ts';
import type { EndsKept } from '../store/ends-kept.ts';

const USAGE = `Usage: npm run -s export
       npm run -s export -- --csv
Prints the partners, their settings and ends, as YAML or as CSV. It changes nothing, and may run beside the bot.`;

export type Outcome = {
  /** 0: printed. 1: not all of it could be read. 2: wrong options. */
  readonly code: 0 | 1 | 2;
  readonly text: string;
};

/** What an export reads. */
export type Sources = {
  readonly home: TenantId;
  readonly directory: Pick<Directory, 'list'>;
  readonly tenants: Pick<Tenants, 'byId'>;
  readonly kept: () => Promise<EndsKept>;
  readonly now: () => Instant;
};

/** How many names are asked for at once. */
const PARALLEL = 8;

/**
 * Carries out one command line of `npm run export`. A part is never all of it: where the partners or their ends cannot be
 * read, nothing is printed.
 * @param sources asked for once the line is understood
 */
export async function runExport(args: readonly string[], sources: () => Promise<Sources>): Promise<Outcome> {
  const isCsv = readOptions(args);
  if (typeof isCsv === 'string') return { code: 2, text: `${isCsv}\n\n${USAGE}\n` };
  try {
    const { home, directory, tenants, kept, now } = await sources();
    const [entries, { endings, names }] = await Promise.all([directory.list(), kept()]);
    const named = await withNames(
      entries.map(({ tenantId }) => tenantId),
      names,
      tenants,
    );
    const declared = declaredOf(home, entries, named, endings);
    return { code: 0, text: isCsv ? declaredCsv(declared) : declaredYaml(declared, now()) };
  } catch (error) {
    return { code: 1, text: `Nothing was exported: ${error instanceof Error ? error.message : 'unknown reason'}\n` };
  }
}

/** Whether a CSV is asked for, or what is wrong with the line. */
function readOptions(args: readonly string[]): boolean | string {
  try {
    return parseArgs({ args: [...args], options: { csv: { type: 'boolean' } } }).values.csv === true;
  } catch (error) {
    return error instanceof Error ? error.message : 'The command line cannot be read.';
  }
}

/** What tenants are called, as it is remembered or else read; a name that cannot be read is left out. */
async function withNames(
  ids: readonly TenantId[],
  remembered: readonly TenantInformation[],
  tenants: Sources['tenants'],
): Promise<readonly TenantInformation[]> {
  const known = new Set(remembered.map(({ tenantId }) => tenantId));
  const missing = ids.filter((id) => !known.has(id));
  const found: TenantInformation[] = [...remembered];
  const one = async (): Promise<void> => {
    for (let id = missing.shift(); id !== undefined; id = missing.shift()) {
      const tenant = await tenants.byId(id).catch(() => null);
      if (tenant !== null) found.push(tenant);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, one));
  return found;
}
