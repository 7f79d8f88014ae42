import type { TenantId } from './ids.ts';

/**
 * What Entra tells about any tenant (Graph: tenantInformation). Names are chosen by that tenant's
 * owner, so they are shown as text and never decide anything.
 */
export type TenantInformation = {
  readonly tenantId: TenantId;
  /** null: Entra could not say. */
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
};

/** The shortest text that tells a person which tenant is meant. */
export function tenantName(tenant: TenantInformation): string {
  return tenant.displayName ?? tenant.defaultDomainName ?? tenant.tenantId;
}
