import type { TenantInformation } from '../../domain/tenant.ts';
import { isBlank, LONGEST_WORD_OF_NAME, shortened, shown, withoutMiddle } from '../text.ts';

/** Who a tenant is, fit for text runs. */
export type TenantView = { readonly name: string; readonly domain: string; readonly tenantId: string };

const LONGEST_NAME = 120;
const LONGEST_DOMAIN = 100;

export function tenantView(tenant: TenantInformation): TenantView {
  return {
    name: shown(nameOf(tenant), LONGEST_NAME, LONGEST_WORD_OF_NAME),
    domain: shown(domainOf(tenant), LONGEST_DOMAIN),
    tenantId: shown(tenant.tenantId, LONGEST_DOMAIN),
  };
}

/** The name as its owner wrote it, or words for none: text that is still to be made fit. */
export function nameOf({ displayName }: TenantInformation): string {
  return displayName === null || isBlank(displayName) ? 'Name not known' : shortened(displayName, LONGEST_NAME);
}

export function domainOf({ defaultDomainName: domain }: TenantInformation): string {
  return domain === null || isBlank(domain) ? 'Domain not known' : withoutMiddle(domain, LONGEST_DOMAIN);
}

/**
 * What to type for a tenant: its domain, or its id where the domain could be misread.
 * @param sure false: another tenant looks alike
 */
export function typedName({ tenantId, defaultDomainName: domain }: TenantInformation, sure: boolean): string {
  return sure && domain !== null && /^(?!.*xn--)[a-z0-9.-]{4,64}$/i.test(domain) ? domain : tenantId;
}
