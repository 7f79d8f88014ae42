import type { Instant } from '../../../domain/instant.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';

/** What Entra said of a tenant, and when. */
export type KnownName = { readonly tenant: TenantInformation; readonly readAt: Instant };

/** Names of tenants: Graph's list of partners has only ids. They decide nothing, and can be read again. */
export interface NameStore {
  /** Those that were read longest ago first. */
  names(): Promise<readonly KnownName[]>;
  /** Keeps names, each in the place of an older one of the same tenant. */
  keepNames(names: readonly KnownName[]): Promise<void>;
  /** Forgets what was read before. */
  forgetNames(before: Instant): Promise<void>;
}
