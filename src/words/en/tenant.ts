import type { Line } from '../line.ts';
import { isMicrosoftSupport, tenantName, type TenantInformation } from '../../domain/partners/tenant.ts';
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

/** What tells which tenant it is, where nothing beside it does: its name, else its domain, else its id. */
export function calledBy(tenant: TenantInformation): string {
  const seen = (text: string | null): string | null => (text === null || isBlank(text) ? null : text);
  const { displayName, defaultDomainName } = tenant;
  const visible = { ...tenant, displayName: seen(displayName), defaultDomainName: seen(defaultDomainName) };
  return shortened(tenantName(visible), LONGEST_NAME);
}

export function domainOf({ defaultDomainName: domain }: TenantInformation): string {
  return domain === null || isBlank(domain) ? 'Domain not known' : withoutMiddle(domain, LONGEST_DOMAIN);
}

/** A support case may add Microsoft's own support tenant as a partner; without a label it looks like an intruder. */
export function supportLines({ tenantId }: TenantInformation): readonly Line[] {
  return isMicrosoftSupport(tenantId)
    ? [[{ strong: 'This is Microsoft’s own support tenant;' }, ' a support case may add it as a partner.']]
    : [];
}
