import type { Ending } from '../domain/ends/ending.ts';
import type { TenantInformation } from '../domain/partners/tenant.ts';
import type { StoreAddress } from './address.ts';
import { openReading } from './open-reading.ts';
import { endingsLeft } from './parts/ends.ts';
import { tablesOf } from './tables/tables.ts';

export type EndsKept = {
  /** What is still to be closed by them, in the order in which they were decided. */
  readonly endings: readonly Ending[];
  /** What the bot remembers tenants to be called. */
  readonly names: readonly TenantInformation[];
};

/** What a store has of ends, read at one moment, whether a bot uses it or not. Rejects with StoreError. */
export async function endsKept(at: StoreAddress): Promise<EndsKept> {
  const { ask, close, dialect } = await openReading(at);
  try {
    const tables = tablesOf(dialect, '', undefined);
    const endings = await ask(endingsLeft(tables, null));
    const names = await ask(tables.tenantNames.all());
    return { endings, names: names.map(({ tenant }) => tenant) };
  } finally {
    await close();
  }
}
