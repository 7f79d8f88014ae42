import type { PartnerEntry } from '../ports.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import type { Refusal } from '../../domain/replies/refusal.ts';

/** Which tenant a person means. `entries`: all partners, where they were read to find it. */
export type Resolution = { readonly entries?: readonly PartnerEntry[] } & (
  | {
      readonly kind: 'one';
      readonly tenant: TenantInformation;
      /** Whether Entra knows the tenant; `unread`: it could not be asked. */
      readonly exists: 'yes' | 'no' | 'unread';
      /**
       * Whether the text leaves no doubt: a tenant id, a domain that Entra knows, or a whole name which no other known
       * tenant has, and whose look no other known name or domain has. If not, whoever changes something asks back.
       */
      readonly inFull: boolean;
      /** Whom else the text may mean, the tenant itself included, by name. */
      readonly options: readonly TenantInformation[];
      /** The partner's settings, where finding it has read them already. */
      readonly read?: { readonly state: PartnerState };
      /** The domain that was typed, in ASCII; the tenant may have others. */
      readonly domain?: string;
    }
  | { readonly kind: 'several'; readonly options: readonly TenantInformation[] }
  /** `options`: those whose name it nearly is. */
  | { readonly kind: 'none'; readonly refusal: Refusal; readonly options: readonly TenantInformation[] }
);
