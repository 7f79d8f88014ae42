import type { TenantInformation } from '../domain/partners/tenant.ts';
import { LONGEST_WORD_OF_NAME, shown } from '../words/text.ts';
import { words } from '../words/words.ts';

/** Who a tenant is, fit for text runs. */
export type TenantView = { readonly name: string; readonly domain: string; readonly tenantId: string };

const LONGEST_NAME = 120;
const LONGEST_DOMAIN = 100;

/** @param longest of name and domain each; left out: as long as a card of one bears them */
export function tenantView(tenant: TenantInformation, longest = LONGEST_NAME): TenantView {
  return {
    name: shown(words.tenants.nameOf(tenant), longest, LONGEST_WORD_OF_NAME),
    domain: shown(words.tenants.domainOf(tenant), Math.min(longest, LONGEST_DOMAIN), LONGEST_WORD_OF_NAME),
    tenantId: shown(tenant.tenantId, LONGEST_DOMAIN),
  };
}
