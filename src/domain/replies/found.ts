import type { SyncState } from '../policy/policy.ts';
import type { Notice } from './notice.ts';
import type { TenantView } from './reply.ts';

/** A partner that somebody looked for: who it is, to be passed on, and how its sync is, for the one who looked. */
export type FoundPartner = { readonly tenant: TenantView; readonly sync: SyncState };

export type Found =
  | { readonly kind: 'found'; readonly partners: readonly FoundPartner[] }
  | { readonly kind: 'notice'; readonly notice: Notice };
