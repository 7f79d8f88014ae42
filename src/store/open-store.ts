import type { Log, Store } from '../app/ports.ts';
import type { StoreAddress } from './address.ts';
import { openSqliteStore } from './sqlite-store.ts';

/** What is opened must be closed, so that another process finds it free. */
export type OpenStore = Store & { close(): void | Promise<void> };

/** Opens the store that was named, made and migrated where needed. Rejects with StoreError. */
export async function openStore(at: StoreAddress, options: { readonly log?: Log } = {}): Promise<OpenStore> {
  if (typeof at === 'string') return openSqliteStore(at, options);
  const { openPostgresStore } = await import('./postgres-store.ts');
  return openPostgresStore(at, options);
}
