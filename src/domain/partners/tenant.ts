import type { TenantId } from '../ids.ts';

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

/** One that is to be drawn, and whether it could be mistaken for another as far as is known then; left out: it is not known. */
export type DrawnTenant = TenantInformation & { readonly isAlike?: boolean };

/** One of whom nothing is known but the id. */
export const namelessTenant = (tenantId: TenantId): TenantInformation => ({
  tenantId,
  displayName: null,
  defaultDomainName: null,
});

/** The shortest text that tells a person which tenant is meant. */
export function tenantName(tenant: TenantInformation): string {
  return tenant.displayName ?? tenant.defaultDomainName ?? tenant.tenantId;
}

/**
 * What to type for a tenant: its domain, or its id where the domain could be misread.
 * @param sure false: another tenant looks alike
 */
export function typedName({ tenantId, defaultDomainName: domain }: TenantInformation, sure: boolean): string {
  return sure && domain !== null && /^(?!.*xn--)[a-z0-9.-]{4,64}$/i.test(domain) ? domain : tenantId;
}

/** Microsoft's own support: a partner that a support case may add (Entra: cross-tenant access settings). */
const MICROSOFT_SUPPORT = 'b4c546a4-7dac-46a6-a7dd-ed822a11efd3';

export function isMicrosoftSupport(tenantId: TenantId): boolean {
  return tenantId === MICROSOFT_SUPPORT;
}

/** What leaves no ink: a name of nothing else is none. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Mark}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Whether nobody can tell by a name who it is. */
export const isNameless = ({ displayName }: TenantInformation): boolean =>
  displayName === null || displayName.replaceAll(UNSEEN, '') === '';
